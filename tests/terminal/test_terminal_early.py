"""Keys typed on the first picture: the cursor moves at once, and everything else waits for Textual."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.terminal.test_terminal_answers import answered
from tui.commands import BY_ID
from tui.keymap.own import preset
from tui.terminal.answers import without_answers
from tui.terminal.early import MOVES, EarlyKeys

ROWS = 4


@contextmanager
def listening(move: Callable[[int], str | None]) -> Iterator[tuple[EarlyKeys, int, int]]:
    """A picture's keyboard: what hears it, where to type, where what is drawn can be read."""
    reading, typing = os.pipe()
    shown, drawing = os.pipe()
    early = EarlyKeys(reading, move, lambda text: os.write(drawing, text.encode()))
    early.start()
    try:
        yield early, typing, shown
    finally:
        for end in (reading, typing, shown, drawing):
            os.close(end)


class Rows:
    """A cursor on a picture of a few rows."""

    def __init__(self) -> None:
        self.cursor = 0

    def move(self, by: int) -> str | None:
        if self.cursor + by >= ROWS:
            return None
        self.cursor = max(0, self.cursor + by)
        return f"<{self.cursor}>"


def read_until(shown: int, wanted: str) -> None:
    drawn = ""
    while not drawn.endswith(wanted):
        drawn += os.read(shown, 100).decode()


@pytest.mark.parametrize(
    ("typed", "drawn", "left"),
    [
        (b"jj", "<2>", b""),
        (b"jjk", "<1>", b""),
        (b"\x1b[B\x1bOB\x1b[A", "<1>", b""),
        (b"k" + b"jj", "<2>", b""),
        (b"jj\rjj", "<2>", b"\rjj"),
        (b"jjjjj", "<3>", b"jj"),
        (b"j" + answered(), "<1>", b""),
        (answered()[:-3] + b"q", "", b"q"),
    ],
)
def test_what_moves_the_cursor_is_answered_and_nothing_after_another_key(typed: bytes, drawn: str, left: bytes) -> None:
    rows = Rows()
    with listening(rows.move) as (early, typing, shown):
        os.write(typing, typed)
        if drawn:
            read_until(shown, drawn)
        early.stop()
        received = early.received
        while len(received) < len(typed):  # what was not even read yet
            received += os.read(early._reading, 100)
    assert drawn in ("", f"<{rows.cursor}>")
    keys = without_answers(received)
    assert keys[early.answered :] == left or (not early.answered and keys.endswith(left))


def test_an_answer_in_pieces_is_not_taken_for_keys_nor_does_it_stop_them() -> None:
    rows = Rows()
    answers = answered()
    with listening(rows.move) as (early, typing, shown):
        for at in range(0, len(answers), 3):
            os.write(typing, answers[at : at + 3])
        os.write(typing, b"jj")
        read_until(shown, "<2>")
        early.stop()
    assert early.received == answers + b"jj"
    assert early.answered == 2


def test_a_terminal_that_goes_away_ends_it() -> None:
    early = EarlyKeys(os.open(os.devnull, os.O_RDONLY), lambda by: "", lambda text: None)
    early.start()
    early.stop()
    assert early.received == b""
    os.close(early._reading)


def test_they_move_by_every_key_map() -> None:
    names = {b"j": "j", b"k": "k"}
    for keys, by in MOVES.items():
        command = "down" if by > 0 else "up"
        assert names.get(keys, command) in BY_ID[command].keys
        for name in ("vim", "newsboat"):
            assert command not in preset(name)
            assert not [own for own in preset(name).values() if names.get(keys, command) in own]
