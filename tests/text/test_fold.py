"""Folding for search."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.fold import fold, fold_map


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("", ""),
        ("GPT-4", "gpt-4"),
        ("ＧＰＴ－４", "gpt-4"),
        ("國務院發佈會", "国务院发布会"),
        ("ﬁnance Straße", "finance strasse"),
        ("café cafe\u0301", "cafe cafe"),
        ("が", "か\u3099"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
        ("全　角", "全 角"),
        ("㎞²", "km2"),
        ("\ud800", "\ufffd"),
        ("薴", "苎"),  # two steps in the table
    ],
)
def test_fold_of_known_strings(given_: str, expected: str) -> None:
    assert fold(given_) == expected


def test_both_scripts_meet() -> None:
    assert fold("經濟學家談降息") == fold("经济学家谈降息")


@given(st.text())
def test_folding_twice_changes_nothing(s: str) -> None:
    assert fold(fold(s)) == fold(s)


@given(st.text(), st.text())
def test_folding_knows_no_neighbours(a: str, b: str) -> None:
    assert fold(a + b) == fold(a) + fold(b)


@given(st.text())
def test_map_gives_the_same_fold_and_rising_offsets(s: str) -> None:
    folded, offsets = fold_map(s)
    assert folded == fold(s)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(s)
    assert all(folded[i] in fold(s[offsets[i]]) for i in range(len(folded)))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_composed_and_decomposed_latin_are_one(s: str) -> None:
    assert fold(unicodedata.normalize("NFC", s)) == fold(unicodedata.normalize("NFD", s))
