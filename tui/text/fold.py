"""One form for everything that is searched: case, width, accents and 繁/简 make no difference.

Folding goes character by character and never looks at neighbours, so ``fold(a + b) == fold(a) + fold(b)``: a piece of
folded text is always the folded form of a piece of the text, which is what an index of short pieces and a search for
them rest on.
"""

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

_VOICED = "\u3099\u309a"  # dakuten: か and が are different letters, e and é are not
_LAST_ASCII = 0x7F
_BMP = 0x10000
_UNKNOWN = object()


def fold(s: str) -> str:
    """``s`` as it is searched: NFKC, case folded, no accents, no invisible characters, simplified characters."""
    return s.lower() if s.isascii() else _TABLE.of(s)


def fold_map(s: str) -> tuple[str, list[int]]:
    """``fold(s)`` and where it comes from: ``offsets[i]`` is the index in ``s`` of character i, the last is len(s)."""
    pieces = list(map(_TABLE.__getitem__, map(ord, s)))
    folded = "".join(pieces)
    if len(folded) == len(s) and "" not in pieces:
        return folded, list(range(len(s) + 1))
    offsets = [index for index, piece in enumerate(pieces) for _ in piece]
    return folded, [*offsets, len(s)]


class Mapping(dict[int, str]):
    """What each character becomes, by its code; ``of`` gives it for a whole text."""

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__()
        self._form = form
        # The same for ``translate``, which asks a list in half the time, and stops at what has no form yet.
        self._list: list[Any] = []

    def __missing__(self, code: int) -> str:
        form = self[code] = self._form(chr(code))
        return form

    def of(self, text: str) -> str:
        """The text with every character mapped."""
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):  # beyond the list
            return text.translate(self)
        table = self._list = self._list or [_UNKNOWN] * _BMP
        try:
            return text.translate(table)
        except TypeError:
            for char in set(text):
                form = self[ord(char)]
                # A code is put in its place sooner than a string.
                table[ord(char)] = ord(form) if len(form) == 1 else form
            return text.translate(table)


def _fold_char(char: str) -> str:
    """The folded form of one character; folding it again changes nothing."""
    before = None
    while char != before:
        before = char
        char = "".join(_once(c) for c in unicodedata.normalize("NFKC", char).casefold())
    return char


_TABLE = Mapping(_fold_char)
"""What each character folds to."""


def _once(char: str) -> str:
    char = simplified().get(char, char)
    if ord(char) <= _LAST_ASCII:
        return char
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category == "Cs":  # half of a pair: no database takes it
        return "\ufffd"
    if "\uac00" <= char <= "\ud7a3":  # a Hangul syllable taken apart would be three letters
        return char
    if char.isspace():
        return " "
    parts = unicodedata.normalize("NFD", char)
    return "".join(c for c in parts if c in _VOICED or not unicodedata.combining(c))


@cache
def simplified() -> dict[str, str]:
    """Traditional characters with their simplified forms, one step at a time."""
    text = (Path(__file__).parent / "data" / "simplified.txt").read_text(encoding="utf-8")
    traditional, simplified = text.split("\n")[:2]
    return dict(zip(traditional, simplified, strict=True))


def in_simplified(text: str) -> str:
    """The text in simplified characters, each where it was."""
    return text if text.isascii() else _SIMPLE.of(text)


_SIMPLE = Mapping(lambda char: simplified().get(char, char))
