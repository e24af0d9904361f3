"""The headings of a document, for a table of contents."""

from tui.dataclass import dataclass
from tui.document.blocks import Document, Heading
from tui.typeset.pieces import InQuote, pieces


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading: its text on one line, its level, and where it begins in the document's text."""

    text: str
    level: int
    offset: int


def contents(document: Document) -> list[Entry]:
    """All headings in order; those in closed folds, and in what is quoted, are left out."""
    return [
        Entry(" ".join(piece.text.split()), piece.block.level, piece.offset)
        for piece in pieces(document)
        if isinstance(piece.block, Heading)
        and not piece.hidden
        and piece.text.strip()
        and not any(isinstance(step, InQuote) for step in piece.steps)
    ]
