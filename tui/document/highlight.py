"""Passages marked by the reader, drawn into a document as one more style of its text."""

from collections.abc import Iterable, Sequence

from tui.dataclass import replace
from tui.document.blocks import (
    Block,
    Cell,
    Code,
    Document,
    Figure,
    Folded,
    Footnote,
    Heading,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Style,
    Table,
)

PARTING = 2
"""Characters between two pieces of a document's text, as positions on a typeset page count them."""

Range = tuple[int, int]


def settled(start: int, end: int, quote: str, text: str) -> Range | None:
    """Where a passage stands in a text that may have changed: at its place, else at the nearest like it, else None."""
    if not quote or text[start:end] == quote:
        return (start, end) if start < len(text) else None
    before, after = text.rfind(quote, 0, start + len(quote)), text.find(quote, start)
    found = [at for at in (before, after) if at >= 0]
    if not found:
        return None
    nearest = min(found, key=lambda at: abs(at - start))
    return nearest, nearest + len(quote)


def highlighted(document: Document, ranges: Iterable[Range]) -> Document:
    """The document with ``Style.MARK`` on the characters of ``ranges``, counted as on a typeset page.

    Ranges may overlap, be empty or lie beyond the text. Code and alternative texts have no styles and stay as they are.
    """
    wanted = _merged(ranges)
    if not wanted:
        return document
    return replace(document, blocks=_Marking(wanted).blocks(document.blocks))


def _merged(ranges: Iterable[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted((max(0, start), end) for start, end in ranges if end > max(0, start)):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class _Marking:
    """One walk in the order of the text; ``_at`` is the position of what comes next."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self._ranges = ranges
        self._at = 0
        self._next = 0

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(self._block, blocks))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return replace(block, content=self._piece(block.content))
            case Code():
                self._pass(block.text)
                return block
            case Table():
                return self._table(block)
            case Figure():
                caption = block.caption.text
                self._pass("" if block.alt.strip() == caption.strip() else block.alt)
                return replace(block, caption=self._piece(block.caption)) if block.caption.spans else block
            case Quote() | Footnote() | Folded():
                # The label of a fold is not part of the text.
                return replace(block, blocks=self.blocks(block.blocks))
            case ListBlock():
                return replace(block, items=tuple(Item(self.blocks(item.blocks)) for item in block.items))
            case Rule():
                return block

    def _table(self, table: Table) -> Table:
        """Cells are parted by one character, rows too."""
        begun, rows = self._at, []
        for row in table.rows:
            cells = []
            for cell in row:
                cells.append(Cell(self._inline(cell.content), cell.header))
                self._at += 1
            self._at += not row  # an empty row has its line break all the same
            rows.append(tuple(cells))
        length = self._at - begun - 1
        self._at = begun + (length + PARTING if length > 0 else 0)
        caption = self._piece(table.caption) if table.caption.spans else table.caption
        return replace(table, rows=tuple(rows), caption=caption)

    def _piece(self, content: Inline) -> Inline:
        """A piece of its own: where it has text, the next one stands behind a parting."""
        begun = self._at
        marked = self._inline(content)
        self._at += PARTING if self._at > begun else 0
        return marked

    def _pass(self, text: str) -> None:
        self._at += len(text) + PARTING if text else 0

    def _inline(self, content: Inline) -> Inline:
        begun = self._at
        self._at += len(content.text)
        while self._next < len(self._ranges) and self._ranges[self._next][1] <= begun:
            self._next += 1
        if self._next == len(self._ranges) or self._ranges[self._next][0] >= self._at:
            return content
        spans: list[Span] = []
        for span in content.spans:
            spans += self._split(span, begun)
            begun += len(span.text)
        return Inline(tuple(spans))

    def _split(self, span: Span, at: int) -> list[Span]:
        """The span cut where marks begin and end."""
        pieces: list[Span] = []
        last, end = at, at + len(span.text)
        for start, stop in self._ranges[self._next :]:
            if start >= end:
                break
            first, behind = max(start, last), min(stop, end)
            if behind <= first:
                continue
            if first > last:
                pieces.append(replace(span, text=span.text[last - at : first - at]))
            pieces.append(replace(span, text=span.text[first - at : behind - at], style=span.style | Style.MARK))
            last = behind
        if last < end:
            pieces.append(replace(span, text=span.text[last - at :]))
        return pieces
