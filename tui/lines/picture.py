"""The first picture: the rows of the list on the screen before Textual has even been imported.

It shows what the main screen will show a moment later, in the same places and colours, so that nothing jumps.
"""

from collections.abc import Iterator

from tui.i18n import t
from tui.i18n.times import clock
from tui.lines.ansi import AnsiInk, Placed, drawn
from tui.lines.arrangement import arrange
from tui.lines.bars import HeadFacts, head_line, list_head_line
from tui.lines.builder import Line
from tui.lines.chrome import PRETTY, Chrome
from tui.lines.entry import compact_line, entry_lines
from tui.lines.source import source_lines
from tui.services.layout import read_layout
from tui.services.scripts import Scripts
from tui.services.sources import source_rows
from tui.services.window import EntryWindow
from tui.store.library import Library
from tui.store.view import View

HIDE_CURSOR, CLEAR = "\x1b[?25l", "\x1b[H\x1b[2J"
LEAST = 4


class Picture:
    """The main screen of a library on a terminal of ``width`` by ``height`` cells."""

    def __init__(
        self,
        library: Library,
        ink: AnsiInk,
        width: int,
        height: int,
        *,
        chrome: Chrome = PRETTY,
        compact: bool = False,
    ) -> None:
        self._library = library
        self._ink = ink
        self._width, self._height = width, height
        self._chrome = chrome
        self._compact = compact
        self._panes = arrange(width, "entries", read_layout(library.folder))
        self._list_at = self._panes.sources + 1 if self._panes.sources else 0

    def of(self, view: View, now: int) -> str:
        """What the terminal is sent to show a view with the cursor on its first row; "" where there is none."""
        window = EntryWindow(self._library, view, Scripts(self._library).entry)
        if window.entry(0) is None or self._height < LEAST:
            return ""
        words = [t(f"list.{view.state}")]
        head = list_head_line(words, "", self._panes.list, self._ink, self._chrome)
        lines = [*self._ground(now), *self._sources(now), Placed(self._list_at, 1, head)]
        return HIDE_CURSOR + CLEAR + drawn(lines + self._entries(window, now))

    def _ground(self, now: int) -> Iterator[Placed]:
        counts = self._library.counts()
        facts = HeadFacts(counts.entries, counts.unread, counts.starred, counts.saved, clock=clock(now))
        blank, rule = " " * self._width, [(self._chrome.divider, self._ink.style("rule", "paper"))]
        panes = self._panes
        after_list = [self._list_at + panes.list] if panes.list and panes.article else []
        dividers = ([panes.sources] if panes.sources else []) + after_list
        yield Placed(0, 0, head_line(facts, self._width, self._ink, self._chrome))
        for y in range(1, self._height - 1):
            yield Placed(0, y, [(blank, self._ink.style("ink", "paper"))])
            yield from (Placed(x, y, rule) for x in dividers)
        yield Placed(0, self._height - 1, [(blank, self._ink.style("ink", "panel"))])

    def _sources(self, now: int) -> Iterator[Placed]:
        width, lines = self._panes.sources, self._height - 2
        if not width:
            return
        y = 1
        for row in source_rows(self._library, (), self._library.smart.all(), {}, now)[:lines]:
            for line in source_lines(row, width, self._ink, self._chrome, selected=y == 1, focused=False):
                if y <= lines:
                    yield Placed(0, y, line)
                y += 1

    def _entries(self, window: EntryWindow, now: int) -> list[Placed]:
        lines: list[Line[str]] = []
        room = self._height - 3
        number, width = 0, self._panes.list
        colours = self._library.tags.colours()
        while len(lines) < room and (entry := window.entry(number)) is not None:
            first = number == 0
            if self._compact:
                lines.append(compact_line(entry, width, self._ink, self._chrome, now, selected=first, focused=first))
            else:
                lines += entry_lines(
                    entry,
                    width,
                    self._ink,
                    self._chrome,
                    now,
                    selected=first,
                    focused=first,
                    colours=colours,
                )
            number += 1
        return [Placed(self._list_at, 2 + n, line) for n, line in enumerate(lines[:room])]
