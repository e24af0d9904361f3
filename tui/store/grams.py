"""The pieces text is searched by: two characters of Chinese, three of letters, a sign with what follows it.

Folded text is cut into runs of Chinese (with kana and Hangul), runs of other letters and digits, and signs. Of a
Chinese run every pair of neighbours is a piece, of another run every three, and at the end of a run the shorter rest
too. So every part of a run begins a piece, and a search shorter than a piece is one for pieces that begin with it.
"""

import re
from operator import add

_HAN = "\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
_RUN = re.compile(rf"([{_HAN}]+)|([^\W_{_HAN}]+)|(\S)")
_HAN_SIZE, _OTHER_SIZE = 2, 3
# FTS5 parts its tokens at the signs of ASCII: these stand in a private area, and whatever else is there lies together.
_PRIVATE, _OTHERS = 0xE000, "\ue0ff"
_STANDS_FOR = {code: chr(_PRIVATE + code) for code in range(128) if not chr(code).isalnum()}
_STANDS_FOR |= dict.fromkeys(range(_PRIVATE, _PRIVATE + 256), _OTHERS)


def grams(folded: str) -> list[str]:
    """All pieces of a folded text, in order, repeated where they repeat."""
    found: list[str] = []
    for match in _RUN.finditer(folded):
        if match[3]:
            found.append(_sign(folded, match.start()))
        else:
            run, size = match[0], _HAN_SIZE if match[1] else _OTHER_SIZE
            found.extend(run[i : i + size] for i in range(len(run)))
    return found


def title_grams(folded: str) -> str:
    """What the index of titles stores."""
    return " ".join(grams(folded))


def body_grams(folded: str) -> str:
    """What the index of bodies stores: every piece once, in no order."""
    found: set[str] = set()
    signs: set[str] = set()
    for match in _RUN.finditer(folded):
        run = match[0]
        if match[1]:
            found.update(map(add, run, run[1:]))
            found.add(run[-1])
        elif match[2]:
            found.update(run[i : i + _OTHER_SIZE] for i in range(len(run)))
        else:
            signs.add(folded[match.start() : match.start() + 2])
    found.update(_sign(pair, 0) for pair in signs)
    return " ".join(found)


def required(folded: str) -> list[str]:
    """FTS5 terms that every text containing ``folded`` has; empty where the index cannot help (only space)."""
    terms: dict[str, None] = {}
    for match in _RUN.finditer(folded):
        if match[3]:
            piece = _sign(folded, match.start())
            # A sign before a space, or at the end of a text, is a piece by itself; here anything may follow it.
            terms[f'"{piece}"' if len(piece) > 1 or match.end() < len(folded) else f'"{piece}"*'] = None
            if match.end() + 1 == len(folded):
                break  # the piece has the last character too
            continue
        run, size = match[0], _HAN_SIZE if match[1] else _OTHER_SIZE
        if match.end() < len(folded):
            # What follows ends the run in the text too, and there the shorter rests are pieces: rare, so worth much.
            for rest in range(1, min(size, len(run) + 1)):
                terms[f'"{run[-rest:]}"'] = None
        elif len(run) < size:
            terms[f'"{run}"*'] = None
        for i in range(len(run) - size + 1):
            terms[f'"{run[i : i + size]}"'] = None
    return list(terms)


def exact(folded: str) -> bool:
    """Whether having the required terms is the same as containing ``folded``: at most one piece long."""
    match = _RUN.match(folded)
    if match is None or not folded:
        return False
    if match[3]:
        return len(folded) <= 2 and not any(char.isspace() or _PRIVATE <= ord(char) < _PRIVATE + 256 for char in folded)
    return match.end() == len(folded) <= (_HAN_SIZE if match[1] else _OTHER_SIZE)


def _sign(folded: str, at: int) -> str:
    """The piece that a sign begins: with the character after it, where that is none of space."""
    return folded[at : at + 2].rstrip().translate(_STANDS_FOR)
