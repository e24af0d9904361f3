"""Asks the terminal how wide it draws: all questions in one write, the answers taken when they are needed.

Between the two the program loads what it needs anyway, so that a terminal which does not answer costs nothing.
"""

import contextlib
import locale
import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tui.terminal.answers import Answers, is_complete, sort
from tui.terminal.samples import GRAPHEMES_OFF, question

PATIENCE = 0.15
"""Seconds a terminal has for its answers, from the question on."""

# Enough for all answers and a person who leans on a key.
LONGEST = 65_536
_MUTE = frozenset({"dumb", "unknown", ""})


class Probe:
    """A question that has been asked, or (`asked` False) could not be."""

    def __init__(self, keyboard: int = -1, screen: int = -1) -> None:
        self.asked = keyboard >= 0
        self._keyboard, self._screen = keyboard, screen
        self._since = time.monotonic()
        self._found: Answers | None = None

    def answers(self, patience: float | None = None) -> Answers:
        """What the terminal said, waiting until `patience` seconds (none: PATIENCE) after the question at most."""
        if self._found is None:
            until = self._since + (PATIENCE if patience is None else patience)
            self._found = self._read(until) if self.asked else Answers()
        return self._found

    def _read(self, until: float) -> Answers:
        data = b""
        with contextlib.suppress(OSError):  # a terminal that went away has said what it had to say
            while not is_complete(data) and len(data) < LONGEST:
                if not select.select([self._keyboard], [], [], max(0.0, until - time.monotonic()))[0]:
                    break
                more = os.read(self._keyboard, 4096)
                if not more:
                    break
                data += more
        answers = sort(data)
        if answers.graphemes == "off":
            with contextlib.suppress(OSError):
                os.write(self._screen, GRAPHEMES_OFF.encode())
        return answers


@contextmanager
def probing() -> Iterator[Probe]:
    """Ask the terminal of this program; at the end it is as it was, and no key that was typed is lost.

    Nothing is asked where there is no terminal or none that can answer: a pipe, a dumb one, Windows, a program in the
    background, an encoding other than UTF-8.
    """
    before = _listen() if _can_ask() else None
    if before is None:
        yield Probe()
        return
    keyboard, screen = sys.stdin.fileno(), sys.stdout.fileno()
    try:
        os.write(screen, question().encode())
        probe = Probe(keyboard, screen)
        yield probe
    finally:
        _restore(keyboard, before)


def _can_ask() -> bool:
    if sys.platform == "win32" or os.environ.get("TERM", "") in _MUTE:
        return False
    try:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            return False
        # Whoever is in the background is stopped when it touches the terminal.
        foreground = os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except (OSError, ValueError):
        return False
    encoding = (sys.stdout.encoding or locale.getpreferredencoding(False)).lower().replace("-", "")
    return foreground and encoding == "utf8"


def _listen() -> list[Any] | None:
    """Let keys and answers come byte by byte and unseen; returns the settings there were, None if that cannot be."""
    import termios

    keyboard = sys.stdin.fileno()
    try:
        before = termios.tcgetattr(keyboard)
        now = termios.tcgetattr(keyboard)
        now[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
        now[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
        # At once: waiting until all is written could be for ever, and flushing would lose keys.
        termios.tcsetattr(keyboard, termios.TCSANOW, now)
    except (termios.error, OSError):
        return None
    return before


def _restore(keyboard: int, before: list[Any]) -> None:
    import termios

    with contextlib.suppress(termios.error, OSError):
        termios.tcsetattr(keyboard, termios.TCSANOW, before)
