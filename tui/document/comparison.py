"""Two versions of an article as one document: what went is struck out, what came is underlined, in any terminal."""

from tui.document.blocks import Block, Document, Inline, Paragraph, Span, Style
from tui.text.diff import Change, changes

STYLES = {"same": Style.PLAIN, "removed": Style.STRIKE, "added": Style.UNDERLINE | Style.STRONG}
MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}


def comparison(old: str, new: str, *, marked: bool = False) -> Document:
    """The paragraphs of both texts; ``marked`` adds [- -] and {+ +} for where there is neither colour nor style."""
    spans: list[Span] = []
    blocks: list[Block] = []
    for change in changes(old, new):
        for place, part in enumerate(change.text.split("\n")):
            if place and spans:
                blocks.append(Paragraph(Inline(tuple(spans))))
                spans = []
            if part:
                spans.append(_span(change, part, marked=marked))
    if spans:
        blocks.append(Paragraph(Inline(tuple(spans))))
    return Document(tuple(blocks))


def _span(change: Change, part: str, *, marked: bool) -> Span:
    opening, closing = MARKS[change.kind] if marked else ("", "")
    return Span(f"{opening}{part}{closing}", STYLES[change.kind])
