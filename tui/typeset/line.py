"""A line as a widget draws it: runs of text with roles, and the way back from cells to the article's text."""

from collections.abc import Iterator
from typing import NamedTuple

from tui.dataclass import dataclass
from tui.document.blocks import Figure
from tui.text.width import cells, graphemes, split_cells
from tui.typeset.role import Role
from tui.typeset.row import Mark, Row, Slice
from tui.typeset.strand import stretches


class Run(NamedTuple):
    """Text in one role; where ``offset`` is not -1, it is the document's text from there, character for character.

    ``link`` is an index into the page's links or -1; ``block`` the block's place in reading order.
    """

    text: str
    role: Role = Role.TEXT
    link: int = -1
    block: int = -1
    offset: int = -1


@dataclass(frozen=True, slots=True)
class Spot:
    """What a cell shows: offset in the document's text, block, link and fold, each -1 where there is none."""

    offset: int
    block: int
    link: int = -1
    fold: int = -1


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``left`` blank cells, then the runs.

    ``start`` is the line's place in the document's text and ``end`` where its own text ends (``start`` for a line
    without any). ``fold`` is the number of the fold whose label this is; ``figure`` the figure that stands here, on the
    ``nth`` line of it.
    """

    runs: tuple[Run, ...]
    left: int
    start: int
    end: int
    block: int = -1
    fold: int = -1
    figure: Figure | None = None
    nth: int = 0

    @property
    def width(self) -> int:
        """The cells the runs take."""
        return sum(cells(run.text) for run in self.runs)

    @property
    def text(self) -> str:
        """The line as plain text, with its margin."""
        return " " * self.left + "".join(run.text for run in self.runs)

    def at(self, cell: int) -> Spot:
        """What stands at a cell, counted with the margin; beside the text, the nearest character of it."""
        edge, near, link = self.left, -1, -1
        for run in self.runs:
            size = cells(run.text)
            inside = edge <= cell < edge + size
            if run.offset >= 0 and inside:
                inner = len(split_cells(run.text, cell - edge)[0])
                return Spot(run.offset + inner, self.block, run.link, self.fold)
            if run.offset >= 0 and cell < edge:
                near = run.offset if near < 0 else near
                break
            if run.offset >= 0:
                near = run.offset + len(run.text)
            elif inside:
                link = run.link
            edge += size
        return Spot(self.start if near < 0 else near, self.block, link, self.fold)

    def character_at(self, cell: int) -> int:
        """The offset of the character nearest to a cell, one of this line; -1 where it has none."""
        edge, near = self.left, -1
        for run in self.runs:
            size = cells(run.text)
            if run.offset >= 0 and run.text:
                if near >= 0 and cell < edge:
                    break
                inner = len(split_cells(run.text, max(0, cell - edge))[0])
                near = run.offset + (inner if inner < len(run.text) else len(run.text) - len(graphemes(run.text)[-1]))
                if cell < edge + size:
                    break
            edge += size
        return near

    def cell_of(self, offset: int) -> int:
        """The cell at which a character of the text stands on this line; -1 where it does not."""
        edge = self.left
        for run in self.runs:
            if run.offset >= 0 and run.offset <= offset < run.offset + len(run.text):
                return edge + cells(run.text[: offset - run.offset])
            edge += cells(run.text)
        return -1


def build(row: Row, margin: int) -> Line:
    """The line of a row."""
    runs: list[Run] = []
    left, end = margin, row.start
    for part in row.parts:
        # Blank cells that are a picture's are no margin.
        if not runs and isinstance(part, Mark) and part.text.isspace() and part.role is not Role.FIGURE:
            left += len(part.text)
            continue
        if isinstance(part, Mark):
            runs.append(Run(part.text, part.role, part.link, row.block))
            continue
        runs.extend(_runs(part, row.block))
        end = max(end, part.last)
    return Line(tuple(runs), left, row.start, end, row.block, row.fold, row.figure, row.nth)


def _runs(part: Slice, block: int) -> Iterator[Run]:
    """The runs of a slice: cut where style or link changes and where the set text leaves its source."""
    strand, link, role = part.strand, -1, part.role
    for start, end, text in stretches(strand.text, part.start, part.end, part.text):
        if start == end:
            yield Run(text, role, link, block)
            continue
        for begin, stop, style, link in strand.cut(start, end):
            # Combining flags is the dear part of building a line, and one of the two is most often empty.
            role = part.role | style if part.role and style else part.role or style
            yield Run(strand.text[begin:stop], role, link, block, strand.offset + begin)
