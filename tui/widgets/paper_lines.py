"""The morning paper set as a page: its head, the sections, and in each the biggest story over the whole width."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from tui.dataclass import dataclass, replace
from tui.document.blocks import Document, Inline, Paragraph, Span
from tui.export.paper import Paper, Section, Story
from tui.i18n import t
from tui.i18n.times import weekday, when
from tui.text.clip import clip, clip_lines
from tui.text.width import cells
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset
from tui.widgets.ink import Chrome

WIDEST = 112
TWO_COLUMNS = 88
"""Cells of a page from which its lesser stories stand in two columns."""
GAP = 5
BAR = 2
LEAD_LINES, SHORT_LINES = 5, 4


class Part(NamedTuple):
    """Text in a role at a cell of the page; ``story`` is its number, or -1."""

    left: int
    text: str
    role: str
    marks: str = ""
    story: int = -1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a story stands: its first line, the line behind its last, the column (-1: over the whole width)."""

    top: int
    end: int
    column: int


@dataclass(frozen=True, slots=True)
class PaperLines:
    """A page: what stands on each line, and where each story is; the stories count in reading order."""

    width: int
    lines: tuple[tuple[Part, ...], ...]
    places: tuple[Place, ...]


Block = list[list[Part]]


class Setter:
    """Sets one issue at one width."""

    def __init__(self, paper: Paper, width: int, options: TypesetOptions, chrome: Chrome, scope: Sequence[str]) -> None:
        self._paper = paper
        self._now = paper.date
        self._chrome = chrome
        self._scope = scope
        self._options = options
        self._width = min(WIDEST, max(10, width))
        self._two = self._width >= TWO_COLUMNS
        self._lines: list[list[Part]] = []
        self._places: list[Place] = []

    def page(self) -> PaperLines:
        """The whole page."""
        self._head()
        for section in self._paper.sections:
            self._section(section)
        if not self._paper.sections:
            self._lines.append([])
            self._lines += [[Part(BAR, line, "muted")] for line in clip_lines(t("paper.empty"), self._width - BAR, 6)]
        return PaperLines(self._width, tuple(map(tuple, self._lines)), tuple(self._places))

    def _head(self) -> None:
        """The name in the middle, below it the day at the left and how much there is at the right."""
        width, name = self._width, clip(t("paper.masthead"), self._width)
        stories = sum(len(section.stories) + section.more for section in self._paper.sections)
        parts = [t("paper.stories", n=stories), t("paper.sections", n=len(self._paper.sections))]
        size = self._chrome.dot.join([*self._scope, *parts])
        day = weekday(self._now)
        self._lines += [[], [Part(max(0, (width - cells(name)) // 2), name, "heading", "bold")]]
        if cells(day) + cells(size) + 2 <= width - BAR:
            self._lines.append([Part(BAR, day, "muted"), Part(width - cells(size), size, "muted")])
        else:
            self._lines += [[Part(BAR, clip(text, width - BAR), "muted")] for text in (day, size)]
        self._lines.append([Part(BAR, self._chrome.heavy * ((width - BAR) // cells(self._chrome.heavy)), "ink")])

    def _section(self, section: Section) -> None:
        name, count = section.name or t("paper.rest"), f"{len(section.stories) + section.more:,}"
        name = clip(name, max(2, self._width - BAR - len(count) - 6))
        rule = self._width - BAR - cells(name) - len(count) - 4
        left = BAR + cells(name) + 2
        self._lines += [
            [],
            [
                Part(BAR, name, "accent", "bold"),
                Part(left, self._chrome.rule * max(0, rule), "rule"),
                Part(self._width - len(count), count, "muted", "italic"),
            ],
            [],
        ]
        first, *rest = section.stories
        self._one(first, LEAD_LINES)
        if self._two:
            self._columns(rest)
        else:
            for story in rest:
                self._one(story, SHORT_LINES)
        if section.more:
            self._lines += [[Part(BAR, clip(t("paper.more", n=section.more), self._width - BAR), "muted", "italic")]]

    def _one(self, story: Story, most: int) -> None:
        """A story over the whole width, below it an empty line."""
        block = self._story(story, self._width, most)
        self._lines += [*self._take(block, len(self._lines), -1, 0), []]

    def _columns(self, stories: Sequence[Story]) -> None:
        """Stories in two columns: each goes on where more room is, so that no hole is left."""
        width, top = (self._width - GAP) // 2, len(self._lines)
        second = width + GAP
        columns: tuple[Block, Block] = ([], [])
        for story in stories:
            side = 0 if len(columns[0]) <= len(columns[1]) else 1
            column = columns[side]
            block = self._story(story, width, SHORT_LINES)
            column += [*self._take(block, top + len(column), side, second if side else 0), []]
        beside = Part(second - GAP // 2 - 1, self._chrome.divider, "rule")
        rows: list[tuple[list[Part], list[Part]]] = list(zip_longest(*columns, fillvalue=[]))
        for left, right in rows:
            self._lines.append([*left, beside, *right])
        if rows:
            self._lines[-1] = []

    def _take(self, block: Block, top: int, column: int, shift: int) -> Block:
        """Give a story its number and its place."""
        number = len(self._places)
        self._places.append(Place(top, top + len(block), column))
        return [[part._replace(left=part.left + shift, story=number) for part in line] for line in block]

    def _story(self, story: Story, width: int, most: int) -> Block:
        """Title, lead, and where it is from."""
        entry, room = story.entry, width - BAR
        title = entry.title or entry.summary[:40] or t("list.untitled")
        lines = [[Part(BAR, line, "unread", "bold")] for line in clip_lines(title, room, 3)]
        lines += [[Part(BAR, line, "ink")] for line in self._lead(story.lead, room, most)]
        facts = self._chrome.dot + when(entry.when, self._now)
        facts += self._chrome.dot + t("paper.others", n=len(story.others)) if story.others else ""
        # When it was is told whole; the name of a long source gives way.
        source = clip(entry.source or entry.feed_title, max(2, room - cells(facts)))
        lines.append([Part(BAR, clip(source + facts, room), "muted")])
        return lines

    def _lead(self, text: str, room: int, most: int) -> Iterator[str]:
        if not text:
            return
        document = Document((Paragraph(Inline((Span(text),))),), "zh-CN")
        page = typeset(document, replace(self._options, width=room, measure=room))
        lines = [line.text for line in page.lines(0, most)]
        if page.ensure(most):
            lines[-1] = clip(lines[-1].rstrip("，、；：,;:") + "…", room)
        yield from lines
