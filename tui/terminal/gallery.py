"""The pictures that stand in the terminal now: each sent once, and none left there when the program goes."""

import os
from collections.abc import Callable
from typing import NamedTuple

from tui.terminal.graphics import LAST_NUMBER, sending, taking_away

_FIRST_NUMBER = 0x100000


class Hung(NamedTuple):
    """A picture as it was sent."""

    png: bytes
    columns: int
    rows: int


class Gallery:
    """Hangs pictures in the terminal by way of ``write``, and takes them down.

    ``cell`` is the width and height of a cell in pixels; None as long as the terminal is not known to show pictures.
    """

    def __init__(self, write: Callable[[str], object], cell: tuple[int, int] | None = None) -> None:
        self._write = write
        self.cell = cell
        self._hung: dict[int, Hung] = {}
        self._open = True
        # Programs share the numbers of a terminal: two that count from the same place would paint each other over.
        self._last = _FIRST_NUMBER + int.from_bytes(os.urandom(3), "big") % (LAST_NUMBER - _FIRST_NUMBER)

    def hang(self, png: bytes, columns: int, rows: int) -> int:
        """Send a picture for so many cells; the number that its placeholders are to bear as their colour."""
        self._last = self._last + 1 if self._last < LAST_NUMBER else _FIRST_NUMBER
        self._hung[self._last] = Hung(png, columns, rows)
        if self._open:
            self._write(sending(self._last, png, columns, rows))
        return self._last

    def take_down(self, number: int) -> None:
        """Have the terminal forget a picture."""
        if self._hung.pop(number, None) is not None and self._open:
            self._write(taking_away(number))

    def close(self) -> None:
        """Leave nothing in the terminal while it is another's."""
        if self._open and self._hung:
            self._write("".join(map(taking_away, self._hung)))
        self._open = False

    def reopen(self) -> None:
        """Hang everything again where it was."""
        self._open = True
        for number, hung in self._hung.items():
            self._write(sending(number, *hung))
