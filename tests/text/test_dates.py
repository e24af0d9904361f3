"""Dates are read as their writers meant them; the reader's now is Monday 23 November 2026, 20:00 in China."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.text.dates import looks_chinese, parse_date

NOW = int(datetime(2026, 11, 23, 12, 0, tzinfo=UTC).timestamp())


def read(text: str, *, chinese: bool = True) -> str:
    """The date as UTC, or ""."""
    found = parse_date(text, NOW, chinese)
    return "" if found is None else datetime.fromtimestamp(found, UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 23 Nov 2026 10:00:00 +0800",
        "Mon, 23 Nov 2026 10:00:00 CST",
        "23 Nov 26 02:00 GMT",
        "Sun, 22 Nov 2026 21:00:00 EST",
        "Monday, 23 November 2026 2:00:00 GMT",
        "2026-11-23T02:00:00Z",
        "2026-11-23T10:00:00.123456+08:00",
        "2026-11-23 10:00:00 +0800 CST",
        "2026-11-23T10:00",
        "20261123T020000Z",
        "20261123100000",
        "202611231000",
        "1795399200",
        "1795399200000",
        "Mon Nov 23 10:00:00 CST 2026",
        "Mon Nov 23 10:00:00 +0800 2026",
        "Mon Nov 23 2026 10:00:00 GMT+0800 (China Standard Time)",
        "Nov 23, 2026 10:00 AM",
        "2026年11月23日 10:00",
        "2026年11月23日星期一 上午10点",
        "2026 年 11 月 23 日 10时00分00秒",
        "二〇二六年十一月二十三日 10:00",
        "２０２６年１１月２３日　１０：００",
        "2026/11/23 10:00",
        "2026.11.23 10:00:00",
        "2026—11—23 10:00",
        "26-11-23 10:00",
        "11月23日 10:00",
        "11-23 10:00",
        "星期一, 23 十一月 2026 10:00:00 +0800",
        "发布时间：2026-11-23 10:00:00 来源：某网",
        "今天 10:00",
        "今天上午10点",
        "周一 10:00",
        "10:00",
        "10小时前",
        "10 hours ago",
        "北京时间2026年11月23日10:00",
    ],
)
def test_ten_in_the_morning_in_china(text: str) -> None:
    assert read(text) == "2026-11-23 02:00:00"


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-23", "2026-11-22 16:00:00"),
        ("2026年11月23日 下午3时5分", "2026-11-23 07:05:00"),
        ("2026年11月23日 上午10点半", "2026-11-23 02:30:00"),
        ("2026年11月23日 中午12:30", "2026-11-23 04:30:00"),
        ("2026年11月23日 凌晨12:30", "2026-11-22 16:30:00"),
        ("11月25日 10:00", "2025-11-25 02:00:00"),
        ("2月29日", "2024-02-28 16:00:00"),
        ("刚刚", "2026-11-23 12:00:00"),
        ("5分钟前", "2026-11-23 11:55:00"),
        ("半小时前", "2026-11-23 11:30:00"),
        ("三天前", "2026-11-20 12:00:00"),
        ("昨天 10:00", "2026-11-22 02:00:00"),
        ("昨晚8点", "2026-11-22 12:00:00"),
        ("前天", "2026-11-20 16:00:00"),
        ("星期五 08:00", "2026-11-20 00:00:00"),
        ("上周三 10:00", "2026-11-18 02:00:00"),
        ("23:00", "2026-11-22 15:00:00"),
        ("2026-11", "2026-10-31 16:00:00"),
        ("2026-11-23T24:00:00Z", "2026-11-24 00:00:00"),
        ("2026-12-31T23:59:60Z", "2026-12-31 23:59:59"),
        ("23 Nov 99 00:00 GMT", "1999-11-23 00:00:00"),
        ("2027-11-23T00:00:00Z", "2027-11-23 00:00:00"),
    ],
)
def test_other_times(text: str, utc: str) -> None:
    assert read(text) == utc


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-23 10:00", "2026-11-23 10:00:00"),
        ("Mon, 23 Nov 2026 10:00:00 CST", "2026-11-23 16:00:00"),
        ("11/23/2026 10:00 PM", "2026-11-23 22:00:00"),
        ("23/11/2026", "2026-11-23 00:00:00"),
        ("03.11.2026 10:00", "2026-11-03 10:00:00"),
        ("yesterday 10:00", "2026-11-22 10:00:00"),
    ],
)
def test_what_is_not_chinese_is_utc(text: str, utc: str) -> None:
    assert read(text, chinese=False) == utc


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "hello", "-1", "0000-00-00", "2026-13-01", "2026-02-30", "2月30日", "1969-12-31T00:00:00Z"),
        *("Mon, 01 Jan 99999 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 -2359", "Thu, 32 Foo 2020 25:61:61 +9999"),
        *(
            "99999999999999999999",
            "Tue, 01 Jan 2080 00:00:00 GMT",
            "-0001-11-30T00:00:00+00:00",
            "2359-01-01",
            "2028-06-01",
        ),
        *("9999-12-31T23:59:59-05:00", "Fri, 31 Dec 9999 23:59:59 -0500"),
        *("2026-11-23 25:00", "2026-11-23 10:61", "99999年前", "2026-11-23T10:00:00+99:00"),
    ],
)
def test_none_and_the_impossible(text: str) -> None:
    assert read(text) == ""


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "2026",
                    "11",
                    "23",
                    "99999",
                    "年",
                    "月",
                    "日",
                    "-",
                    "/",
                    ".",
                    ":",
                    " ",
                    "T",
                    "Z",
                    "+0800",
                    "下午",
                    "十",
                    "廿",
                    "周",
                    "上",
                ]
            ),
            st.sampled_from(
                ["Nov", "Mon", "CST", "GMT", "前", "天", "小时", "昨天", "半", "〇", "²", "٣", "\x00", "ago"]
            ),
            st.characters(),
        ),
        max_size=14,
    ).map("".join),
    st.booleans(),
)
def test_any_text_gives_a_time_in_bounds_or_none(text: str, chinese: bool) -> None:
    found = parse_date(text, NOW, chinese)
    assert found is None or 0 <= found < datetime(2028, 1, 1, tzinfo=UTC).timestamp()


two = st.integers(0, 64).map("{:02}".format)
zones = st.sampled_from(["GMT", "UTC", "Z", "+0800", "-0330", "+08:00", "+1400", "-0060", "EST", ""])
years = st.sampled_from(["0000", "1969", "1970", "2026", "2027", "2028", "9999"])
weekdays = st.sampled_from(["", "Mon, "])
months = st.sampled_from(["Jan", "Feb", "FEB", "Nov", "Foo"])


@settings(max_examples=300)
@given(
    st.one_of(
        st.builds("{}{} {} {} {}:{}:{} {}".format, weekdays, two, months, years, two, two, two, zones),
        st.builds("{}-{}-{}T{}:{}:{}{}{}".format, years, two, two, two, two, two, st.sampled_from(["", ".5"]), zones),
    ),
    st.booleans(),
)  # fmt: skip
def test_the_short_way_reads_as_the_long_one(text: str, chinese: bool) -> None:
    # A space in front makes no difference, but that only the long way knows what to do with it.
    assert parse_date(text, NOW, chinese) == parse_date(" " + text, NOW, chinese)


@settings(max_examples=200)
@given(st.integers(0, NOW), st.sampled_from([0, 8]))
def test_what_is_written_in_full_is_read_back(moment: int, hours: int) -> None:
    there = datetime.fromtimestamp(moment + hours * 3600, UTC)
    assert parse_date(there.strftime("%a, %d %b %Y %H:%M:%S") + f" +{hours:02}00", NOW, True) == moment
    assert parse_date(there.strftime("%Y-%m-%dT%H:%M:%S") + f"+{hours:02}:00", NOW, False) == moment
    if hours == 8:
        assert parse_date(there.strftime("%Y年%m月%d日 %H:%M:%S"), NOW, True) == moment


@pytest.mark.parametrize(
    "flood",
    [
        "1" * 10**6,
        "年" * 10**5,
        "1-" * 10**5,
        "月 " * 10**5,
        "jan " * 10**5,
        "一十" * 10**5,
        "+-" * 10**5,
        "：" * 10**5,
    ],
)
def test_floods_are_not_read_to_the_end(flood: str) -> None:
    assert read(flood) == ""


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("本报记者从省政府获悉", True),
        ("iPhone 17 今日发布", True),
        ("Hello 世界 and all the rest", False),
        ("これは日本語の記事です", False),
        ("오늘 서울", False),
        ("", False),
        ("2026-11-23", False),
    ],
)
def test_what_looks_chinese(text: str, chinese: bool) -> None:
    assert looks_chinese(text) is chinese
