"""Asks the terminal in one round trip, while the program is still being imported."""

import contextlib
import os
import select
import sys
import time
from collections.abc import Mapping
from typing import Any

from tui.terminal.answers import GRAPHEMES_OFF, Facts, complete, questions, understood

try:
    import termios
except ImportError:  # Windows: its console counts cells by itself, and is not asked
    termios = None  # type: ignore[assignment]

PATIENCE = 0.12
"""Seconds for the answers, from the asking on; a far terminal gets more, since its answers do come."""
FAR_PATIENCE = 0.8
MOST = 1 << 16
NOWHERE = -1


class Probe:
    """One asking. ``begin`` writes the questions, ``finish`` waits for the answers and leaves the terminal as found.

    Never waits for a pipe, a dumb terminal or one that is another job's; then the facts are empty.
    """

    def __init__(self, reading: int, writing: int, patience: float = PATIENCE) -> None:
        self.reading, self.writing = reading, writing
        self._patience = patience
        self._until = 0.0
        self.found: list[Any] | None = None
        """The terminal's attributes as they were found, while they are others."""

    @classmethod
    def of_this_terminal(cls) -> "Probe":
        """A probe of the terminal that this program runs in."""
        far = os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY")
        try:
            reading, writing = sys.stdin.fileno(), sys.stdout.fileno()
        except (OSError, ValueError):  # closed, or another program's stand-in
            reading = writing = NOWHERE
        return cls(reading, writing, FAR_PATIENCE if far else PATIENCE)

    def begin(self) -> None:
        """Ask; from here to ``finish`` nothing typed is echoed."""
        if not self._can_ask():
            return
        fd = self.reading
        before = termios.tcgetattr(fd)
        silent = [*before[:6], list(before[6])]
        # Enter as the byte that it is, as Textual will read it.
        silent[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
        silent[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        silent[6][termios.VMIN], silent[6][termios.VTIME] = 1, 0
        termios.tcsetattr(fd, termios.TCSANOW, silent)
        self.found = before
        self._until = time.monotonic() + self._patience
        try:
            write_all(self.writing, questions(graphics=may_have_graphics(os.environ)).encode())
        except OSError:
            self.give_up()

    def finish(self, received: bytes = b"", *, stay_silent: bool = False) -> Facts:
        """The answers, as far as they come in time, behind those that were ``received`` already.

        ``stay_silent`` leaves it to ``give_up`` to end the silence.
        """
        if self.found is None:
            return Facts()
        try:
            facts = understood(self._received(received))
            if not facts.answered:
                # What was asked for may have been done all the same.
                with contextlib.suppress(OSError):
                    write_all(self.writing, GRAPHEMES_OFF.encode())
            return facts
        finally:
            if not stay_silent:
                self.give_up()

    def give_up(self) -> None:
        """Leave the terminal as it was found."""
        found, self.found = self.found, None
        if found is not None and termios is not None:
            # Where the terminal is gone, so is what there was to restore.
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.reading, termios.TCSANOW, found)

    def _can_ask(self) -> bool:
        if termios is None or os.environ.get("TERM", "") in ("", "dumb"):
            return False
        try:
            # A job in the background would be stopped for touching the terminal.
            return os.isatty(self.writing) and os.tcgetpgrp(self.reading) == os.getpgrp()
        except OSError:
            return False

    def _received(self, received: bytes) -> bytes:
        with contextlib.suppress(OSError):  # a terminal that went away has said what it had to say
            while not complete(received) and len(received) < MOST:
                ready, _, _ = select.select([self.reading], [], [], max(0.0, self._until - time.monotonic()))
                if not ready:
                    break
                more = os.read(self.reading, 4096)
                if not more:
                    break
                received += more
        return received


def may_have_graphics(environ: Mapping[str, str]) -> bool:
    """Whether a terminal is to be asked for pictures: not those that lie between, nor those that print the question."""
    if environ.get("TMUX") or environ.get("STY") or environ.get("TERM_PROGRAM") in ("tmux", "Apple_Terminal"):
        return False
    return not environ.get("TERM", "").startswith(("screen", "tmux", "linux"))


def leave(facts: Facts, writing: int) -> None:
    """Take back at the end what was switched on for the session."""
    if facts.graphemes:
        # A closed terminal keeps no modes.
        with contextlib.suppress(OSError):
            write_all(writing, GRAPHEMES_OFF.encode())


def write_all(fd: int, data: bytes) -> None:
    while data:
        data = data[os.write(fd, data) :]
