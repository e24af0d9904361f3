"""What terminals answer, and what is typed meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terminal.conftest import CHINESE, NARROW, OLD, replies
from tui.terminal.answers import sort
from tui.terminal.late import LateAnswers
from tui.terminal.samples import SAMPLES, SEQUENCES

TYPED = st.lists(
    st.sampled_from(
        [b"j", b"\x1b", b"\x1b[A", b"\x1bOP", b"\x1b[1;5C", "新".encode(), b"\r", b"[", b"1;2R", b"\x1b[200~"]
    ),
    max_size=6,
).map(b"".join)


@pytest.mark.parametrize(
    ("cells", "ambiguous", "unlike"),
    [(NARROW, 1, frozenset()), (CHINESE, 2, frozenset()), (OLD, 1, frozenset(SEQUENCES))],
)
def test_a_whole_answer(cells: dict[str, int], ambiguous: int, unlike: frozenset[str]) -> None:
    answers = sort(replies(cells))
    assert (answers.ambiguous, answers.unlike) == (ambiguous, unlike)
    assert (answers.complete, answers.graphemes, answers.kept) == (True, "off", b"")


@pytest.mark.parametrize(
    ("mode", "name"), [(None, "unknown"), (0, "unknown"), (1, "on"), (2, "off"), (3, "always"), (4, "never")]
)
def test_mode_2027_as_it_was_found(mode: int | None, name: str) -> None:
    assert sort(replies(NARROW, mode)).graphemes == name


@given(TYPED, TYPED)
def test_keys_before_and_after_the_answers_are_kept(before: bytes, after: bytes) -> None:
    answers = sort(before + replies(NARROW) + after)
    assert answers.kept == before + after
    assert answers.cells == NARROW


@given(TYPED, st.integers(0, len(SAMPLES)))
def test_keys_between_the_answers_are_kept(typed: bytes, place: int) -> None:
    parts = replies(CHINESE).split(b"R")
    data = b"R".join(parts[:place]) + (b"R" if place else b"") + typed + b"R".join(parts[place:])
    assert sort(data).kept == typed
    assert sort(data).ambiguous == 2


def test_a_function_key_that_looks_like_an_answer_is_kept() -> None:
    shifted = b"\x1b[1;2R"
    answers = sort(shifted + replies(CHINESE) + shifted)
    assert answers.ambiguous == 2
    assert answers.kept == shifted + shifted


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1b[?62c",
        b"\x1b[1;2R\x1b[?62c",
        replies(dict.fromkeys(SAMPLES, 0)),
        replies(dict.fromkeys(SAMPLES, 1)),
        replies(NARROW | {"greek": 70}),
        b"\x1b[;R" * 20 + b"\x1b[?c",
        b"\xff\xfe\x00" * 50,
    ],
)
def test_half_an_answer_or_a_wrong_one_says_nothing(data: bytes) -> None:
    answers = sort(data)
    assert answers.ambiguous is None
    assert answers.unlike == frozenset()


@given(st.binary(max_size=200))
def test_any_bytes_can_come(data: bytes) -> None:
    answers = sort(data)
    assert len(answers.kept) <= len(data)


@given(TYPED, st.lists(st.integers(1, 9), min_size=1, max_size=60))
def test_late_answers_are_taken_out_however_they_are_cut(typed: bytes, sizes: list[int]) -> None:
    late = LateAnswers()
    stream = replies(OLD) + typed
    got = b""
    while stream:
        size = sizes.pop() if sizes else len(stream)
        got += late.sift(stream[:size])
        stream = stream[size:]
    assert got + late.sift(b"") == typed
    assert not late.due


def test_once_the_last_answer_has_come_everything_is_a_key() -> None:
    late = LateAnswers()
    assert late.sift(b"\x1b[?1;2c\x1b[1;2R\x1b[") == b"\x1b[1;2R\x1b["


def test_half_an_answer_that_is_a_key_is_handed_on_after_a_moment() -> None:
    late = LateAnswers()
    assert late.sift(b"a\x1b[") == b"a"
    assert late.sift(b"") == b"\x1b["
