"""Head, body and foot of an article as one text that can be selected: places in it, and the lines they stand on.

A place in the body is an offset in the page's text, as everywhere. Places in the head are negative and end before -2,
those in the foot begin two after the page's end: between the three is what parts paragraphs.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from tui.text.width import cells, graphemes, split_cells
from tui.typeset.find import Hit
from tui.typeset.page import Page
from tui.typeset.pieces import PARTING
from tui.typeset.words import next_word, previous_word, word_at
from tui.widgets.article_lines import Paint, Piece

Lines = Sequence[Sequence[Piece]]


class Fringe:
    """The lines of a head or foot as text; a title goes over several of them without a break."""

    def __init__(self, lines: Lines) -> None:
        self.lines = ["".join(piece.text for piece in line) for line in lines]
        self.starts: list[int] = []
        text = ""
        titles = [bool(line) and line[0].role == "heading" for line in lines]
        goes_on = [one and other for one, other in pairwise([*titles, False])]
        for line, unbroken in zip(self.lines, goes_on, strict=True):
            self.starts.append(len(text))
            spaced = unbroken and line[-1:].isascii() and line[-1:].isalnum()
            text += line + ("" if unbroken and not spaced else " " if spaced else "\n")
        self.text = text.removesuffix("\n")

    def line_of(self, offset: int) -> int:
        """The line that holds an offset, the last one where it is behind all."""
        return max((number for number, start in enumerate(self.starts) if start <= offset), default=0)


class Sheet:
    """Everything a pane shows of an article, by places and by lines, which count from the first one of the body."""

    def __init__(self, head: Lines, page: Page, foot: Lines) -> None:
        self.page, self._head, self._foot = page, Fringe(head), Fringe(foot)

    @cached_property
    def _text(self) -> str:
        return PARTING.join((self._head.text, self.page.text, self._foot.text))

    @cached_property
    def first(self) -> int:
        """The place of the first character."""
        return -len(self._head.text) - len(PARTING)

    @property
    def body_end(self) -> int:
        """The place behind the body's last character."""
        return len(self.page.text)

    @property
    def last(self) -> int:
        """The place behind the last character."""
        return self.first + len(self._text)

    @property
    def title(self) -> tuple[int, int]:
        """Where the title begins and ends."""
        return self.paragraph_at(self.first)

    def text(self, start: int, end: int) -> str:
        """The text between two places."""
        return self._text[max(0, start - self.first) : max(0, end - self.first)]

    # Lines ---------------------------------------------------------------------------------------------------------

    def _fringe(self, number: int) -> tuple[Fringe, int, int] | None:
        """The head or foot, where its text begins, and the number in it, of a line that is none of the body."""
        if number < 0:
            line = number + len(self._head.lines)
            return (self._head, self.first, line) if line >= 0 else None
        line = number - self.page.height
        found = not self.page.ensure(number) and line < len(self._foot.lines)
        return (self._foot, self.body_end + len(PARTING), line) if found else None

    def has(self, number: int) -> bool:
        """Whether there is such a line."""
        return self._fringe(number) is not None or (number >= 0 and self.page.ensure(number))

    def line_of(self, place: int) -> int:
        """The line that shows a place."""
        if place < 0:
            return self._head.line_of(place - self.first) - len(self._head.lines)
        below = place - self.body_end - len(PARTING)
        return self.page.line_of(place) if below < 0 else self.page.finish() + self._foot.line_of(below)

    def cell_of(self, place: int) -> int:
        """The cell at which a character stands on its line; -1 where it is not shown."""
        number = self.line_of(place)
        fringe = self._fringe(number)
        if fringe is None:
            return self.page.line(number).cell_of(place)
        part, base, line = fringe
        inner = place - base - part.starts[line]
        shown = 0 <= inner < len(part.lines[line])
        return self.page.options.margin + cells(part.lines[line][:inner]) if shown else -1

    def character_at(self, number: int, cell: int) -> int | None:
        """The place of the character on a line that is nearest to a cell; None where it has none."""
        fringe = self._fringe(number)
        if fringe is None:
            found = self.page.line(number).character_at(cell) if self.has(number) else -1
            return found if found >= 0 else None
        part, base, line = fringe
        text = part.lines[line]
        if not text:
            return None
        inner = len(split_cells(text, max(0, cell - self.page.options.margin))[0])
        return base + part.starts[line] + min(inner, len(text) - len(graphemes(text)[-1]))

    def place_at(self, number: int, cell: int) -> int | None:
        """The place nearest to a cell, behind a line's last character too; None where there is no such line."""
        fringe = self._fringe(number)
        if fringe is None:
            return self.page.at(number, cell).offset if self.has(number) else None
        part, base, line = fringe
        inner = len(split_cells(part.lines[line], max(0, cell - self.page.options.margin))[0])
        return base + part.starts[line] + inner

    def paints(self, number: int, start: int, end: int, kind: str) -> tuple[Paint, ...]:
        """The cells of a line that show what lies between two places."""
        fringe = self._fringe(number)
        if fringe is None:
            spans = self.page.hits_on(number, [Hit(start, end)]) if self.has(number) else []
            return tuple(Paint(span.start, span.end, kind) for span in spans)
        part, base, line = fringe
        text, origin = part.lines[line], base + part.starts[line]
        begin, stop = max(0, start - origin), min(len(text), end - origin)
        if begin >= stop:
            return ()
        left = self.page.options.margin + cells(text[:begin])
        return (Paint(left, left + cells(text[begin:stop]), kind),)

    # Words and paragraphs ------------------------------------------------------------------------------------------

    def word_at(self, place: int) -> tuple[int, int]:
        """Where the word begins and ends that holds a place."""
        start, end = word_at(self._text, place - self.first)
        return start + self.first, end + self.first

    def next_word(self, place: int) -> int:
        """Where the next word begins."""
        return next_word(self._text, place - self.first) + self.first

    def previous_word(self, place: int) -> int:
        """Where this word begins, or from its beginning the one before."""
        return previous_word(self._text, place - self.first) + self.first

    def paragraph_at(self, place: int) -> tuple[int, int]:
        """Where the paragraph begins and ends that holds a place; in head and foot the line or title."""
        if 0 <= place < self.body_end:
            return self.page.paragraph_at(place)
        at = place - self.first
        end = self._text.find("\n", at)
        return self._text.rfind("\n", 0, at) + 1 + self.first, (end if end >= 0 else len(self._text)) + self.first

    def copied(self, start: int, end: int) -> str:
        """What lies between two places as it is to be pasted."""
        parts = (
            self.text(start, min(end, -len(PARTING))),
            self.page.copied(max(0, start), min(end, self.body_end)),
            self.text(max(start, self.body_end + len(PARTING)), end),
        )
        return PARTING.join(part.strip("\n") for part in parts if part.strip())
