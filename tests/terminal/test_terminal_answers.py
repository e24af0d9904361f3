"""What a terminal's answers mean: pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.answers import SAMPLES, Facts, complete, questions, understood


def answered(**widths: int) -> bytes:
    """The answers of a terminal whose samples take these cells, all others as they should."""
    usual = dict.fromkeys(SAMPLES, 1) | dict.fromkeys(("han", "skin", "selector", "joined", "flag"), 2)
    columns = [widths.get(name, usual[name]) + 1 for name in SAMPLES]
    return b"".join(b"\x1b[7;%dR" % column for column in columns) + b"\x1b[?62;22c"


def test_a_usual_terminal() -> None:
    facts = understood(answered())
    assert (facts.answered, facts.ambiguous, facts.odd_emoji, facts.typed) == (True, 1, frozenset(), b"")


def test_a_terminal_set_up_for_chinese() -> None:
    wide = answered(quotes=2, dashes=2, symbols=2, lines=2, letters=2)
    assert understood(wide).ambiguous == 2
    assert understood(answered(symbols=2)).ambiguous == 1


def test_emoji_on_other_cells() -> None:
    assert understood(answered(skin=4, selector=1)).odd_emoji == {"skin", "selector"}


@pytest.mark.parametrize("widths", [{"han": 1}, {"han": 3}, {"joined": 40}])
def test_answers_that_make_no_sense_say_nothing_of_widths(widths: dict[str, int]) -> None:
    facts = understood(answered(**widths))
    assert facts.answered
    assert facts.ambiguous is None


def test_half_the_answers_say_nothing_of_widths() -> None:
    assert understood(answered()[:30]).ambiguous is None


def test_what_was_typed_meanwhile_is_kept() -> None:
    facts = understood(b"jj" + answered().replace(b"\x1b[?62;22c", b"\x1b[Bx\x1b[?62;22c") + b"k")
    assert facts.typed == b"jj\x1b[Bxk"
    assert facts.ambiguous == 1


@pytest.mark.parametrize(
    ("said", "light"),
    [
        (b"\x1b]11;rgb:ffff/ffff/f0f0\x07", True),
        (b"\x1b]11;rgb:1010/1010/1010\x1b\\", False),
        (b"\x1b]11;rgba:fa/fa/f0/ff\x07", True),
        (b"\x1b]11;rgb://\x07", None),
        (b"", None),
    ],
)
def test_the_background(said: bytes, light: bool | None) -> None:
    assert understood(said + answered()).light is light


def test_mode_2027_is_on_for_the_session_only_where_it_was_off() -> None:
    assert understood(b"\x1b[?2027;2$y" + answered()).graphemes
    assert not understood(b"\x1b[?2027;1$y" + answered()).graphemes
    assert not understood(b"\x1b[?2027;0$y" + answered()).graphemes


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        (b"\x1b_Gi=1;OK\x1b\\\x1bP>|kitty(0.42.1)\x1b\\\x1b[6;18;9t", (9, 18)),
        (b"\x1b_Gi=1;OK\x1b\\\x1bP>|ghostty 1.1.3\x1b\\", (10, 20)),
        (b"\x1b_Gi=1;OK\x1b\\\x1bP>|ghostty 1.1.3\x1b\\\x1b[6;0;9999t", (10, 20)),
        (b"\x1b_Gi=1;OK\x1b\\\x1bP>|kitty(0.28.0)\x1b\\", (10, 20)),
        (b"\x1b_Gi=1;OK\x1b\\\x1bP>|kitty(0.100.1)\x1b\\", (10, 20)),
        (b"\x1b_Gi=1;OK\x1b\\\x1bP>|kitty(1.2.0)\x1b\\", (10, 20)),
        (b"\x1b_Gi=1;OK\x1b\\\x1bP>|kitty(0.26.5)\x1b\\\x1b[6;18;9t", None),
        (b"\x1b_Gi=1;OK\x1b\\\x1bP>|WezTerm 20240203\x1b\\\x1b[6;18;9t", None),
        (b"\x1b_Gi=1;OK\x1b\\\x1b[6;18;9t", None),
        (b"\x1b_Gi=1;ENOTSUPPORTED:no\x1b\\\x1bP>|kitty(0.42.1)\x1b\\", None),
        (b"\x1bP>|kitty(0.42.1)\x1b\\\x1b[6;18;9t", None),
    ],
)
def test_pictures_only_where_it_says_so_and_is_known_to_put_them_in_text(
    said: bytes, cell: tuple[int, int] | None
) -> None:
    facts = understood(said + answered() + b"j")
    assert facts.picture_cell == cell
    assert (facts.ambiguous, facts.typed) == (1, b"j")


def test_pictures_are_asked_for_before_the_line_is_wiped() -> None:
    pictures = "\x1b_Gi=1,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[>q\x1b[16t"
    assert questions(graphics=True) == questions().replace("\r\x1b[K", f"\r{pictures}\r\x1b[K")


def test_the_questions_leave_no_trace_and_end_with_the_fence() -> None:
    asked = questions()
    assert asked.endswith("\x1b[K\x1b8\x1b[c")
    assert asked.count("\x1b[6n") == len(SAMPLES)
    assert "\n" not in asked


@given(st.binary(max_size=400))
def test_any_bytes_are_understood(received: bytes) -> None:
    facts = understood(received)
    assert isinstance(facts, Facts)
    assert len(facts.typed) <= len(received)
    assert facts.answered or not complete(received)
