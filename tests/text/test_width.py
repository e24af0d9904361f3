import re
import sys
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.text import width
from tui.text.width import ambiguous, cells, char_cells, graphemes, narrow_spans, set_ambiguous, split_cells

UNICODE = Path(__file__).resolve().parents[3] / "shared" / "layout" / "unicode17"

MIXED = st.text(
    st.one_of(
        st.sampled_from("中文字，。“”—…·①abc 12\u3000é\u0301\u200d\ufe0f❤👍🏽👨👩🇨🇳\u200b\t\n한글กำक्षि※ﾞ"),
        st.characters(codec="utf-8"),
    ),
    max_size=30,
)


def test_every_code_point_is_as_wide_as_rich_draws_it() -> None:
    measure = get_character_cell_size.__wrapped__
    # Beyond the third plane, these alone are assigned.
    codes = [*range(0x40000), *range(0xE0000, 0xE0200), 0xF0000, sys.maxunicode]
    differing = [code for code in codes if char_cells(chr(code)) != measure(chr(code))]
    assert differing == []


@given(MIXED)
def test_a_text_is_as_wide_as_rich_draws_it(s: str) -> None:
    assert cells(s) == cell_len(s)


@pytest.mark.parametrize(
    ("s", "one", "two"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("a\tb\x1b\x07", 2, 2),
        ("新闻，。", 8, 8),
        ("“引”——…", 7, 12),
        ("①α─→", 4, 8),
        ("e\u0301", 1, 1),
        ("👨\u200d👩\u200d👧", 2, 2),
        ("❤\ufe0f", 2, 2),
        ("☀\ufe0f", 2, 2),
        ("①\ufe0f", 1, 2),
        ("🇨🇳", 2, 2),
        ("𠮷野", 4, 4),
        ("ｱﾞ", 2, 2),
    ],
)
def test_cells_for_both_kinds_of_terminal(s: str, one: int, two: int) -> None:
    assert cells(s) == one
    set_ambiguous(2)
    assert (ambiguous(), cells(s)) == (2, two)


def test_no_other_width_of_ambiguous_characters_is_taken() -> None:
    with pytest.raises(ValueError, match="3"):
        set_ambiguous(3)
    assert ambiguous() == 1


def test_narrow_spans_tell_one_cell_runs_and_give_up_on_characters_of_no_width() -> None:
    assert narrow_spans("中ab文“字”𠮷c") == [(1, 3), (4, 5), (6, 7), (8, 9)]
    assert narrow_spans("中e\u0301文") is None
    assert narrow_spans("👍🏽") is None


@given(MIXED, st.integers(-1, 40), st.sampled_from((1, 2)))
def test_split_keeps_all_text_whole_clusters_and_the_width(s: str, n: int, width: int) -> None:
    set_ambiguous(width)
    head, tail = split_cells(s, n)
    assert head + tail == s
    assert cells(head) <= max(n, 0)
    assert len(head) in {0, *accumulate(map(len, graphemes(s)))}


def test_split_takes_as_much_as_fits() -> None:
    assert split_cells("新闻abc", 5) == ("新闻a", "bc")
    assert split_cells("新闻", 3) == ("新", "闻")
    assert split_cells("家👨\u200d👩\u200d👧x", 4) == ("家👨\u200d👩\u200d👧", "x")
    assert split_cells("e\u0301e", 1) == ("e\u0301", "e")


def test_graphemes_of_small_samples() -> None:
    assert graphemes("a\r\nb") == ["a", "\r\n", "b"]
    assert graphemes("🇨🇳🇯🇵") == ["🇨🇳", "🇯🇵"]
    assert graphemes("각\u0301e\u0301") == ["각\u0301", "e\u0301"]


@pytest.mark.skipif(not UNICODE.exists(), reason="the Unicode test files are not there")
def test_grapheme_clusters_pass_the_test_of_unicode() -> None:
    count = 0
    for line in (UNICODE / "GraphemeBreakTest.txt").read_text("utf-8").splitlines():
        rule = line.partition("#")[0]
        if rule.strip():
            clusters = [
                "".join(chr(int(code, 16)) for code in re.findall("[0-9A-F]+", part)) for part in rule.split("÷")
            ]
            wanted = [cluster for cluster in clusters if cluster]
            assert graphemes("".join(wanted)) == wanted
            count += 1
    assert count > 700


@settings(max_examples=30)
@given(st.text("中文，ab1“", min_size=600, max_size=700))
def test_long_text_is_measured_like_short_text(s: str) -> None:
    assert cells(s) == sum(map(char_cells, s)) == cell_len(s)


@given(st.text(alphabet=st.characters() | st.sampled_from("中，“— ·\u200d\ufe0f\u0301👍🏽한\u115f\U00020000")))
def test_the_first_texts_are_measured_as_all_others_are(s: str) -> None:
    for each in (1, 2):
        first, later = width.Widths(each), width.Widths(each)
        later._singly = -1
        assert first.narrow(s) == later.narrow(s)
