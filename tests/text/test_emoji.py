import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.samples import SAMPLES, SEQUENCES
from tui.text.emoji import simplifier
from tui.text.width import cells, set_ambiguous

ALL = frozenset(SEQUENCES)
PIECES = (
    "中",
    "a",
    "\ufe0f",
    "\u200d",
    "🏽",
    "👍",
    "❤",
    "☀",
    "©",
    "1",
    "\u20e3",
    "🇨",
    "🇳",
    "👩",
    "🔥",
    "ि",
    "\U000e0067",
)


@pytest.mark.parametrize(
    ("s", "simple"),
    [
        ("👍🏽好", "👍好"),
        ("❤\ufe0f好", "❤ 好"),
        ("❤\ufe0f\u200d🔥", "❤ "),
        ("👨\u200d👩\u200d👧。", "👨。"),
        ("🏃🏽\u200d♂\ufe0f", "🏃"),
        ("🇨🇳🇯🇵", "CNJP"),
        ("1\ufe0f\u20e3", "1 "),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴"),
        ("क\u200dष", "क\u200dष"),
        ("中文，👍", "中文，👍"),
    ],
)
def test_sequences_in_a_simpler_form(s: str, simple: str) -> None:
    assert simplifier(ALL)(s) == simple


@pytest.mark.parametrize("name", SEQUENCES)
def test_only_the_class_that_is_drawn_otherwise_is_changed(name: str) -> None:
    changed = {other for other in SEQUENCES if simplifier(frozenset({name}))(SAMPLES[other]) != SAMPLES[other]}
    assert changed == {name}


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.sampled_from((1, 2)))
def test_the_cells_stay_the_same(s: str, ambiguous: int) -> None:
    set_ambiguous(ambiguous)
    for unlike in (ALL, *(frozenset({name}) for name in SEQUENCES)):
        assert cells(simplifier(unlike)(s)) == cells(s)
