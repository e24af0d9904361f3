"""Times as people say them, by the calendar of wherever they are."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.i18n import choose_language
from tui.i18n.times import HOUR, clock, exact, weekday, when

ZONES = st.sampled_from(["UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia"])
# Among them the days on which the clocks of Berlin and New York are set, of 2025.
DAYS = st.sampled_from([datetime(2025, *day, tzinfo=UTC) for day in ((3, 9), (3, 30), (10, 26), (11, 2), (12, 31))])


@pytest.fixture(autouse=True)
def chinese() -> None:
    choose_language("zh")


@given(ZONES, DAYS, st.integers(0, 48 * HOUR), st.integers(0, 72 * HOUR))
def test_yesterday_is_the_day_before_by_the_calendar(zone: str, day: datetime, later: int, age: int) -> None:
    choose_language("zh")
    there = ZoneInfo(zone)
    now = int(day.timestamp()) + later
    then = datetime.fromtimestamp(now - age, there)
    days = (datetime.fromtimestamp(now, there).date() - then.date()) / timedelta(days=1)
    said = when(now - age, now, there)
    if age < HOUR:
        assert said == "刚刚" or said.endswith("分钟前")
    elif days == 0:
        assert said == f"{age // HOUR} 小时前"
    elif days == 1:
        assert said == f"昨天 {then:%H:%M}"
    else:
        assert f"{then.month}月{then.day}日" in said


def test_by_the_clock_of_this_machine() -> None:
    now = 1_795_000_000
    here = datetime.fromtimestamp(now).astimezone()
    zone = here.tzinfo
    assert clock(now) == clock(now, zone) == f"{here:%H:%M}"
    assert weekday(now) == weekday(now, zone)
    assert exact(now) == exact(now, zone)
    assert when(now - 30 * HOUR, now) == when(now - 30 * HOUR, now, zone)


@pytest.mark.parametrize("moment", [10**18, -(10**18), 10**14, 260_000_000_000_000_000])
def test_what_no_calendar_has_is_a_day_of_1970(moment: int) -> None:
    assert "1970" in exact(moment, UTC)
    assert exact(moment)[:4] in ("1969", "1970")
