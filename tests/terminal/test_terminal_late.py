"""Answers that come when nobody waits any more are told from keys."""

from hypothesis import given
from hypothesis import strategies as st

from tests.terminal.test_terminal_answers import answered
from tui.terminal.answers import Facts, understood
from tui.terminal.late import LateAnswers

TYPED = st.lists(
    st.sampled_from([b"j", b"\x1b[A", b"\x1bOP", b"\x1b[1;5C", "新".encode(), b"\r", b"[", b"1;2R", b"\x1b[200~"]),
    max_size=6,
).map(b"".join)
PICTURES = b"\x1b_Gi=1;OK\x1b\\\x1bP>|kitty(0.42.1)\x1b\\\x1b[6;18;9t"
ANSWERS = b"\x1b[?2027;2$y\x1b]11;rgb:1010/1010/1010\x1b\\" + PICTURES + answered(skin=4)


@given(TYPED, TYPED, st.lists(st.integers(1, 9), min_size=1, max_size=60))
def test_late_answers_are_taken_out_however_they_are_cut(before: bytes, after: bytes, sizes: list[int]) -> None:
    late = LateAnswers()
    stream = before + ANSWERS + after
    got = b""
    while stream:
        size = sizes.pop() if sizes else len(stream)
        got += late.sift(stream[:size])
        stream = stream[size:]
    assert got + late.sift(b"") == before + after
    assert not late.due
    assert late.taken == ANSWERS
    assert Facts(name="kitty(0.42.1)").joined(understood(late.taken)).picture_cell == (9, 18)


def test_once_the_last_answer_has_come_everything_is_a_key() -> None:
    late = LateAnswers()
    assert late.sift(b"\x1b[?1;2c\x1b[1;2R\x1b[") == b"\x1b[1;2R\x1b["


def test_half_an_answer_that_is_a_key_is_handed_on_after_a_moment() -> None:
    late = LateAnswers()
    assert late.sift(b"a\x1b[") == b"a"
    assert late.sift(b"") == b"\x1b["


@given(st.binary(max_size=80))
def test_where_no_answer_is_due_nothing_is_touched(data: bytes) -> None:
    assert LateAnswers(due=False).sift(data) == data
