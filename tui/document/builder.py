"""Puts up tidied blocks: text gathers in a row until a block begins or ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from tui.document.elements import HEADINGS
from tui.document.folding import fold, settle
from tui.document.tree import MARKS, Element, Piece, Text


class Builder:
    """What is being built: the open blocks, the row that is being gathered, and what marks its text."""

    def __init__(self) -> None:
        self.top = Element("body")
        self._open = [self.top]
        self._row: list[Piece] = []
        self._row_tag = "p"
        self._marks: tuple[str, ...] = ()
        self.href = ""

    @property
    def depth(self) -> int:
        """How many blocks are open."""
        return len(self._open)

    @property
    def block(self) -> Element:
        """The innermost open block."""
        return self._open[-1]

    @property
    def in_prose(self) -> bool:
        """Whether a row would be a paragraph, not a heading or caption."""
        return self._row_tag == "p"

    @property
    def in_heading(self) -> bool:
        """Whether a row would be a heading."""
        return self._row_tag in HEADINGS

    def text(self, text: str) -> None:
        """Add the characters of one node to the row."""
        if text := fold(text):
            self._row.append(Text(text, self._marks, self.href))

    def piece(self, piece: Piece) -> None:
        """Add a picture or break to the row."""
        self._row.append(piece)

    def end_row(self) -> None:
        """Make a block of the row that is being gathered."""
        if self._row:
            pieces = settle(self._row)
            self._row = []
            if pieces:
                self.block.children.append(Element(self._row_tag, pieces=pieces))

    def put(self, *blocks: Element) -> None:
        """Add finished blocks to the innermost open one."""
        self.end_row()
        self.block.children += blocks

    @contextmanager
    def inside(self, block: Element) -> Iterator[Element]:
        """Open `block`, which the caller puts where it belongs, if anywhere, when it is done."""
        self.end_row()
        self._open.append(block)
        with self.rows("p"):
            yield block
        self._open.pop()

    @contextmanager
    def rows(self, tag: str) -> Iterator[None]:
        """Gather rows as blocks `tag`."""
        self.end_row()
        before, self._row_tag = self._row_tag, tag
        yield
        self.end_row()
        self._row_tag = before

    @contextmanager
    def marked(self, mark: str) -> Iterator[None]:
        """Put a mark on all text."""
        before = self._marks
        self._marks = tuple(name for name in MARKS if name == mark or name in before)
        yield
        self._marks = before

    @contextmanager
    def linked(self, href: str) -> Iterator[None]:
        """Make all text and pictures a link; a link within a link is none."""
        before = self.href
        self.href = before or href
        yield
        self.href = before
