"""The search language: what is understood, and what is said where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.errors import QueryError
from tui.query.ast import And, Dated, Everything, Field, Has, Not, Or, Phrase, Query, State, Word
from tui.query.parse import parse_query
from tui.query.predicate import Subject, matches
from tui.query.times import period

NOW = 1_795_000_000


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Everything()),
        (" 　\t", Everything()),
        ("降息", Word("降息")),
        ("降息 -楼市", And((Word("降息"), Not(Word("楼市"))))),
        ("降息　－楼市", And((Word("降息"), Not(Word("楼市"))))),
        ('"全国 统一大市场"', Phrase("全国 统一大市场")),
        ("“全国 统一大市场”", Phrase("全国 统一大市场")),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("甲 或 乙", Or((Word("甲"), Word("乙")))),
        ("（甲 OR 乙） 丙", And((Or((Word("甲"), Word("乙"))), Word("丙")))),
        ("-(甲 乙)", Not(And((Word("甲"), Word("乙"))))),
        ("--甲", Not(Not(Word("甲")))),
        ("标题：降息", Field("title", "降息")),
        ("TITLE:降息", Field("title", "降息")),
        ("标签:财经 来源:新华社 未读", And((Field("tag", "财经"), Field("source", "新华社"), State("unread")))),
        ('author:"王 五"', Field("author", "王 五")),
        ("feed:12", Field("feed", "12")),
        ("is:unread 已读 收藏 已存", And((State("unread"), State("read"), State("starred"), State("saved")))),
        ("是：收藏", State("starred")),
        ("has:image 有:音频", And((Has("image"), Has("audio")))),
        ('"未读"', Phrase("未读")),
        ("12:30", Word("12:30")),
        ("https://a.test/x", Word("https://a.test/x")),
        ("A-B -", And((Word("A-B"), Word("-")))),
        ("甲(乙)", And((Word("甲"), Word("乙")))),
        ("or", Word("or")),
    ],
)
def test_what_is_understood(text: str, query: Query) -> None:
    assert parse_query(text, NOW) == query


@pytest.mark.parametrize(
    ("text", "position", "reason", "about"),
    [
        ('降息 "全国', 3, "unbalanced-quote", '"全国'),
        ("(甲", 0, "unbalanced-parenthesis", "("),
        ("甲 ）", 2, "unbalanced-parenthesis", "）"),
        ("甲 ()", 3, "unbalanced-parenthesis", ")"),
        ("甲 OR", 4, "empty", ""),
        ("OR 甲", 0, "empty", "OR"),
        ("甲 标题: 乙", 2, "empty-field", "标题"),
        ('author:""', 0, "empty-field", "author"),
        ("甲 nosuch:乙", 2, "unknown-field", "nosuch"),
        ("is:asleep", 3, "bad-value", "asleep"),
        ("has:nothing", 4, "bad-value", "nothing"),
        ("after:someday", 6, "bad-date", "someday"),
        ("日期:2026-02-30", 3, "bad-date", "2026-02-30"),
        ("(" * 40 + "甲" + ")" * 40, 21, "too-long", "("),
        ("甲 " * 101, 200, "too-long", "甲"),
        ("x" * 2000, 1000, "too-long", "x" * 10),
    ],
)
def test_what_is_wrong_and_where(text: str, position: int, reason: str, about: str) -> None:
    with pytest.raises(QueryError) as told:
        parse_query(text, NOW)
    assert told.value.about == {"position": position, "reason": reason, "text": about}


@given(st.text(alphabet='甲a1 :-()"：（）“”－　未读OR标题is', max_size=40))
def test_any_text_is_understood_or_refused_at_a_place_in_it(text: str) -> None:
    try:
        query = parse_query(text, NOW)
    except QueryError as error:
        position = error.about["position"]
        assert isinstance(position, int)
        assert 0 <= position <= len(text)
    else:
        matches(query, Subject(title="甲", text="a"))


@pytest.mark.parametrize(
    "text",
    [
        "今天",
        "昨天",
        "前天",
        "本周",
        "上周",
        "本月",
        "今年",
        "2026",
        "2026-11",
        "2026/11/23",
        "2026年11月23日",
        "2026年11月",
    ],
)
def test_periods_have_two_ends(text: str) -> None:
    bounds = period(text, NOW)
    assert bounds is not None
    start, end = bounds
    assert end is not None
    assert start < end


def test_periods_follow_each_other() -> None:
    def named(text: str) -> tuple[int, int | None]:
        bounds = period(text, NOW)
        assert bounds is not None
        return bounds

    assert named("昨天")[1] == named("今天")[0] <= NOW
    assert named("前天")[1] == named("昨天")[0]
    assert named("上周")[1] == named("本周")[0] <= named("今天")[0]
    assert named("3d") == named("3天") == (NOW - 3 * 86_400, None)
    assert named("2026-11")[0] == named("2026年11月1日")[0]
    assert parse_query("after:2026-11-01", NOW) == Dated(named("2026-11-01")[0], None)
    assert parse_query("之前:2026-11-01", NOW) == Dated(None, named("2026-11-01")[0])
    assert parse_query("date:2026-11-01", NOW) == Dated(*named("2026-11-01"))


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-04-31", "2026-00-01", "1969", "99999d 1", "²d", "明天", "2026-1-"]
)
def test_what_is_no_period(text: str) -> None:
    assert period(text, NOW) is None


ENTRY = Subject(
    title="央行宣布降息", text="國務院會議", feed=3, feed_title="甲报", source="新华社", authors=("王五",),
    tags=("經濟 要聞",), starred=True, when=NOW - 100, has_image=True,
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "降息 国务院",
        "标题:央行",
        "订阅:甲 订阅:3",
        "标签:'x OR 标签:“经济 要闻”",
        "来源:新华",
        "作者:王",
        "未读 收藏 有:图片",
        "-已读 -已存 -有:音频",
        "date:1h",
    ],
)
def test_an_entry_that_matches(text: str) -> None:
    assert matches(parse_query(text, NOW), ENTRY)


@pytest.mark.parametrize(
    "text", ["楼市", "标题:国务院", "标签:经济", "订阅:33", "已读", "has:audio", "before:2020", "-降息"]
)
def test_an_entry_that_does_not(text: str) -> None:
    assert not matches(parse_query(text, NOW), ENTRY)
