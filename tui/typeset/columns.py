"""How wide the columns of a table are, and on which side their text stands."""

import re
from collections.abc import Sequence
from itertools import islice

from tui.dataclass import dataclass
from tui.document.blocks import Table
from tui.text.width import cells

GAP = 2
"""Blank cells between two columns."""

SAMPLE = 100
"""Rows looked at: a table of thousands must not keep its first screen waiting."""

LEAST = 8
"""A column that has to wrap gets at least this many cells, else the table becomes records."""

_NUMBER = re.compile(r"[+\-−]?[¥$€£]?\d[\d,. ]*[%％‰]?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells per column, which of them hold numbers, and whether some text has to wrap."""

    widths: tuple[int, ...]
    numeric: tuple[bool, ...]
    wraps: bool


def columns(table: Table, width: int) -> Columns | None:
    """The columns of a table in that many cells, or None where it does not fit side by side."""
    rows = [[cell.content.text for cell in row] for row in islice(table.rows, SAMPLE)]
    count = max((len(row) for row in rows), default=0)
    if not count or count * (1 + GAP) - GAP > width:
        return None
    by_column = [[row[place] for row in rows if place < len(row)] for place in range(count)]
    natural = [max((_natural(text, width) for text in texts), default=1) for texts in by_column]
    shared = _share(natural, width - GAP * (count - 1))
    if shared is None:
        return None
    body = by_column if not has_header(table) else [texts[1:] for texts in by_column]
    return Columns(tuple(shared), tuple(_is_numeric(texts) for texts in body), shared != natural)


def has_header(table: Table) -> bool:
    """Whether the first row is all headers."""
    return bool(table.rows and table.rows[0]) and all(cell.header for cell in table.rows[0])


def _natural(text: str, limit: int) -> int:
    return max(1, *(min(cells(line[: limit + 1].strip()), limit) for line in text.split("\n")))


def _share(natural: Sequence[int], room: int) -> list[int] | None:
    """Give narrow columns what they ask and part the rest fairly; None where a column would get too little."""
    widths = [0] * len(natural)
    left = room
    for done, place in enumerate(sorted(range(len(natural)), key=lambda place: natural[place])):
        fair = left // (len(natural) - done)
        # Text of Han fills an even number of cells; an odd one would stay blank on every line.
        widths[place] = natural[place] if natural[place] <= fair else fair - fair % 2
        if widths[place] < min(natural[place], LEAST):
            return None
        left -= widths[place]
    return widths


def _is_numeric(texts: Sequence[str]) -> bool:
    filled = [text.strip() for text in texts if text.strip()]
    return bool(filled) and all(_NUMBER.fullmatch(text) for text in filled)
