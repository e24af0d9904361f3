"""Keys typed while the program is still being imported: those that move the cursor are answered on the picture.

A thread of its own reads the terminal until Textual can. It answers as long as nothing but such keys was typed; from
the first other key on everything waits for Textual, in the order in which it was typed.
"""

import os
import select
import sys
from collections.abc import Callable
from threading import Thread

from tui.terminal.answers import without_answers

MOVES = {b"j": 1, b"k": -1, b"\x1b[B": 1, b"\x1b[A": -1, b"\x1bOB": 1, b"\x1bOA": -1}
"""The keys by which every key map moves one row, and by how much."""
MOST = 1 << 16
EAGER = 0.001
"""Seconds after which an import makes room for a key; Python's own 0.005 would be felt."""

Move = Callable[[int], str | None]
"""What the terminal is sent to have the cursor so many rows further; None where that cannot be shown."""


class EarlyKeys:
    """``start`` reads and answers, ``stop`` ends that; then ``received`` is all that came.

    ``answered`` is how many bytes of the keys in it have been answered.
    """

    def __init__(self, reading: int, move: Move, draw: Callable[[str], object]) -> None:
        self.received = b""
        self.answered = 0
        self._reading = reading
        self._move, self._draw = move, draw
        self._thread = Thread(target=self._read, name="kanbao-early-keys", daemon=True)
        self._usual = sys.getswitchinterval()

    def start(self) -> None:
        """Answer keys from now on."""
        self._told, self._tell = os.pipe()
        sys.setswitchinterval(EAGER)
        self._thread.start()

    def stop(self) -> None:
        """Read no more."""
        os.write(self._tell, b".")
        self._thread.join()
        sys.setswitchinterval(self._usual)
        os.close(self._tell)
        os.close(self._told)

    def _read(self) -> None:
        while len(self.received) < MOST:
            ready, _, _ = select.select([self._reading, self._told], [], [])
            if self._told in ready:
                return
            try:
                data = os.read(self._reading, 4096)
            except OSError:  # a terminal that went away types nothing
                return
            self.received += data
            if not data or not self._answer():
                return

    def _answer(self) -> bool:
        """Answer what can be; whether there may be more."""
        while typed := without_answers(self.received)[self.answered :]:
            key = next((key for key in MOVES if typed.startswith(key)), None)
            if key is None:
                # It may be an answer of the terminal, or a key, that has not come whole.
                return typed.startswith(b"\x1b")
            drawn = self._move(MOVES[key])
            if drawn is None:
                return False
            self._draw(drawn)
            self.answered += len(key)
        return True
