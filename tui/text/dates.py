"""Dates as feeds and Chinese pages write them, to seconds since 1970 in UTC.

What a general reader of dates gets wrong here: 年月日 with a time, dates without a year, 刚刚 and 昨天, CST as the time
of China, and times without a zone, which are Chinese in a Chinese feed.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from tui.text import date_patterns as patterns
from tui.text.daytime import CHINA, DAY, HOUR, MINUTE, find_time, find_zone

_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3041-\u30ff]")
_WORD = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]+|[\uac00-\ud7a3]")


def parse_date(text: str, now: int, chinese: bool) -> int | None:
    """The time that `text` tells, in seconds since 1970 in UTC; None for none, and for an impossible one.

    `now` is what 刚刚 and dates without a year are reckoned from. `chinese` makes a time without a zone, and CST,
    China's; else they are UTC and US Central. What lies before 1970 or after the year that follows `now` is
    impossible. Only the first hundred characters are looked at.
    """
    try:
        found = _usual(text)
        if found is None:
            text = patterns.normal(text)
            found = _Reading(text, now, chinese).time() if text else None
    except (ValueError, OverflowError):
        return None
    return found if found is not None and 0 <= found < _too_late(now) else None


@lru_cache(maxsize=4)
def _too_late(now: int) -> float:
    latest = datetime.fromtimestamp(now, UTC).year + 1
    return datetime(latest + 1, 1, 1, tzinfo=UTC).timestamp()


def looks_chinese(text: str) -> bool:
    """Whether most of the words at the beginning of `text` are Han characters, and they are not Japanese."""
    sample = text[:2000]
    han = len(_HAN.findall(sample))
    kana = len(_KANA.findall(sample))
    return han > 0 and kana * 8 <= han and han >= len(_WORD.findall(sample))


def _usual(text: str) -> int | None:
    """A date as RFC 822 or RFC 3339 has it and nearly all feeds write it, sooner than by trying every way."""
    match = patterns.RFC_822.fullmatch(text) or patterns.RFC_3339.fullmatch(text)
    if match is None:
        return None
    month = match["month"]
    number = int(month) if month.isdigit() else patterns.MONTHS[month.lower()]
    year, day, hour, minute, second = map(int, match.group("year", "day", "hour", "minute", "second"))
    seconds = int(datetime(year, number, day, hour, minute, second, tzinfo=UTC).timestamp())
    if match["sign"]:
        offset = int(match["hours"]) * HOUR + int(match["minutes"]) * MINUTE
        seconds += offset if match["sign"] == "-" else -offset
    return seconds


class _Reading:
    """One text being read; each way of writing a date is a method that gives a time or None."""

    def __init__(self, text: str, now: int, chinese: bool) -> None:
        self.text = text
        self.now = now
        self.chinese = chinese
        self.zone = CHINA if chinese else 0

    def time(self) -> int | None:
        """By the first way that fits; ValueError where it fits and cannot be."""
        ways: tuple[Callable[[], int | None], ...] = (
            self.epoch,
            self.compact,
            self.year_first,
            self.month_by_name,
            self.year_last,
            self.han_month,
            self.ago,
            self.near_day,
            self.without_year,
            self.weekday,
            self.year_month,
            self.time_only,
        )
        return next((found for way in ways if (found := way()) is not None), None)

    def moment(self, year: int, month: int, day: int, rest: str) -> int:
        """A day with the time and zone that `rest` holds."""
        midnight = int(datetime(year, month, day, tzinfo=UTC).timestamp())
        clock = find_time(rest, chinese=self.chinese)
        if clock is None:
            offset = find_zone(rest, chinese=self.chinese) if rest[:1] in "Z+-" and rest else None
            return midnight - (self.zone if offset is None else offset)
        return midnight + clock.seconds - (self.zone if clock.offset is None else clock.offset)

    def today(self) -> datetime:
        """The reader's day, in the zone of the text."""
        return datetime.fromtimestamp(self.now + self.zone, UTC)

    def epoch(self) -> int | None:
        """1795399200, 1795399200000"""
        if patterns.EPOCH.fullmatch(self.text) is None or (len(self.text) == 12 and self.text.startswith(("19", "20"))):
            return None
        number = float(self.text)
        return int(number / 1000 if number >= 1e11 else number)

    def compact(self) -> int | None:
        """20261123, 202611231000, 20261123T100000Z"""
        match = patterns.COMPACT.fullmatch(self.text)
        if match is None:
            return None
        clock = match["clock"] or "0000"
        rest = f"{clock[:2]}:{clock[2:4]}:{clock[4:] or '00'}{match['zone'] or ''}"
        return self.moment(int(match["year"]), int(match["month"]), int(match["day"]), rest)

    def year_first(self) -> int | None:
        """2026-11-23T10:00:00+08:00, 2026/11/23 10:00, 2026.11.23, 2026年11月23日 上午10时"""
        match = patterns.YEAR_FIRST.search(self.text)
        if match is None:
            return None
        return self.moment(int(match["year"]), int(match["month"]), int(match["day"]), self.text[match.end() :])

    def month_by_name(self) -> int | None:
        """Mon, 23 Nov 2026 10:00:00 +0800; Nov 23, 2026 10:00 AM; Mon Nov 23 10:00:00 CST 2026"""
        match = patterns.DAY_MONTH.search(self.text)
        if match is not None:
            return self.moment(_full(match["year"]), _month(match), int(match["day"]), self.text[match.end() :])
        match = patterns.MONTH_DAY.search(self.text)
        if match is None:
            return None
        rest = self.text[match.end() :]
        year = patterns.YEAR.search(rest)
        if year is None:
            return self.nearest(_month(match), int(match["day"]), rest)
        rest = rest[: year.start()] + rest[year.end() :]
        return self.moment(int(year["year"]), _month(match), int(match["day"]), rest)

    def year_last(self) -> int | None:
        """11/23/2026 and 23/11/2026, 23.11.2026; 26-11-23 where Chinese, else 11/23/26"""
        if match := patterns.YEAR_LAST.search(self.text):
            first, second = int(match["a"]), int(match["b"])
            day_first = first > 12 or (match["sep"] == "." and second <= 12)
            month, day = (second, first) if day_first else (first, second)
            return self.moment(int(match["year"]), month, day, self.text[match.end() :])
        if match := patterns.SHORT_YEAR.search(self.text):
            a, b, c = match["a"], match["b"], match["c"]
            year, month, day = (_full(a), int(b), int(c)) if self.chinese else (_full(c), int(a), int(b))
            return self.moment(year, month, day, self.text[match.end() :])
        return None

    def han_month(self) -> int | None:
        """23 十一月 2026 10:00, 11 月 23, 2026"""
        match = patterns.HAN_MONTH.search(self.text)
        if match is None or not (day := match["first"] or match["day"]):
            return None
        return self.moment(int(match["year"]), int(match["month"]), int(day), self.text[match.end() :])

    def ago(self) -> int | None:
        """刚刚, 5分钟前, 半小时前, 3天前, 2 hours ago"""
        if patterns.JUST_NOW.search(self.text):
            return self.now
        match = patterns.AGO.search(self.text)
        if match is None:
            return None
        unit, number = patterns.UNITS[match["unit"].lower()], match["n"]
        if number == "半":
            return self.now - unit // 2
        count = int(number) if number.isdigit() else 3 if number == "几" else 1
        return self.now - count * unit

    def near_day(self) -> int | None:
        """昨天 10:00, 前天, 今天 08:00"""
        match = patterns.NEAR_DAY.search(self.text)
        if match is None:
            return None
        name = match["name"].lower()
        days = next(days for start, days in patterns.DAYS_AGO.items() if name.startswith(start))
        day = self.today() - timedelta(days=days)
        half = "晚" if name.endswith("晚") else ""
        return self.moment(day.year, day.month, day.day, half + self.text[match.end() :].lstrip())

    def without_year(self) -> int | None:
        """11月23日 10:00, 11-23 10:00: the last such day that is not to come"""
        match = patterns.NO_YEAR.search(self.text)
        if match is None:
            return None
        return self.nearest(int(match["month"]), int(match["day"] or match["day2"]), self.text[match.end() :])

    def nearest(self, month: int, day: int, rest: str) -> int:
        """The last such day that is not more than a day ahead; 29 February may be some years back."""
        datetime(2024, month, day, tzinfo=UTC)  # impossible in any year
        this_year = self.today().year
        for year in range(this_year + 1, this_year - 9, -1):
            if (month, day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400)):
                continue
            if (moment := self.moment(year, month, day, rest)) <= self.now + DAY:
                return moment
        raise ValueError("no such day in the last years")

    def weekday(self) -> int | None:
        """周三 10:00, 上周三: the last such day, or that of the week before this one"""
        match = patterns.WEEKDAY.search(self.text)
        if match is None:
            return None
        wanted = "一二三四五六日".find(match["day"].replace("天", "日").replace("末", "六"))
        today = self.today()
        back = today.weekday() + 7 - wanted if match["last"] else (today.weekday() - wanted) % 7
        day = today - timedelta(days=back)
        return self.moment(day.year, day.month, day.day, self.text[match.end() :])

    def year_month(self) -> int | None:
        """2026-11, 2026年11月, 2026"""
        match = patterns.YEAR_MONTH.fullmatch(self.text)
        return self.moment(int(match["year"]), int(match["month"] or 1), 1, "") if match else None

    def time_only(self) -> int | None:
        """10:00, today or, where that is still to come, yesterday"""
        if patterns.TIME_ONLY.fullmatch(self.text) is None:
            return None
        today = self.today()
        moment = self.moment(today.year, today.month, today.day, self.text)
        return moment if moment <= self.now else moment - DAY


def _month(match: re.Match[str]) -> int:
    return patterns.MONTHS[match["month"].lower()]


def _full(year: str) -> int:
    number = int(year)
    return number if len(year) == 4 else number + (2000 if number < 70 else 1900)
