"""Preformatted text: never re-wrapped; a line too long goes on below behind a mark, or is looked at from the side."""

from collections.abc import Iterator

from tui.text.width import cells, graphemes, split_cells
from tui.typeset.options import NARROW, Chrome
from tui.typeset.role import Role
from tui.typeset.row import Mark, Row, Slice, blank
from tui.typeset.strand import Strand

TAB = 4
INSET = 2
MARKED = 4
"""Under this many cells there is no room for marks at the edges."""
BESIDE = Role.CODE | Role.MUTED


def set_code(strand: Strand, width: int, chrome: Chrome, shift: int = -1) -> Iterator[Row]:
    """The rows of a piece of code, two cells in where there is room.

    With ``shift`` from 0 on every line stays one line, of which the cells from there on are shown, with marks at the
    edges beyond which there is more.
    """
    inset = INSET if width >= NARROW else 0
    room = width - inset
    if shift >= 0:
        yield from _sideways(strand, room, inset, shift, chrome)
        return
    text, start = strand.text, 0
    while True:
        stop = text.find("\n", start)
        end = len(text) if stop < 0 else stop
        for begin, finish, shown, more in _cut(text, start, end, room, cells(chrome.continued)):
            part = Slice(strand, begin, finish, shown, Role.CODE)
            tail = (Mark(chrome.continued, BESIDE),) if more else ()
            yield Row(((blank(inset), part) if inset else (part,)) + tail, part.first)
        if stop < 0:
            return
        start = stop + 1


def _sideways(strand: Strand, room: int, inset: int, shift: int, chrome: Chrome) -> Iterator[Row]:
    """One row a line: what of it is in sight when it is moved ``shift`` cells to the left."""
    text, start = strand.text, 0
    lead = (blank(inset),) if inset else ()
    while True:
        stop = text.find("\n", start)
        end = len(text) if stop < 0 else stop
        # The marks stand on the outermost cells of the view, so that text does not move when they come and go.
        edge = cells(chrome.beyond_left) if room > MARKED else 0
        behind = edge if shift else 0
        window = text[start : min(end, start + (shift + room) * 4 + 64)]
        begin, finish, shown, more = _seen(window, shift + behind, room - edge - behind)
        left = (Mark(chrome.beyond_left if begin else " " * edge, BESIDE),) if behind else ()
        right = (Mark(chrome.beyond_right, BESIDE),) if more and edge else ()
        part = Slice(strand, start + begin, start + finish, shown, Role.CODE)
        yield Row((*lead, *left, part, *right), strand.offset + start)
        if stop < 0:
            return
        start = stop + 1


def _seen(line: str, shift: int, room: int) -> tuple[int, int, str, bool]:
    """``(start, end, shown, more)``: what of a line stands in ``room`` cells from cell ``shift`` on."""
    begin = finish = column = 0
    shown, more = "", False
    for cluster in graphemes(line):
        wide = TAB - column % TAB if cluster == "\t" else cells(cluster)
        text = " " * wide if cluster == "\t" else cluster
        if column + wide <= shift and not shown:
            begin += len(cluster)
        elif column + wide - shift > room:
            more = True
            break
        else:
            # A tab or a wide character that is half in sight leaves blank cells.
            shown += text if column >= shift else " " * (column + wide - shift)
            begin += len(cluster) if column < shift else 0
            finish = max(finish, begin) + (len(cluster) if column >= shift else 0)
        column += wide
    return begin, max(begin, finish), shown, more


def _cut(text: str, start: int, end: int, room: int, mark: int) -> Iterator[tuple[int, int, str, bool]]:
    """``(start, end, shown, more)`` for each row of one line; ``more`` when it goes on.

    Looks at a window of the line at a time, since a line can be a megabyte of one thing.
    """
    window = max(64, room * 4)
    column = 0
    while True:
        ahead = text[start : min(end, start + window)]
        shown = _tabbed(ahead, column)
        if start + window >= end and cells(shown) <= room:
            yield start, end, shown, False
            return
        head = split_cells(shown, room - mark)[0] or split_cells(shown, room)[0] or graphemes(shown)[0]
        column += len(head)
        taken = _taken(ahead, head, column - len(head))
        yield start, start + taken, head, cells(head) + mark <= room
        start += taken


def _tabbed(text: str, column: int) -> str:
    """The text with tabs as spaces, on stops counted from the start of the line."""
    if "\t" not in text:
        return text
    return (" " * (column % TAB) + text).expandtabs(TAB)[column % TAB :]


def _taken(text: str, head: str, column: int) -> int:
    """How many characters of the text ``head`` shows; a tab cut in two goes as a whole."""
    if "\t" not in text:
        return len(head)
    taken = 0
    while taken < len(text) and len(_tabbed(text[:taken], column)) < len(head):
        taken += 1
    return max(1, taken)
