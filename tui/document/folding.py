"""White space as HTML has it: folded, dropped at the edges of a block and around its breaks, none between Han lines."""

import re

from tui.document.tree import Break, Image, Piece, Text
from tui.text.clean import clean_block

BREAKS = 2
"""So many breaks in a row are kept: two part paragraphs, more say nothing else."""

_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
# A line break in the source between two wide characters is no space (CSS Text 4, segment break transformation).
_LINE_OF_HAN = re.compile(f"(?<=[{_WIDE}])[ \t]*\n[ \t\n]*(?=[{_WIDE}])")
_SPACES = re.compile("[ \t\n]+")
_NEEDS_FOLDING = re.compile("[\t\n]|  ")


def fold(text: str) -> str:
    """Clean text of one node with its white space folded; spaces at the edges are kept as one."""
    text = clean_block(text)
    if _NEEDS_FOLDING.search(text) is None:
        return text
    return _SPACES.sub(" ", _LINE_OF_HAN.sub("", text))


def settle(pieces: list[Piece]) -> list[Piece]:
    """The row of a block as it is drawn: equal neighbours joined, no space at an edge, a break or another space."""
    settled: list[Piece] = []
    breaks = BREAKS  # nothing stands before the first piece, as if breaks did
    for piece in pieces:
        match piece:
            case Break():
                _strip_end(settled)
                if breaks < BREAKS:
                    settled.append(piece)
                breaks += 1
            case Image():
                settled.append(piece)
                breaks = 0
            case Text():
                if _add(settled, piece):
                    breaks = 0
    _strip_end(settled)
    while settled and isinstance(settled[-1], Break):
        settled.pop()
        _strip_end(settled)
    return settled


def _add(settled: list[Piece], piece: Text) -> bool:
    """Put `piece` at the end; whether anything was put."""
    last = settled[-1] if settled else None
    text = piece.text
    if text.startswith(" ") and (last is None or isinstance(last, Break) or _ends_in_space(last)):
        # What follows the space now begins a line, where no mark may stand.
        text = clean_block(text.lstrip(" "))
    if not text:
        return False
    marks, href = (piece.marks, piece.href) if text != " " else ((), "")
    if isinstance(last, Text) and last.marks == marks and last.href == href:
        last.text += text
    else:
        settled.append(Text(text, marks, href))
    return True


def _ends_in_space(piece: Piece) -> bool:
    return isinstance(piece, Text) and piece.text.endswith(" ")


def _strip_end(settled: list[Piece]) -> None:
    while settled and isinstance(last := settled[-1], Text) and last.text.endswith(" "):
        last.text = last.text.rstrip(" ")
        if last.text:
            return
        settled.pop()
