"""Subheads that a page does not mark as such: lines that are only bold, or only short, between paragraphs."""

import re

from tui.document.tree import Element, Image, Text
from tui.extract.page import weigh
from tui.extract.trim import is_prose
from tui.text.fold import in_simplified

_LEVEL = "h3"
_LONGEST = 30.0
_LONGEST_BARE = 22.0
_SHORTEST = 3.0
_ENDS = re.compile("[。！？；：，、,.!?;:…”’」』）)\\]】》]$")
_BEGINS = re.compile("^[“‘「『（(\\[【《▲△▼■图注摄]|^(?:图|注|摄影|文|记者|作者|来源|编辑)\\s*[:：/|]|^[-—*·•\\d\\W]+$")
_RUN = 2
_PROSE = 3


def mark_subheads(blocks: list[Element]) -> list[Element]:
    """`blocks` with such lines as headings; a run of more than two short lines is verse or a list, not subheads."""
    kinds = [_kind(block) for block in blocks]
    if kinds.count("prose") < _PROSE:
        return blocks
    made = list(blocks)
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and kinds[end] in ("bold", "bare"):
            end += 1
        if end == at:
            at += 1
            continue
        followed = end < len(blocks) and kinds[end] in ("prose", "other")
        after_picture = at > 0 and kinds[at - 1] == "picture"
        for place in range(at, end):
            bare_fits = end - at <= _RUN and at > 0 and not after_picture
            if followed and (kinds[place] == "bold" or bare_fits):
                made[place] = _heading(blocks[place])
        at = end
    return made


def _heading(block: Element) -> Element:
    """The line as a heading; that it is bold goes without saying."""
    for piece in block.pieces:
        if isinstance(piece, Text):
            piece.marks = tuple(mark for mark in piece.marks if mark != "strong")
    first = block.pieces[0]
    if isinstance(first, Text):
        first.text = first.text.lstrip(" \u00a0\u3000") or first.text
    return Element(_LEVEL, pieces=block.pieces)


def _kind(block: Element) -> str:
    """prose, bold and bare (lines that may be subheads), picture, or other."""
    if block.has_image() or block.tag == "figure":
        return "picture"
    if block.tag != "p":
        return "other"
    text = block.text.strip(" \u00a0\u3000")
    weight = weigh(text)
    if is_prose(text) or weight > _LONGEST:
        return "prose"
    if (
        weight < _SHORTEST
        or _BEGINS.search(in_simplified(text))
        or any(isinstance(piece, Text) and piece.href for piece in block.pieces)
    ):
        return "other"
    strong = all(
        not isinstance(piece, Image)
        and (not isinstance(piece, Text) or not piece.text.strip() or "strong" in piece.marks)
        for piece in block.pieces
    )
    if strong and not re.search("[。，,；;]$", text):
        return "bold"
    return (
        "bare" if weight <= _LONGEST_BARE and not _ENDS.search(text) and re.search("[\u4e00-\u9fff]", text) else "other"
    )
