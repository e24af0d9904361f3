"""One line as the layout decides it: cheap to keep by the thousand, turned into runs only when it is shown.

Named tuples, since a long article makes tens of thousands of them and they are made twice as fast as data classes.
"""

from functools import cache
from typing import NamedTuple

from tui.document.blocks import Figure
from tui.text.width import cells
from tui.typeset.role import Role
from tui.typeset.strand import Strand


class Mark(NamedTuple):
    """Text that is not the article's: a bar, a bullet, a rule, blank cells."""

    text: str
    role: Role = Role.TEXT
    link: int = -1


class Slice(NamedTuple):
    """A set stretch of a strand: ``text`` shows ``strand.text[start:end]``."""

    strand: Strand
    start: int
    end: int
    text: str
    role: Role = Role.TEXT

    @property
    def first(self) -> int:
        """The offset of its first character in the document's text."""
        return self.strand.offset + self.start

    @property
    def last(self) -> int:
        """The offset after its last character."""
        return self.strand.offset + self.end


Part = Mark | Slice


class Row(NamedTuple):
    """The parts of a line from left to right.

    ``start`` is the line's place in the document's text; ``texted`` tells whether the line holds text of its own there
    (a rule does not). ``nth`` counts the lines set side by side, as in the cells of one row of a table, or the lines of
    one picture.
    """

    parts: tuple[Part, ...]
    start: int
    texted: bool = True
    nth: int = 0
    block: int = -1
    fold: int = -1
    figure: Figure | None = None


@cache
def blank(count: int) -> Mark:
    """That many blank cells."""
    return Mark(" " * count)


def centred(parts: tuple[Part, ...], width: int) -> tuple[Part, ...]:
    """The parts with blank cells in front that put them in the middle."""
    room = width - sum(cells(part.text) for part in parts)
    return (blank(room // 2), *parts) if room > 1 else parts
