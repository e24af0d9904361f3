"""Whether a text contains something folded, and where, mostly without folding the text, which is what takes long.

A folded character stands for itself, its capital, its full-width forms and its Traditional forms: that makes a regular
expression that is looked for in the text as it is. Only where that finds nothing and the text has a character that
folds otherwise (``é``, ``①``, ``…``, an invisible one) must the text be folded to know.
"""

import re
from functools import cache, lru_cache

from tui.text.fold import fold, fold_map, simplified

_SPACE = " \u3000"
_FULL_WIDTH = 0xFEE0
# Characters that fold to one character of whose forms they are one: ASCII, Latin-1 signs, dashes and quotes, Chinese
# punctuation, Han, full-width ASCII.
_PLAIN = (
    "\x00-\x7f\xab\xb0\xb1\xb7\xbb\xd7\u2010\u2013-\u2016\u2018-\u2022\u2030\u203b\u2190-\u2199\u25a0-\u25ff\u2605\u2606"
    "\u3000-\u3029\u30fc\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e"
)


def contains(folded: str, text: str) -> bool:
    """Whether ``folded in fold(text)``."""
    if folded in text:
        return True
    pattern = _pattern(folded)
    if pattern is not None and pattern.search(text):
        return True
    return _may_differ(folded, text) and folded in fold(text)


def find(folded: str, text: str) -> int:
    """The index in ``text`` where ``folded`` stands, as a rule for the first time; -1 where it does not."""
    pattern = _pattern(folded)
    if pattern is None:
        place = text.find(folded)
    else:
        match = pattern.search(text)
        place = match.start() if match else -1
    if place < 0 and _may_differ(folded, text):
        looked_at, offsets = fold_map(text)
        at = looked_at.find(folded)
        return offsets[at] if at >= 0 else -1
    return place


def places(folded: str, text: str) -> list[tuple[int, int]]:
    """Where ``folded`` stands in ``text``: (start, end) from left to right, not overlapping."""
    if not folded:
        return []
    if not _may_differ(folded, text):
        pattern = _pattern(folded)
        if pattern is not None:
            return [match.span() for match in pattern.finditer(text)]
        looked_at, offsets = text, None
    else:
        looked_at, offsets = fold_map(text)
    found: list[tuple[int, int]] = []
    at = looked_at.find(folded)
    while at >= 0:
        end = at + len(folded)
        # A letter may fold to several: the span reaches to the end of the letter its last piece came from.
        found.append((at, end) if offsets is None else (offsets[at], offsets[end - 1] + 1))
        at = looked_at.find(folded, end)
    return found


def forms(char: str) -> str:
    """The characters that fold to this one, as far as plain ones go."""
    if char == " ":
        return _SPACE
    if "!" <= char <= "~":
        both = char + char.upper()
        return both + "".join(chr(ord(each) + _FULL_WIDTH) for each in both)
    return char + _traditional().get(char, "")


def is_plain(char: str) -> bool:
    """Whether ``forms`` of what it folds to has this character."""
    return _strange("").match(char) is None


def _may_differ(folded: str, text: str) -> bool:
    # An ellipsis folds to dots: where none are sought it makes no difference.
    return _strange("" if "." in folded else "…").search(text) is not None


@cache
def _strange(also_plain: str) -> re.Pattern[str]:
    """Finds a character that is not plain; compiled when first needed, since that takes some milliseconds."""
    return re.compile(f"[^{_PLAIN}{also_plain}]")


@lru_cache(maxsize=256)
def _pattern(folded: str) -> re.Pattern[str] | None:
    """What to look for in a text that is not folded; None where that is only ``folded`` itself."""
    pieces = [forms(char) for char in folded]
    if all(len(piece) == 1 for piece in pieces):
        return None
    return re.compile("".join(re.escape(p) if len(p) == 1 else f"[{re.escape(p)}]" for p in pieces))


@cache
def _traditional() -> dict[str, str]:
    """For a simplified character all that fold to it."""
    found: dict[str, str] = {}
    table = simplified()
    for traditional, char in table.items():
        while char in table and table[char] != char:
            char = table[char]  # noqa: PLW2901
        found[char] = found.get(char, "") + traditional
    return found
