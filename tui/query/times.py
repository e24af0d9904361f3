"""Days, weeks and months of a search, as bounds in local time."""

import re
import time

_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_SPAN = re.compile(r"(\d{1,4})(h|d|w|小时|天|日|周)")
_SECONDS = {"h": 3600, "小时": 3600, "d": 86_400, "天": 86_400, "日": 86_400, "w": 604_800, "周": 604_800}

Bounds = tuple[int, int | None]


def period(text: str, now: int) -> Bounds | None:
    """The time that ``text`` names as (start, end before which it lies or None for open); None where it names none.

    ``今天``, ``昨天``, ``本周``, ``上周``, ``本月``, ``上月`` and their English names, ``3d`` or ``12小时`` back from
    now, and a year, month or day: ``2026``, ``2026-11``, ``2026/11/23``, ``2026年11月23日``. Two with ``..`` between
    them reach from the beginning of the first to the end of the second.
    """
    word = text.strip().lower()
    first, dots, last = word.partition("..")
    if dots:
        return _between(first, last, now)
    today = time.localtime(now)
    year, month, day, weekday = today.tm_year, today.tm_mon, today.tm_mday, today.tm_wday
    monday = day - weekday
    try:
        match word:
            case "今天" | "today":
                return _midnight(year, month, day), _midnight(year, month, day + 1)
            case "昨天" | "yesterday":
                return _midnight(year, month, day - 1), _midnight(year, month, day)
            case "前天" | "day before yesterday":
                return _midnight(year, month, day - 2), _midnight(year, month, day - 1)
            case "本周" | "这周" | "week":
                return _midnight(year, month, monday), _midnight(year, month, monday + 7)
            case "上周" | "last week":
                return _midnight(year, month, monday - 7), _midnight(year, month, monday)
            case "本月" | "这个月" | "month":
                return _midnight(year, month, 1), _midnight(year, month + 1, 1)
            case "上月" | "上个月" | "last month":
                return _midnight(year, month - 1, 1), _midnight(year, month, 1)
            case "去年" | "last year":
                return _midnight(year - 1, 1, 1), _midnight(year, 1, 1)
            case "今年" | "year":
                return _midnight(year, 1, 1), _midnight(year + 1, 1, 1)
        if span := _SPAN.fullmatch(word):
            return now - int(span[1]) * _SECONDS[span[2]], None
        return _named(word)
    except (OverflowError, ValueError):
        return None


def _between(first: str, last: str, now: int) -> Bounds | None:
    if ".." in last:
        return None
    begin, end = period(first, now), period(last, now)
    if begin is None or end is None or (end[1] is not None and end[1] <= begin[0]):
        return None
    return begin[0], end[1]


def _named(word: str) -> Bounds | None:
    match = _DATE.fullmatch(word)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if year < 1970 or month > 12 or day > 31 or (match[2] and not month) or (match[3] and not day):
        return None
    if day:
        start = _midnight(year, month, day)
        # mktime carries the 31st of April on to May.
        return (start, _midnight(year, month, day + 1)) if time.localtime(start).tm_mon == month else None
    if month:
        return _midnight(year, month, 1), _midnight(year, month + 1, 1)
    return _midnight(year, 1, 1), _midnight(year + 1, 1, 1)


def _midnight(year: int, month: int, day: int) -> int:
    """When a day of the local calendar begins; days and months beyond the end carry over."""
    return int(time.mktime((year, month, day, 0, 0, 0, 0, 0, -1)))
