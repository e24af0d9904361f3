"""Verse: a page whose only text is short lines, of which no one by itself reads as an article's."""

import re
from itertools import groupby

from tui.document.tree import Element
from tui.extract.page import Box, Page, Row
from tui.extract.phrases import foot_of
from tui.extract.trim import Trimmed, same_words, whole_text

_FEWEST = 8
_LEAST = 40.0
_LONGEST = 24.0
_MEAN = 15.0
_RUNNING = 300.0
"""With so much running text there is an article that needs no such lines."""
_NEAR = 12
"""So many rows above the lines their title has to be found."""
_PLACES = frozenset({"div", "section", "article", "blockquote", "td", "center"})
_NO_LINE = re.compile(r"[:：|@©/\\<>=]|\d{2}")
_LETTERS = re.compile(r"[^\W\d_]")


def verse(page: Page, best: Box) -> tuple[Box, list[Row]] | None:
    """The part with most lines and its lines, where they outweigh the running text of `best` and have a title above."""
    found: list[Row] = []
    for place, lines in groupby(page.rows, key=_place) if best.prose < _RUNNING else ():
        rows = list(lines)
        if place is not None and len(rows) >= _FEWEST and _weight(rows) > max(_weight(found), _LEAST):
            found = found if any(above.kind in ("comments", "chrome", "aside") for above in place.above()) else rows
    if not found or _weight(found) / len(found) > _MEAN or best.prose > _weight(found) * 0.5:
        return None
    place, first = _place(found[0]), page.rows.index(found[0])
    if place is None or not any(_is_title(page, row) for row in page.rows[max(0, first - _NEAR) : first]):
        return None
    # A line that a pattern knows is a line of the poem all the same; many of them are a bar of buttons.
    known = sum(foot_of(row.text, row.weight, linked=False) != "" for row in found)
    return (place, found) if known * 4 <= len(found) else None


def _place(row: Row) -> Box | None:
    """What holds a row and the lines beside it, or None where it is no line."""
    if row.links or row.heading or not 1 <= row.weight <= _LONGEST or _NO_LINE.search(row.text):
        return None
    place = row.box if row.box.tag in _PLACES else row.box.parent
    return place if (row.box.tag == "p" or place is row.box) and _LETTERS.search(row.text) else None


def _weight(rows: list[Row]) -> float:
    return sum(row.weight for row in rows)


def _is_title(page: Page, row: Row) -> bool:
    words = same_words(row.text)
    return 0 < row.heading < 3 or (len(words) > 1 and same_words(page.head_title).startswith(words))


def lines_alone(blocks: list[Element], lines: list[Row]) -> Trimmed:
    """The blocks that are such lines or pictures; what else there is was beside them."""
    words = {same_words(row.text) for row in lines}
    kept, taken = [], []
    for block in blocks:
        text = whole_text(block).strip()
        if not text or same_words(text) in words:
            kept.append(block)
        else:
            taken.append(("head", text))
    return Trimmed(kept, taken)
