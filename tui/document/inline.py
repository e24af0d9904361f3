"""Rows of tidied pieces to text with styles and links."""

import re

from tui.document.blocks import Inline, Span, Style
from tui.document.tree import Break, Image, Piece, Text

_STYLES = {
    "strong": Style.STRONG,
    "em": Style.EMPHASIS,
    "u": Style.UNDERLINE,
    "s": Style.STRIKE,
    "mark": Style.MARK,
    "sup": Style.SUPERSCRIPT,
    "sub": Style.SUBSCRIPT,
    "code": Style.CODE,
}
INDENT = " \u00a0\u3000"
"""Spaces with which pages begin a paragraph; how far it is set in is for the typesetter to say."""

_RUN_OF_SPACES = re.compile("[ \u00a0]{2,}")


def inline(pieces: list[Piece]) -> Inline:
    """Pieces as spans, without spaces at the edges and around breaks; pictures are left out."""
    match pieces:
        case [Text() as text] if not text.marks:  # most paragraphs are nothing else
            alone = _RUN_OF_SPACES.sub(" ", text.text).strip(INDENT)
            return Inline((Span(alone, Style.PLAIN, text.href),)) if alone else Inline()
    spans: list[Span] = []
    for piece in pieces:
        match piece:
            case Break():
                _trim_end(spans)
                if spans:
                    spans.append(Span("\n"))
            case Text():
                _add(spans, piece)
            case Image():
                pass
    while spans and not spans[-1].text.strip():
        spans.pop()
    _trim_end(spans)
    return Inline(tuple(spans))


def _add(spans: list[Span], piece: Text) -> None:
    text = _RUN_OF_SPACES.sub(" ", piece.text)
    if not spans or spans[-1].text == "\n":
        text = text.lstrip(INDENT)
    if not text:
        return
    style = Style.PLAIN
    for mark in piece.marks:
        style |= _STYLES[mark]
    last = spans[-1] if spans else None
    if last is not None and last.text != "\n" and (last.style, last.link) == (style, piece.href):
        spans[-1] = Span(last.text + text, style, piece.href)
    else:
        spans.append(Span(text, style, piece.href))


def _trim_end(spans: list[Span]) -> None:
    while spans and spans[-1].text != "\n":
        last = spans.pop()
        if text := last.text.rstrip(INDENT):
            spans.append(Span(text, last.style, last.link))
            return
