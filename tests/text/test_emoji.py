"""Emoji made plainer: never another width, never anything but emoji touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.emoji import simplifier
from tui.text.width import cells

ALL = {"skin", "selector", "joined", "flag"}


def test_nothing_to_do_is_no_function() -> None:
    assert simplifier(()) is None


@pytest.mark.parametrize(
    ("odd", "before", "after"),
    [
        ({"skin"}, "好👍🏽的", "好👍的"),
        ({"selector"}, "爱❤\ufe0f你", "爱❤ 你"),
        ({"selector"}, "1\ufe0f\u20e3", "1 "),
        ({"joined"}, "👨\u200d👩\u200d👧家", "👨家"),
        (ALL, "👩🏽\u200d🚀", "👩"),
        ({"flag"}, "🇨🇳队", "CN队"),
        ({"skin"}, "❤\ufe0f", "❤\ufe0f"),
    ],
)
def test_each_kind(odd: set[str], before: str, after: str) -> None:
    simplify = simplifier(odd)
    assert simplify is not None
    assert simplify(before) == after


@given(st.text("新a👍🏽❤\ufe0f👨\u200d👩🇨🇳1\u20e3©", max_size=12), st.sets(st.sampled_from(sorted(ALL)), min_size=1))
def test_the_width_stays(text: str, odd: set[str]) -> None:
    simplify = simplifier(odd)
    assert simplify is not None
    assert cells(simplify(text)) == cells(text)
