"""Dates, numbers and lengths in people's form, by language."""

import time

from tui.i18n.catalogue import t

TYPE_CHECKING = False  # datetime takes a millisecond to be imported, and the first list needs none of it
if TYPE_CHECKING:
    from datetime import tzinfo

MINUTE, HOUR, DAY = 60, 3600, 86400


def when(moment: int, now: int, zone: "tzinfo | None" = None) -> str:
    """A time as people say it: 刚刚, 5 分钟前, 2 小时前, 昨天 14:02, 2月15日, 2024年2月15日. Seconds since 1970."""
    age = now - moment
    if age < MINUTE:
        return t("time.now")
    if age < HOUR:
        return t("time.minutes", n=age // MINUTE)
    then, today = _local(moment, zone), _local(now, zone)
    if then[:3] == today[:3]:
        return t("time.hours", n=age // HOUR)
    # Yesterday's noon, however long the night was.
    since_midnight = today.tm_hour * HOUR + today.tm_min * MINUTE + today.tm_sec
    if then[:3] == _local(now - since_midnight - DAY // 2, zone)[:3]:
        return t("time.yesterday", clock=_clock(then))
    key = "time.day" if then.tm_year == today.tm_year else "time.year"
    name = t(f"time.month.{then.tm_mon}")
    return t(key, year=str(then.tm_year), month=then.tm_mon, day=then.tm_mday, name=name)


def exact(moment: int, zone: "tzinfo | None" = None) -> str:
    """Date and time in full."""
    then = _local(moment, zone)
    name = t(f"time.month.{then.tm_mon}")
    facts = {"year": str(then.tm_year), "month": then.tm_mon, "day": then.tm_mday, "name": name}
    return t("time.exact", clock=_clock(then), **facts)


def weekday(moment: int, zone: "tzinfo | None" = None) -> str:
    """The day as a newspaper has it in its head: 2026年11月24日 星期二."""
    then = _local(moment, zone)
    month = t(f"time.month.{then.tm_mon}")
    day = t("time.year", year=str(then.tm_year), month=then.tm_mon, day=then.tm_mday, name=month)
    return t("time.weekday", day=day, weekday=t(f"time.day_of_week.{then.tm_wday + 1}"))


def month(name: str) -> str:
    """A month written ``2026-11``, as people say it."""
    year, _, number = name.partition("-")
    return t("time.month_of_year", year=year, month=int(number), name=t(f"time.month.{int(number)}"))


def bytes_text(size: int) -> str:
    """How much room something takes: 812 B, 96 KB, 1.2 MB."""
    if size < 1000:
        return f"{size} B"
    unit, of = next(((unit, of) for unit, of in (("KB", 10**3), ("MB", 10**6)) if size < of * 1000), ("GB", 10**9))
    number = size / of
    return f"{number:.1f} {unit}" if number < 9.95 else f"{number:,.0f} {unit}"


def clock(moment: int, zone: "tzinfo | None" = None) -> str:
    """The time of day, 14:02."""
    return _clock(_local(moment, zone))


def _clock(then: time.struct_time) -> str:
    return f"{then.tm_hour:02}:{then.tm_min:02}"


def _local(moment: int, zone: "tzinfo | None") -> time.struct_time:
    """The date and time there; those of 1970 for a moment that no calendar has."""
    try:
        if zone is not None:
            from datetime import datetime

            return datetime.fromtimestamp(moment, zone).timetuple()
        then = time.localtime(moment)
    except (OverflowError, ValueError, OSError):
        return _local(0, zone)
    return then if 0 < then.tm_year < 10_000 else _local(0, zone)


def reading_minutes(characters: int, chinese: bool) -> int:
    """Minutes to read a text: 400 Han a minute, or 1,200 letters of an alphabet (about 220 words)."""
    return max(1, round(characters / (400 if chinese else 1200)))
