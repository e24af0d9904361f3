"""What stands left of a piece: quote bars, list markers, note marks and the blanks that align with them."""

from tui.dataclass import dataclass
from tui.text.width import cells, split_cells
from tui.typeset.options import Chrome
from tui.typeset.pieces import InFold, InItem, InNote, InQuote, Step
from tui.typeset.role import Role
from tui.typeset.row import Mark, blank

LONGEST_MARK = 8
LEAST_TEXT = 2
"""One Han."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The marks before the first line and before the others, the cells left for text, and a role for all text in it."""

    first: tuple[Mark, ...]
    rest: tuple[Mark, ...]
    width: int
    role: Role


def frame(steps: tuple[Step, ...], shared: int, columns: int, chrome: Chrome) -> Frame:
    """The frame of a piece whose outer ``shared`` steps were begun before it; it takes at most half of the columns."""
    first: list[Mark] = []
    rest: list[Mark] = []
    role, used = Role.TEXT, 0
    for depth, step in enumerate(steps):
        mark, again = _marks(step, chrome)
        role |= _role(step)
        size = cells(mark.text)
        if used + size > columns // 2 or columns - used - size < LEAST_TEXT:
            continue
        used += size
        if size:
            first.append(mark if depth >= shared else again)
            rest.append(again)
    return Frame(tuple(first), tuple(rest), columns - used, role)


def _role(step: Step) -> Role:
    match step:
        case InQuote():
            return Role.QUOTE
        case InNote():
            return Role.NOTE
        case InFold():
            return Role.MUTED
        case InItem():
            return Role.TEXT


def _marks(step: Step, chrome: Chrome) -> tuple[Mark, Mark]:
    """What a step puts before its first line and before all others, equally wide."""
    match step:
        case InQuote():
            bar = Mark(chrome.bar + " ", Role.BAR)
            return bar, bar
        case InItem(_, number, digits, depth):
            if number is None:
                marker = chrome.bullets[depth % len(chrome.bullets)] + " "
            else:
                marker = f"{number}.".rjust(digits + 1) + " "
        case InNote(mark):
            marker = split_cells(mark, LONGEST_MARK)[0] + " "
        case InFold():
            return blank(0), blank(0)
    return Mark(marker, Role.MARKER), blank(cells(marker))
