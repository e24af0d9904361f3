"""Regular expressions of a search: what fits, and what is refused because it could run without end."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.errors import QueryError
from tui.query.ast import And, Regex, Word
from tui.query.parse import parse_query
from tui.query.regex import LINE, BadPattern, check, fits


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"降.*点", "央行降息25个基点"),
        (r"國務.", "国务院"),
        (r"gpt-?\d", "ＧＰＴ-5 发布"),
        (r"^第[一二三]版$", "头版\n第二版\n尾版"),
        (r"\S+年", "二〇二六年"),
        (r"(降息|加息)周期", "加息周期"),
        (r"\d{4}年\d{1,2}月", "2026年11月"),
        # Python would warn that this may mean something else one day, in the middle of the screen.
        (r"[[甲]", "甲"),
    ],
)
def test_what_fits(pattern: str, text: str) -> None:
    check(pattern)
    assert fits(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(a", "bad-regex"),
        ("[a", "bad-regex"),
        ("*a", "bad-regex"),
        ("(a+)+b", "slow-regex"),
        ("(a|a)*b", "slow-regex"),
        ("(?:a*){3}", "slow-regex"),
        (r"(a)\1", "slow-regex"),
        (".*.*.*x", "slow-regex"),
        ("a?" * 30 + "a" * 30, "slow-regex"),
        ("(a|b)" * 20, "slow-regex"),
        ("(?P<x>a)(?P=x)", "slow-regex"),
    ],
)
def test_what_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(BadPattern) as told:
        check(pattern)
    assert told.value.reason == reason
    assert 0 <= told.value.position <= len(pattern)


def test_a_search_names_the_place_in_it() -> None:
    assert parse_query(r"~降.息 ～“a b” (~x(y|z))", 0) == And((Regex("降.息"), Regex("a b"), Regex("x(y|z)")))
    with pytest.raises(QueryError) as told:
        parse_query("甲 ~(a+)+", 0)
    assert told.value.about == {"position": 7, "reason": "slow-regex", "text": "+"}
    with pytest.raises(QueryError):
        parse_query("~", 0)
    assert parse_query("a~b", 0) == Word("a~b")


patterns = st.lists(
    st.sampled_from(
        ["a", "b", ".", "[ab]", "(a|b)", "a*", "b+", ".*", "(ab)?", "a{1,3}", "(a*)", "|", "+", "\\d", "("]
    ),
    max_size=8,
).map("".join)


@given(patterns, st.text(alphabet="ab", min_size=40, max_size=60))
def test_what_is_allowed_ends_soon(pattern: str, text: str) -> None:
    try:
        check(pattern)
    except BadPattern:
        return
    began = time.process_time()
    fits(pattern, text * (LINE // len(text)))
    assert time.process_time() - began < 5
