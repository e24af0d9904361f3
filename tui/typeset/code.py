"""Preformatted text: never re-wrapped; a line too long goes on below, with a mark where it was cut."""

from collections.abc import Iterator

from tui.text.width import cells, graphemes, split_cells
from tui.typeset.options import NARROW, Chrome
from tui.typeset.role import Role
from tui.typeset.row import Mark, Row, Slice, blank
from tui.typeset.strand import Strand

TAB = 4
INSET = 2


def set_code(strand: Strand, width: int, chrome: Chrome) -> Iterator[Row]:
    """The rows of a piece of code, two cells in where there is room."""
    inset = INSET if width >= NARROW else 0
    room = width - inset
    text, start = strand.text, 0
    while True:
        stop = text.find("\n", start)
        end = len(text) if stop < 0 else stop
        for begin, finish, shown, more in _cut(text, start, end, room, cells(chrome.continued)):
            part = Slice(strand, begin, finish, shown, Role.CODE)
            tail = (Mark(chrome.continued, Role.CODE | Role.MUTED),) if more else ()
            yield Row(((blank(inset), part) if inset else (part,)) + tail, part.first)
        if stop < 0:
            return
        start = stop + 1


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
