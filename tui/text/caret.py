"""Where a caret may stand in a line of text, and where it goes: between grapheme clusters, from word to word.

Positions are offsets in the text. A word is a run of Han, or of other letters and figures; marks and emoji are none.
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import Literal

from tui.text.kinsoku import HAN
from tui.text.pattern import pattern
from tui.text.width import cells, graphemes

Kind = Literal["blank", "han", "word", "mark"]

_HAN = pattern(f"[{HAN}々〇]")


def edges(s: str) -> list[int]:
    """Every position at which a caret may stand, 0 and the end among them."""
    return [0, *accumulate(map(len, graphemes(s)))]


def settled(s: str, at: int) -> int:
    """`at`, or the end of the cluster that it would cut."""
    stops = edges(s)
    return stops[min(bisect_left(stops, at), len(stops) - 1)]


def before(s: str, at: int) -> int:
    """One cluster to the left."""
    stops = edges(s)
    return stops[max(0, bisect_left(stops, at) - 1)]


def after(s: str, at: int) -> int:
    """One cluster to the right."""
    stops = edges(s)
    return stops[min(bisect_right(stops, at), len(stops) - 1)]


def word_before(s: str, at: int) -> int:
    """The beginning of the word to the left; marks between are passed, blanks behind them are not."""
    stops = [stop for stop in edges(s) if stop <= at]
    kinds = [_kind(s[stop]) for stop in stops[:-1]]
    place = _past(kinds, len(kinds), "blank")
    behind_marks = _past(kinds, place, "mark")
    if behind_marks < place and kinds[behind_marks - 1 : behind_marks] == ["blank"]:
        return stops[behind_marks]
    return stops[_past(kinds, behind_marks, kinds[behind_marks - 1]) if behind_marks else 0]


def word_after(s: str, at: int) -> int:
    """The end of the word to the right, over blanks and marks."""
    stops = [stop for stop in edges(s) if stop >= at]
    kinds = [_kind(s[stop]) for stop in stops[:-1]]
    first = next((place for place, kind in enumerate(kinds) if kind in ("han", "word")), len(kinds))
    ends = (place for place, kind in enumerate(kinds) if place > first and kind != kinds[first])
    return stops[next(ends, len(kinds))]


def at_cell(s: str, cell: int) -> int:
    """The position of the cluster that is drawn at `cell`; the end right of the text."""
    stops = edges(s)
    ends = list(accumulate(cells(s[start:stop]) for start, stop in pairwise(stops)))
    return stops[bisect_right(ends, max(0, cell))]


def _kind(ch: str) -> Kind:
    if ch.isspace():
        return "blank"
    if _HAN.match(ch):
        return "han"
    return "word" if ch.isalnum() or ch == "_" else "mark"


def _past(kinds: list[Kind], place: int, kind: Kind) -> int:
    """The place left of a run of one kind that ends at `place`."""
    while place and kinds[place - 1] == kind:
        place -= 1
    return place
