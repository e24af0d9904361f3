"""One form for everything that is searched: case, width, accents and 繁/简 make no difference.

Folding goes character by character and never looks at neighbours, so ``fold(a + b) == fold(a) + fold(b)``: a piece of
folded text is always the folded form of a piece of the text, which is what an index of short pieces and a search for
them rest on.
"""

import unicodedata
from functools import cache
from pathlib import Path

from tui.text.mapping import Mapping

_VOICED = "\u3099\u309a"  # dakuten: か and が are different letters, e and é are not
_LAST_ASCII = 0x7F


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
