"""What programs that make feeds write below every text: where it first appeared, how to read on, who took part."""

import re

from tui.document.tree import Break, Element, Piece, Text

_MOST = 3
"""Such lines below one text at most."""

_SHORT = 40

_APPEARED = re.compile(
    r"The post .{1,300} (?:first appeared|appeared first) on .{1,120}\.?|文章.{1,300}最先出现在.{1,120}"
    r"|.{1,300}這篇文章最早發佈於.{1,120}"
)
_COUNTS = re.compile(r"\d{1,6} (?:posts? - \d{1,6} participants?|个帖子 - \d{1,6} 位参与者)")
# "阅读全文" and what ends in dots stay: by them a text is known to be cut, and its page is read.
_ON = re.compile(
    r"\[?(?:(?:\.{3}|…)\s*more|read more|read full topic|continue reading|阅读更多|閱讀更多"
    r"|繼續閱讀|继续阅读|阅读完整话题)\s*[»→]?\]?",
    re.IGNORECASE,
)


def without_tail(blocks: list[Element]) -> list[Element]:
    """The blocks of a text without such lines at its very end; all of them where nothing else would be left."""
    kept = blocks
    for _ in range(_MOST):
        if not kept or not _may_be_one(kept[-1]):
            break
        pieces = _without_link(kept[-1].pieces)
        if pieces is None and not _is_line(kept[-1]):
            break
        kept = [*kept[:-1], *([Element("p", pieces=pieces)] if pieces else [])]
    return kept or blocks


def _may_be_one(block: Element) -> bool:
    """Whether a paragraph ends in a link or in little else, as few do."""
    last = block.pieces[-1] if block.tag == "p" and block.pieces else None
    return isinstance(last, Text) and (bool(last.href) or len(last.text) < _SHORT)


def without_line(text: str, title: str) -> str:
    """A text on one line, without where the entry of that title first appeared at its end."""
    at = text.rfind(f"The post {title} ") if title else -1
    return text[:at].rstrip() if at >= 0 and _APPEARED.fullmatch(text, at) else text


def _is_line(paragraph: Element) -> bool:
    """Whether a paragraph is nothing but such a line; one that says where a text appeared links there."""
    text = paragraph.text.strip()
    linked = any(isinstance(piece, Text) and piece.href for piece in paragraph.pieces)
    return not paragraph.has_image() and bool(_COUNTS.fullmatch(text) or (linked and _APPEARED.fullmatch(text)))


def _without_link(pieces: list[Piece]) -> list[Piece] | None:
    """The pieces but for a link at their end to read on by; None where they do not end so."""
    at = len(pieces)
    while at and _is_linked(pieces[at - 1], pieces[-1]):
        at -= 1
    text = "".join(piece.text for piece in pieces[at:] if isinstance(piece, Text)).strip()
    if not _ON.fullmatch(text):
        return None
    while at and isinstance(pieces[at - 1], Break):
        at -= 1
    return pieces[:at]


def _is_linked(piece: Piece, last: Piece) -> bool:
    return isinstance(piece, Text) and isinstance(last, Text) and bool(piece.href) and piece.href == last.href
