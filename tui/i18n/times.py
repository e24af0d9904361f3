"""Dates, numbers and lengths in people's form, by language."""

from datetime import datetime, timedelta, tzinfo

from tui.i18n.catalogue import t

MINUTE, HOUR, DAY = 60, 3600, 86400


def when(moment: int, now: int, zone: tzinfo | None = None) -> str:
    """A time as people say it: 刚刚, 5 分钟前, 2 小时前, 昨天 14:02, 2月15日, 2024年2月15日. Seconds since 1970."""
    age = now - moment
    if age < MINUTE:
        return t("time.now")
    if age < HOUR:
        return t("time.minutes", n=age // MINUTE)
    then, today = _local(moment, zone), _local(now, zone)
    if then.date() == today.date():
        return t("time.hours", n=age // HOUR)
    clock = f"{then:%H:%M}"
    if then.date() == today.date() - timedelta(days=1):
        return t("time.yesterday", clock=clock)
    key = "time.day" if then.year == today.year else "time.year"
    return t(key, year=str(then.year), month=then.month, day=then.day, name=t(f"time.month.{then.month}"))


def exact(moment: int, zone: tzinfo | None = None) -> str:
    """Date and time in full."""
    then = _local(moment, zone)
    name = t(f"time.month.{then.month}")
    return t("time.exact", year=str(then.year), month=then.month, day=then.day, clock=f"{then:%H:%M}", name=name)


def weekday(moment: int, zone: tzinfo | None = None) -> str:
    """The day as a newspaper has it in its head: 2026年11月24日 星期二."""
    then = _local(moment, zone)
    month = t(f"time.month.{then.month}")
    day = t("time.year", year=str(then.year), month=then.month, day=then.day, name=month)
    return t("time.weekday", day=day, weekday=t(f"time.day_of_week.{then.isoweekday()}"))


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


def clock(moment: int, zone: tzinfo | None = None) -> str:
    """The time of day, 14:02."""
    return f"{_local(moment, zone):%H:%M}"


def _local(moment: int, zone: tzinfo | None) -> datetime:
    try:
        return datetime.fromtimestamp(moment, zone).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0, zone).astimezone(zone)


def reading_minutes(characters: int, chinese: bool) -> int:
    """Minutes to read a text: 400 Han a minute, or 1,200 letters of an alphabet (about 220 words)."""
    return max(1, round(characters / (400 if chinese else 1200)))
