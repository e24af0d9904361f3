"""How a title sounds: its syllables, and what letters typed for them mean.

A spelling is a text's parts in order, parted by spaces: a Han character is its syllable without tones, a run of other
letters and digits stands for itself behind ``=`` (``yang hang =5g``). Signs are left out. Making spellings needs a
large dictionary (``text.pinyin``, in a worker); everything here works on those that were stored.
"""

import re
from collections.abc import Iterator

SHORTEST = 2
TERM = 12
"""Letters of a term of the index; longer ones are looked at in the spelling itself."""

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PART = re.compile(rf"[{_HAN}]|[^\W_{_HAN}]+")
_TYPED = re.compile(r"[a-z0-9]*[a-z][a-z0-9]*")


def is_han(part: str) -> bool:
    """Whether a part of a text is one Han character."""
    return re.fullmatch(f"[{_HAN}]", part) is not None


def parts(folded: str) -> list[tuple[int, int]]:
    """Where the parts of a folded text stand: (start, end), in order."""
    return [match.span() for match in _PART.finditer(folded)]


def soundable(text: str) -> bool:
    """Whether ``text`` can be meant as pinyin: small ASCII letters and digits, two at least. Capitals never are."""
    return len(text) >= SHORTEST and _TYPED.fullmatch(text) is not None


def sounds(typed: str, spelling: str) -> bool:
    """Whether the letters typed stand for neighbouring parts of the spelling."""
    return bool(spelling) and next(_places(typed, spelling), None) is not None


def heard(typed: str, spelling: str) -> list[tuple[int, int]]:
    """The parts that the letters stand for: (first, behind the last), not overlapping, in order."""
    found: list[tuple[int, int]] = []
    for first, end in sorted(_places(typed, spelling), key=lambda place: (place[0], -place[1])):
        if not found or first >= found[-1][1]:
            found.append((first, end))
    return found


def sounds_whole(typed: str, spelling: str) -> bool:
    """Whether the letters stand for the whole of the spelling."""
    return any(place == (0, len(spelling.split())) for place in _places(typed, spelling))


def begins(typed: str, spelling: str) -> bool:
    """Whether the letters are the beginning of the spelling, by syllables or initials; one letter will do."""
    if not typed.isascii() or not typed.islower() or not spelling:
        return False
    return any("".join(column).startswith(typed) for column in _columns(spelling))


def sound_terms(spelling: str) -> str:
    """What the index of sounds stores: from every part on, the syllables and the initials, cut at ``TERM``."""
    syllables, initials = _columns(spelling)
    terms: dict[str, None] = {}
    for column in (syllables, initials):
        for start in range(len(column)):
            term = ""
            for piece in column[start:]:
                term += piece
                if len(term) >= TERM:
                    break
            terms[term[:TERM]] = None
    return " ".join(terms)


def sound_query(typed: str) -> str:
    """The FTS5 term that every spelling has in which the letters sound."""
    return f'"{typed[:TERM]}"*'


def _columns(spelling: str) -> tuple[list[str], list[str]]:
    pieces = spelling.split()
    whole = [piece.lstrip("=") for piece in pieces]
    return whole, [piece[1:] if piece.startswith("=") else piece[:1] for piece in pieces]


def _places(typed: str, spelling: str) -> Iterator[tuple[int, int]]:
    """Every (first, behind the last) where the letters stand for parts, by syllables or by initials."""
    syllables, initials = _columns(spelling)
    for column in (initials, syllables):
        for start in range(len(column)):
            end = _walk(typed, column, start, spelled_out=column is syllables)
            if end:
                yield start, end


def _walk(typed: str, column: list[str], start: int, *, spelled_out: bool) -> int:
    """Behind which part the letters end when they begin at ``start``; 0 where they do not stand there."""
    rest, at = typed, start
    while rest and at < len(column):
        piece = column[at]
        if rest.startswith(piece):
            rest, at = rest[len(piece) :], at + 1
        elif spelled_out and at > start and piece.startswith(rest):
            # The last syllable may be half typed, behind a whole one.
            return at + 1
        else:
            return 0
    return 0 if rest else at
