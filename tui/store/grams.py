"""The pieces text is searched by: two characters that stand side by side, of letters and digits three.

Folded text is cut into runs of Chinese (with kana and Hangul), runs of other letters and digits, and signs. Of a
Chinese run every character is a piece with its neighbour, of another run every three and at its end the shorter rests.
Where a run or a sign goes over into another, the two characters at the border are a piece too; before a space, or at
the end, the last one is a piece by itself. So whatever stands in the text begins a piece, and a search shorter than a
piece is one for pieces that begin with it.
"""

import re
import sys
from array import array
from operator import add

from tui.model.feed import ParsedEntry, Pieces
from tui.store.utf8 import safe
from tui.text.fold import Mapping, fold

_HAN = "\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_HAN}]+)|([^\W_{_HAN}]+)|(\S)")
_SIZE = 3
# FTS5 parts its tokens at the signs of ASCII: these stand in a private area, and whatever else is there lies together.
_PRIVATE, _OTHERS = 0xE000, "\ue0ff"
_STANDS_FOR = {code: chr(_PRIVATE + code) for code in range(128) if not chr(code).isalnum()}
_STANDS_FOR |= dict.fromkeys(range(_PRIVATE, _PRIVATE + 256), _OTHERS)
_WORD = re.compile(rf"([^\W_{_HAN}]+)")
_UTF_16, _UTF_32 = (f"utf-{bits}-{sys.byteorder[0]}e" for bits in (16, 32))


def _form(char: str) -> str:
    """A character in a piece: folded, a sign by what stands for it, all white space a space."""
    return "".join(" " if each.isspace() else _STANDS_FOR.get(ord(each), each) for each in fold(char))


_FORM = Mapping(_form)


def grams(folded: str) -> list[str]:
    """All pieces of a folded text, in order, repeated where they repeat."""
    found: list[str] = []
    for match in _RUN.finditer(folded):
        run = match[0]
        if match[2]:
            found.extend(run[i : i + _SIZE] for i in range(len(run)))
            if len(border := _border(folded, match.end())) > 1:
                found.append(border)
        else:
            found.extend(map(add, run, run[1:]))
            found.append(_border(folded, match.end()))
    return found


def pieces_of(entry: ParsedEntry) -> Pieces:
    """What an arrived entry is found by."""
    return pieces(safe(entry.title), safe(entry.text or entry.summary))


def pieces(title: str, text: str) -> Pieces:
    """What a title and a text are found by, neither of them folded yet."""
    return Pieces(title_grams(fold(title)), *_body(title, text))


def paired(pieces: Pieces) -> str:
    """What the index of bodies stores: every piece at least once, in no order.

    First letters of words stand there by themselves too, where that saves looking at each character.
    """
    return _side_by_side(pieces.text) + pieces.words


def title_grams(folded: str) -> str:
    """What the index of titles stores."""
    return " ".join(grams(folded))


def _body(title: str, text: str) -> tuple[str, str]:
    """The text whose neighbours are pieces, and the pieces of its words."""
    form = _FORM.of(f"{title}\n{text}")
    parts = _WORD.split(form)
    words = dict.fromkeys(parts[1::2])
    rests = [word[i : i + _SIZE] for word in words for i in range(len(word))]
    if words:
        # Two letters of one word are no piece: what is inside words goes.
        parts[1::2] = [f"{word[0]} {word[-1]}" if len(word) > 1 else word for word in parts[1::2]]
        form = "".join(parts)
    return form, " ".join(rests)


def _side_by_side(form: str) -> str:
    """Every character with the one behind it, each pair followed by a space; without a loop over them."""
    size, kind, coding = len(form), "H", _UTF_16
    units = form.encode(coding)
    if len(units) != 2 * size:
        kind, coding = "I", _UTF_32
        units = form.encode(coding)
    characters = array(kind, units)
    pairs = array(kind, " ".encode(coding)) * (3 * size)
    pairs[0::3] = characters
    pairs[1:-2:3] = characters[1:]
    return pairs.tobytes().decode(coding)


def required(folded: str) -> list[str]:
    """FTS5 terms that every text containing ``folded`` has; empty where the index cannot help (only space)."""
    terms: dict[str, None] = {}
    linked = False  # a piece has the first character of this run and the one before it
    for match in _RUN.finditer(folded):
        run, end = match[0], match.end()
        border = _border(folded, end)
        if match[2]:
            for i in range(len(run) - _SIZE + 1):
                terms[f'"{run[i : i + _SIZE]}"'] = None
            if end < len(folded):
                # What follows ends the run in the text too, and there the shorter rests are pieces.
                for rest in range(len(border), min(_SIZE, len(run) + 1)):
                    terms[f'"{run[-rest:]}"'] = None
            elif len(run) < _SIZE and not linked:
                terms[f'"{run}"*'] = None
        else:
            for i in range(len(run) - 1):
                terms[f'"{run[i : i + 2]}"'] = None
            if end == len(folded) and len(run) == 1 and not linked:
                terms[f'"{border}"*'] = None
            elif end < len(folded) and len(border) == 1:
                terms[f'"{border}"'] = None
        linked = len(border) > 1
        if linked:
            terms[f'"{border}"'] = None
    return list(terms)


def exact(folded: str) -> bool:
    """Whether having the required terms is the same as containing ``folded``: at most one piece long."""
    match = _RUN.match(folded)
    if match is None or any(char.isspace() or _PRIVATE <= ord(char) < _PRIVATE + 256 for char in folded):
        return False
    return len(folded) <= 2 or (match[2] is not None and match.end() == len(folded) <= _SIZE)


def _border(folded: str, end: int) -> str:
    """The piece of the character before ``end`` and the one after it, where that is none of space."""
    return folded[end - 1 : end + 1].rstrip().translate(_STANDS_FOR)
