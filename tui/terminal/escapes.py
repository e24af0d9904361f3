"""Esc told from the sequences that begin with it: a key pressed right behind it is a key of its own.

Terminals send Esc as the byte that their sequences begin with, and Alt with a key as that byte and the key. What reads
them waits a moment whether more comes; who goes on typing within that moment would have pressed Alt.
"""

import re
from collections.abc import Callable

ESCAPE = "\x1b"
DISTINCT = "\x1b[27u"
"""Esc as kitty's protocol writes it, which nothing else begins with."""

# What terminals begin sequences with: CSI, SS3, OSC, DCS, APC.
_ALONE = re.compile(r"\x1b(?=([^\[O\]P_]))", re.DOTALL)
_BEGUN = re.compile(r"\x1b(?:[O\]P_]|\[(?:2(?:0[01]?)?)?)?\Z")
_PASTE = re.compile(r"(\x1b\[20[01]~)")
# Within what is pasted, where no key was pressed and where Textual would take it for the end.
_INSIDE = re.compile(r"\x1b(?!\[20[01]~|(?:\[(?:2(?:01?)?)?)?\Z)")
_BEGINS, _ENDS = "\x1b[200~", "\x1b[201~"


class Escapes:
    """Sifts what was typed; ``alt`` says of a character whether Alt with it means something."""

    def __init__(self, alt: Callable[[str], bool]) -> None:
        self._alt = alt
        self._held = ""
        self._pasting = False

    @property
    def waiting(self) -> bool:
        """Whether something is held back until more comes or nothing has come for a moment."""
        return bool(self._held)

    def sift(self, text: str) -> str:
        """What was typed, Esc made distinct; with none (nothing came for a moment), what was held back."""
        held, self._held = self._held, ""
        if not text:
            return DISTINCT + held[1:] if held and not self._pasting else held
        given = ""
        parts = _PASTE.split(held + text)
        for part, behind in zip(parts, [*(each[:1] or ESCAPE for each in parts[1:]), ""], strict=True):
            if part in (_BEGINS, _ENDS):
                self._pasting = part == _BEGINS
            if self._pasting:
                given += _INSIDE.sub("", part)
            else:
                told = self._distinct(part + behind, apart=held == ESCAPE and not given)
                given += told[: len(told) - len(behind)]
        begun = _BEGUN.search(given)
        if begun:
            self._held = given[begun.start() :]
            given = given[: begun.start()]
        return given

    def _distinct(self, text: str, *, apart: bool) -> str:
        def told(match: re.Match[str]) -> str:
            # An Esc that came by itself was not Alt, whatever follows.
            alone = (apart and not match.start()) or not self._alt(match[1])
            return DISTINCT if alone else ESCAPE

        return _ALONE.sub(told, text)
