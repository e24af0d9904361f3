"""The terminal from the first moment until Textual takes it: asked, silent, and showing the first picture."""

import os
from typing import TYPE_CHECKING, Any

from tui.dataclass import replace
from tui.terminal.answers import Facts
from tui.terminal.probe import Probe, write_all

if TYPE_CHECKING:
    from tui.terminal.early import EarlyKeys, Move

ENTER, LEAVE = "\x1b[?1049h", "\x1b[?25h\x1b[?1049l"


class Stage:
    """``begin``, then perhaps ``show``, then ``facts``; at the end ``hand_over`` to Textual, or else ``clear``."""

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self.shown = False
        self._early: EarlyKeys | None = None

    def begin(self) -> None:
        """Ask the terminal; the answers come in while the program is imported."""
        self._probe.begin()

    def can_show(self) -> bool:
        """Whether the terminal is ours, so that something can be drawn on it already."""
        return self._probe.found is not None

    def show(self, picture: str, move: "Move | None" = None) -> None:
        """Draw a picture on the terminal's other screen; keys move its cursor by ``move`` until ``facts`` are asked."""
        if not picture:
            return
        self.shown = True
        self._send(ENTER + picture)
        if move is not None:
            from tui.terminal.early import EarlyKeys

            self._early = EarlyKeys(self._probe.reading, move, self._send)
            self._early.start()

    def facts(self) -> Facts:
        """What the terminal answered, as far as it came in time; of what was typed, what was not answered yet."""
        early = self._stopped()
        # What is typed while the picture stands must not be echoed into it.
        facts = self._probe.finish(early.received if early else b"", stay_silent=self.shown)
        return replace(facts, typed=facts.typed[early.answered :]) if early and early.answered else facts

    @property
    def found(self) -> list[Any] | None:
        """The attributes that Textual has to restore at the end, where a picture is shown."""
        return self._probe.found if self.shown else None

    def hand_over(self) -> None:
        """Leave everything to Textual."""
        if self.shown:
            self._probe.found, self.shown = None, False

    def clear(self) -> None:
        """Leave the terminal as it was found, where Textual did not take it."""
        self._stopped()
        if self.shown:
            self.shown = False
            self._send(LEAVE)
        self._probe.give_up()

    def _stopped(self) -> "EarlyKeys | None":
        early, self._early = self._early, None
        if early is not None:
            early.stop()
        return early

    def _send(self, text: str) -> None:
        try:
            write_all(self._probe.writing, text.encode())
        except OSError:  # a terminal that went away shows nothing
            return


def size(writing: int) -> tuple[int, int]:
    """Columns and rows of a terminal; (0, 0) where it has none."""
    try:
        return os.get_terminal_size(writing)
    except OSError:
        return 0, 0
