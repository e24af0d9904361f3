"""What is taken from a page by hand: the source's own text, without what the setting added or left hanging."""

import re
from collections.abc import Iterator

from tui.document.blocks import Code, Document
from tui.text.paragraph import UNPRINTED
from tui.typeset.pieces import PARTING, Piece, pieces

_BLANKS = "[ \u3000\u2000-\u200a\u205f]"
_EDGES = re.compile(f"(?<![^\n\t]){_BLANKS}+|{_BLANKS}+(?![^\n\t])")
# Each of these characters has no shape; line ends and tabs, which part rows and cells, are not among them.
_FORMLESS = re.compile(UNPRINTED.pattern.replace("\x0a-", "\x0b-"))


def copied(document: Document, start: int, end: int, open_folds: frozenset[int] = frozenset()) -> str:
    """The text between two positions as it is to be pasted: paragraphs parted by an empty line, cells by tabs.

    Blanks at the edges of a line, marks without a shape, and what a closed fold hides, are left out.
    """
    taken = []
    for piece, first, last in _within(document, start, end, open_folds):
        text = _FORMLESS.sub("", piece.text[first:last])
        if not isinstance(piece.block, Code):
            text = _EDGES.sub("", text)
        if text.strip():
            taken.append(text.strip("\n"))
    return PARTING.join(taken)


def paragraph_at(document: Document, position: int, open_folds: frozenset[int] = frozenset()) -> tuple[int, int]:
    """Where the piece of text begins and ends that holds a position; nothing where no visible one does."""
    for piece, _, _ in _within(document, position, position + 1, open_folds):
        return piece.offset, piece.offset + len(piece.text)
    return position, position


def _within(document: Document, start: int, end: int, open_folds: frozenset[int]) -> Iterator[tuple[Piece, int, int]]:
    """The visible pieces of which something lies between two positions, and what of their text does."""
    for piece in pieces(document, open_folds):
        if piece.offset >= end:
            return
        first, last = max(0, start - piece.offset), min(len(piece.text), end - piece.offset)
        if not piece.hidden and first < last:
            yield piece, first, last
