"""A set page: lines on demand, and the ways between lines, cells and the article's text."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from tui.document.blocks import Document
from tui.typeset.copying import copied, paragraph_at
from tui.typeset.find import Hit, HitSpan, find, hits_on
from tui.typeset.layout import lay_out
from tui.typeset.line import Line, Spot, build
from tui.typeset.options import TypesetOptions
from tui.typeset.pieces import document_text, pieces
from tui.typeset.row import Row, Slice

KEPT = 512
"""Built lines kept; a screen has fewer, and building one again is cheap."""


def typeset(document: Document, options: TypesetOptions) -> "Page":
    """The document set in lines; nothing is laid out before it is asked for."""
    return Page(document, options)


class Page:
    """The lines of a document at one width.

    A position is an offset in `text`, the document's text without any of the spaces, breaks and marks of the setting;
    it means the same at every width and whichever folds are open.
    """

    def __init__(self, document: Document, options: TypesetOptions) -> None:
        self.document = document
        self.options = options
        self._links: list[str] = []
        self._source = lay_out(document, options, self._links)
        self._rows: list[Row] = []
        self._starts: list[int] = []
        self._texted: list[int] = []
        self._lines: dict[int, Line] = {}
        self._complete = False

    @property
    def height(self) -> int:
        """How many lines are laid out so far; all of them once the page is `complete`."""
        return len(self._rows)

    @property
    def complete(self) -> bool:
        """Whether the last line is known."""
        return self._complete

    @property
    def expected_height(self) -> int:
        """The number of lines where known, otherwise an estimate from what is laid out; for a scroll bar."""
        self.ensure(0)
        if self._complete or not self._starts or not self._starts[-1]:
            return self.height
        return max(self.height, self.height * len(self.text) // self._starts[-1])

    @property
    def links(self) -> tuple[str, ...]:
        """The addresses of the links laid out so far, in reading order."""
        return tuple(self._links)

    @cached_property
    def text(self) -> str:
        """The document's text, in which positions count."""
        return document_text(self.document)

    def ensure(self, number: int) -> bool:
        """Lay out until line ``number`` is known; False where the page ends before it."""
        while len(self._rows) <= number and self._more():
            pass
        return number < len(self._rows)

    def finish(self) -> int:
        """Lay out everything; the number of lines."""
        while self._more():
            pass
        return self.height

    def line(self, number: int) -> Line:
        """Line ``number`` from 0; raises IndexError where the page has none."""
        if number < 0 or not self.ensure(number):
            raise IndexError(number)
        line = self._lines.get(number)
        if line is None:
            if len(self._lines) >= KEPT:
                self._lines.clear()
            line = self._lines[number] = build(self._rows[number], self.options.margin)
        return line

    def lines(self, start: int, count: int) -> list[Line]:
        """Up to ``count`` lines from ``start``: those the page has."""
        last = start + count - 1
        if count > 0:
            self.ensure(last)
        return [self.line(number) for number in range(max(start, 0), min(last + 1, self.height))]

    def position_of(self, number: int) -> int:
        """The position of a line: its first character's, or for a line without text that of the text below."""
        if not self.ensure(max(number, 0)):
            return len(self.text)
        start = self._rows[max(number, 0)].start
        return min(start, len(self.text)) if self._complete else start

    def line_of(self, position: int) -> int:
        """The line that shows a position; in a closed fold the fold's, on a page without text the first."""
        while (not self._starts or self._starts[-1] <= position) and self._more():
            pass
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return self._texted[0] if self._texted else 0
        return self._beside(self._texted[place], position)

    def at(self, number: int, cell: int) -> Spot:
        """What a cell of a line shows."""
        return self.line(number).at(cell)

    def source_text(self, start: int, end: int) -> str:
        """The article's own text between two positions, without what the setting added."""
        return self.text[max(start, 0) : max(end, 0)]

    def copied(self, start: int, end: int) -> str:
        """The text between two positions as it is to be pasted: paragraphs parted by an empty line, cells by tabs."""
        return copied(self.document, start, end, self.options.open_folds)

    def paragraph_at(self, position: int) -> tuple[int, int]:
        """Where the paragraph, heading, code or table begins and ends that holds a position."""
        return paragraph_at(self.document, position, self.options.open_folds)

    def first_fold(self) -> int:
        """The position of the first thing that is or was folded; the text's end where nothing is."""
        folds = (piece.offset for piece in pieces(self.document) if piece.fold >= 0)
        return next(folds, len(self.text))

    def find(self, needle: str) -> list[Hit]:
        """Every occurrence of a text, those in closed folds too."""
        return find(self.text, needle)

    def hits_on(self, number: int, hits: Sequence[Hit]) -> list[HitSpan]:
        """The cells of a line that show hits."""
        return hits_on(self.line(number), hits)

    def _beside(self, number: int, position: int) -> int:
        """The line with a position among those set side by side with line ``number``, else that line."""
        first = number
        while first and self._rows[first].nth:
            first -= 1
        other = first
        while self.ensure(other) and (other == first or self._rows[other].nth):
            if _shows(self._rows[other], position):
                return other
            other += 1
        return number

    def _more(self) -> bool:
        row = next(self._source, None)
        if row is None:
            self._complete = True
            return False
        if row.texted:
            self._starts.append(max(row.start, self._starts[-1] if self._starts else 0))
            self._texted.append(len(self._rows))
        self._rows.append(row)
        return True


def _shows(row: Row, position: int) -> bool:
    """Whether the text at a position stands on a row; a blank at a line's end belongs to the line it ends."""
    if row.fold >= 0:
        return True
    return any(isinstance(part, Slice) and part.first <= position < part.last for part in row.parts)
