"""How many cells a text takes in the terminal; nothing else in the program knows how wide a character is.

The numbers agree with `rich.cells.cell_len`, by which Textual draws, as long as East Asian Ambiguous characters
(“ ” … — · ①) are one cell. Where the terminal draws them on two, `set_ambiguous(2)` says so for the whole program.
"""

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from apsw.unicode import grapheme_iter

from tui.text import width_table
from tui.text.pattern import pattern

Spans = list[tuple[int, int]]

SINGLY = 6000
"""Characters that are looked up one by one before it is worth making tables of all characters, which takes 2 ms."""

_JOINED = pattern("\u200d.?", re.DOTALL)
_SELECTOR = "\ufe0f"


def ranges(packed: str) -> Spans:
    """The inclusive code point ranges of one entry of `width_table`, ascending."""
    pairs = (item.partition("-") for item in packed.split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in pairs]


def _inside(spans: Spans) -> str:
    return "".join(f"{chr(first)}-{chr(last)}".replace("\\", "\\\\") for first, last in spans)


def _basic(spans: Spans) -> Spans:
    """The part of `spans` in the Basic Multilingual Plane, in which a set is looked up at once, not range by range."""
    return [(first, last) for first, last in spans if last < 0x10000]


# A run of narrow characters without any of these is as wide as it is long. Outside the basic plane, all but Han and
# pictures are taken for characters of no width, to be looked at one by one.
_ODD_ASTRAL = ((0x10000, 0x1EFFF), (0x1F3FB, 0x1F3FF), (0x40000, 0x10FFFF))
_ODD = pattern(lambda: f"[\u200d{_inside(_basic(ranges(width_table.ZERO)))}{_inside([*_ODD_ASTRAL])}]")
_ASTRAL = pattern("[\U00010000-\U0010ffff]")


class Widths:
    """The widths that follow from one answer to the question how wide an ambiguous character is."""

    def __init__(self, ambiguous: int) -> None:
        wide = ranges(width_table.WIDE)
        pictures = {chr(c) for first, last in ranges(width_table.EMOJI_BY_SELECTOR) for c in range(first, last + 1)}
        if ambiguous == 2:
            doubled = ranges(width_table.AMBIGUOUS)
            wide = sorted(wide + doubled)
            pictures = {ch for ch in pictures if not any(first <= ord(ch) <= last for first, last in doubled)}
        self.ambiguous = ambiguous
        self.wide = wide
        self.widened = frozenset(pictures)
        self._narrow = pattern(lambda: f"[^{_inside(wide)}]+")
        self._narrow_basic = pattern(lambda: f"[^{_inside(_basic(wide))}]+")
        self._starts = [first for first, _ in wide]
        self._zeros = ranges(width_table.ZERO)
        self._zero_starts = [first for first, _ in self._zeros]
        self._memo: dict[str, int] = {}
        self._singly = SINGLY
        self._kinds: dict[str, int] = {}

    def of(self, ch: str) -> int:
        """Cells of one code point: 0, 1 or 2."""
        known = self._memo.get(ch)
        if known is None:
            code = ord(ch)
            at = bisect_right(self._zero_starts, code) - 1
            if at >= 0 and code <= self._zeros[at][1]:
                known = 0
            else:
                at = bisect_right(self._starts, code) - 1
                known = 2 if at >= 0 and code <= self.wide[at][1] else 1
            self._memo[ch] = known
        return known

    def narrow(self, s: str) -> Spans | None:
        """The runs [start, end) of one-cell characters of `s`; None if there are characters of no width."""
        if self._singly >= len(s):
            self._singly -= len(s)
            return self._narrow_singly(s)
        spans = [match.span() for match in self._narrow_basic.finditer(s)]
        narrow = "".join([s[start:end] for start, end in spans])
        if _ODD.search(narrow):
            return None
        if _ASTRAL.search(narrow):
            return [match.span() for match in self._narrow.finditer(s)]
        return spans

    def _narrow_singly(self, s: str) -> Spans | None:
        """The same, character by character."""
        spans: Spans = []
        start, kinds = -1, self._kinds
        for at, ch in enumerate(s):
            kind = kinds.get(ch)
            if kind is None:
                kind = kinds[ch] = self._kind(ch)
            if kind == 0:
                return None
            if kind == 1 and start < 0:
                start = at
            elif kind == 2 and start >= 0:
                spans.append((start, at))
                start = -1
        return spans if start < 0 else [*spans, (start, len(s))]

    def _kind(self, ch: str) -> int:
        """Cells of a character, 0 where the sets above would have it looked at one by one."""
        code = ord(ch)
        if code > 0xFFFF and any(first <= code <= last for first, last in _ODD_ASTRAL):
            return 0
        at = bisect_right(self._starts, code) - 1
        if at >= 0 and code <= self.wide[at][1]:
            return 2
        return 1 if code > 0xFFFF else self.of(ch)


_widths = cache(Widths)


class _Choice:
    """What the terminal does, as far as is known."""

    __slots__ = ("widths",)

    def __init__(self) -> None:
        self.widths = _widths(1)


_now = _Choice()


def set_ambiguous(cells_each: int) -> None:
    """Take East Asian Ambiguous characters as 1 or 2 cells wide from now on."""
    if cells_each not in (1, 2):
        raise ValueError(f"an ambiguous character is 1 or 2 cells wide, not {cells_each}")
    _now.widths = _widths(cells_each)


def ambiguous() -> int:
    """The width of an East Asian Ambiguous character now in force: 1 or 2."""
    return _now.widths.ambiguous


def widths() -> Widths:
    """The tables now in force."""
    return _now.widths


def char_cells(ch: str) -> int:
    """Cells of one code point standing alone: 0, 1 or 2."""
    return _now.widths.of(ch)


def cells(s: str) -> int:
    """Cells that `s` takes on one line; controls and combining marks take none, an emoji sequence two."""
    if s.isascii() and s.isprintable():
        return len(s)
    now = _now.widths
    narrow = now.narrow(s)
    if narrow is not None:
        return 2 * len(s) - sum([end - start for start, end in narrow])
    if "\u200d" not in s and _SELECTOR not in s:
        return sum(map(now.of, s))
    total = 0
    last = ""
    for ch in _JOINED.sub("", s):
        if ch == _SELECTOR:
            total += last in now.widened
            last = ""
        elif size := now.of(ch):
            total += size
            last = ch
    return total


def narrow_spans(s: str) -> Spans | None:
    """The runs [start, end) of one-cell characters of `s`, all others being two cells; None if any is of no width."""
    return _now.widths.narrow(s)


def graphemes(s: str) -> list[str]:
    """The grapheme clusters of `s` (UAX #29): what a reader takes for one character."""
    if s.isascii() and "\r\n" not in s:
        return list(s)
    return list(grapheme_iter(s))


def split_cells(s: str, n: int) -> tuple[str, str]:
    """Part `s` in two where the first part has at most `n` cells and no grapheme cluster is cut.

    >>> split_cells("新闻abc", 5)
    ('新闻a', 'bc')
    """
    if n <= 0:
        return "", s
    if s.isascii() and s.isprintable():
        return s[:n], s[n:]
    # No cluster worth showing is longer than this; what is left out cannot fit anyway.
    clusters = graphemes(s[: 8 * n + 64])
    at = bisect_right(list(accumulate(map(cells, clusters))), n)
    head = "".join(clusters[:at])
    while clusters[:at] and cells(head) > n:
        at -= 1
        head = "".join(clusters[:at])
    return head, s[len(head) :]
