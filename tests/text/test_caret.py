import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.caret import after, at_cell, before, edges, settled, word_after, word_before
from tui.text.width import cells, set_ambiguous

FAMILY = "👨\u200d👩\u200d👧"
MIXED = st.lists(
    st.sampled_from(["中", "a", " ", "，", "e\u0301", FAMILY, "🇨🇳", "🇨", "\u200d", "❤\ufe0f", "“", "1", "\u0301"]),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(
    ("s", "stops"),
    [
        ("ab", [0, 1, 2]),
        (f"家{FAMILY}x", [0, 1, 6, 7]),
        ("e\u0301🇨🇳🇯🇵", [0, 2, 4, 6]),
        ("", [0]),
    ],
)
def test_the_caret_stands_between_what_a_reader_takes_for_characters(s: str, stops: list[int]) -> None:
    assert edges(s) == stops
    assert [after(s, stop) for stop in stops] == [*stops[1:], stops[-1]]
    assert [before(s, stop) for stop in stops] == [stops[0], *stops[:-1]]


def test_a_place_within_a_character_is_moved_behind_it() -> None:
    assert [settled(f"家{FAMILY}x", at) for at in range(9)] == [0, 1, 6, 6, 6, 6, 6, 7, 7]


@pytest.mark.parametrize(
    "words",
    [
        "财经|新闻",
        "新闻，",
        "读|GPT|新闻",
        "https://|example.|com",
        "中文 |标题",
        "标题 |👍🏽👍🏽",
        "标题👍🏽",
        "a1_b |c",
        "cafe\u0301s",
    ],
)
def test_word_by_word_to_the_left(words: str) -> None:
    s = words.replace("|", "")
    if words == "财经|新闻":  # Han are one word as long as nothing else comes between
        words = s
    found, at = [], len(s)
    while at:
        at = word_before(s, at)
        found.append(at)
    parts = [s[start:end] for start, end in zip(found[::-1], [*found[::-1][1:], len(s)], strict=True)]
    assert parts == words.split("|")


def test_word_by_word_to_the_right() -> None:
    s = "读GPT新闻， 好a"
    found, at = [], 0
    while at < len(s):
        at = word_after(s, at)
        found.append(s[:at])
    assert found == ["读", "读GPT", "读GPT新闻", "读GPT新闻， 好", s]


@given(MIXED, st.integers(0, 40), st.sampled_from((1, 2)))
def test_every_place_is_between_characters_and_every_cell_has_one(s: str, at: int, ambiguous: int) -> None:
    set_ambiguous(ambiguous)
    stops = edges(s)
    at = settled(s, at)
    assert at in stops
    for place in (before(s, at), word_before(s, at)):
        assert place in stops
        assert place < at or place == at == 0
    for place in (after(s, at), word_after(s, at)):
        assert place in stops
        assert place > at or place == at == len(s)
    for stop in stops[:-1]:
        if cells(s[stop : after(s, stop)]):
            assert at_cell(s, sum(cells(s[one : after(s, one)]) for one in stops if one < stop)) == stop
    assert at_cell(s, 10_000) == len(s)
