"""The time of day and the zone in what follows or goes before a date."""

import re

from tui.dataclass import dataclass

MINUTE, HOUR, DAY = 60, 3600, 86400
CHINA = 8 * HOUR
_US_CENTRAL = -6 * HOUR
_FARTHEST = 14 * HOUR

_HALF_DAY = "上午|下午|早上|早晨|清晨|凌晨|中午|午后|傍晚|晚上|晚间|夜间|午夜|晚|早|[AP]\\.?M\\.?"
_TIME = re.compile(
    rf"(?P<before>{_HALF_DAY})?\s*(?<![\d+:-])(?P<hour>\d{{1,2}})"
    r"(?:[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,:]\d{1,9})?)?(?!\d)"
    r"|\s?[时時点點](?:(?P<half>半)|(?P<quarter>[13一三])刻|\s?(?P<minute_han>\d{1,2})\s?分?(?:\s?(?P<second_han>\d{1,2})\s?秒)?)?)"
    rf"\s*(?P<after>[AP]\.?M\b\.?)?",
    re.IGNORECASE | re.ASCII,
)
_OFFSET = re.compile(
    r"\s{0,3}\(?(?:UTC|GMT|Z)?\s?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?![\d:])",
    re.IGNORECASE | re.ASCII,
)
_ZONE_NAME = re.compile(r"(?<![A-Za-z])[A-Z]{1,5}(?![A-Za-z])|Asia/\w{4,12}|北京[时時][间間]", re.ASCII)
_ZONES = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0),
    **{"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10},
    **{"BST": 1, "WEST": 1, "CET": 1, "MET": 1, "CEST": 2, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3},
    **{"IST": 5.5, "ICT": 7, "WIB": 7, "SGT": 8, "HKT": 8, "AWST": 8, "MYT": 8, "PHT": 8, "JST": 9, "KST": 9},
    **{"AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
    **dict.fromkeys(("北京时间", "北京時間", "Asia/Shanghai", "Asia/Chongqing", "Asia/Taipei", "Asia/Hong_Kong"), 8),
}


@dataclass(frozen=True, slots=True)
class Daytime:
    """Seconds since midnight, and the zone's seconds east of UTC where one was named."""

    seconds: int
    offset: int | None
    end: int


def find_time(text: str, *, chinese: bool) -> Daytime | None:
    """The first time of day in `text`; None where there is none, ValueError where it is impossible."""
    match = _TIME.search(text)
    if match is None:
        return None
    hour = _of_24(int(match["hour"]), (match["before"] or match["after"] or "").upper().replace(".", ""))
    minute = int(match["minute"] or match["minute_han"] or (30 if match["half"] else 0))
    if match["quarter"]:
        minute = 15 if match["quarter"] in "1一" else 45
    second = int(match["second"] or match["second_han"] or 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
        raise ValueError("no such time of day")
    seconds = hour * HOUR + minute * MINUTE + min(second, 59)
    return Daytime(seconds, find_zone(text[match.end() :], chinese=chinese), match.end())


def find_zone(rest: str, *, chinese: bool) -> int | None:
    """The zone that follows a time, in seconds east of UTC; CST is China's or the United States'."""
    if match := _OFFSET.match(rest):
        offset = int(match["hours"]) * HOUR + int(match["minutes"] or 0) * MINUTE
        if offset > _FARTHEST:
            raise ValueError("no such zone")
        return -offset if match["sign"] == "-" else offset
    for match in _ZONE_NAME.finditer(rest):
        if match[0] == "CST":
            return CHINA if chinese else _US_CENTRAL
        if match[0] in _ZONES:
            return int(_ZONES[match[0]] * HOUR)
    return None


def _of_24(hour: int, half: str) -> int:
    if hour > 12:
        return hour
    match half:
        case "PM" | "下午" | "午后" | "傍晚":
            return hour % 12 + 12
        case "晚上" | "晚间" | "夜间" | "晚":
            return hour + 12 if hour >= 5 else hour
        case "中午":
            return hour + 12 if hour < 10 else hour
        case "AM" | "凌晨" | "午夜":
            return hour % 12
        case _:
            return hour
