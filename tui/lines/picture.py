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
from tui.model.entry import Entry
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
        self._now = 0
        self._places: list[tuple[int, int]] = []  # first line and number of lines of each row that is there to its end
        self.window: EntryWindow | None = None
        self.cursor = 0
        self._panes = arrange(width, "entries", read_layout(library.folder))
        self._list_at = self._panes.sources + 1 if self._panes.sources else 0

    def of(self, view: View, now: int) -> str:
        """What the terminal is sent to show a view with the cursor on its first row; "" where there is none."""
        window = self.window = EntryWindow(self._library, view, Scripts(self._library).entry)
        self._now, self._colours = now, self._library.tags.colours()
        if window.entry(0) is None or self._height < LEAST:
            return ""
        words = [t(f"list.{view.state}")]
        head = list_head_line(words, "", self._panes.list, self._ink, self._chrome)
        lines = [*self._ground(now), *self._sources(now), Placed(self._list_at, 1, head)]
        return HIDE_CURSOR + CLEAR + drawn(lines + self._entries(window))

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

    def _entries(self, window: EntryWindow) -> list[Placed]:
        lines: list[Line[str]] = []
        room = self._height - 3
        number = 0
        while len(lines) < room and (entry := window.entry(number)) is not None:
            row = self._row(entry, selected=number == self.cursor)
            if len(lines) + len(row) <= room:
                self._places.append((2 + len(lines), len(row)))
            lines += row
            number += 1
        return self._placed(2, lines[:room])

    def _row(self, entry: Entry, *, selected: bool) -> list[Line[str]]:
        width, ink, chrome, now = self._panes.list, self._ink, self._chrome, self._now
        if self._compact:
            return [compact_line(entry, width, ink, chrome, now, selected=selected, focused=selected)]
        return entry_lines(
            entry, width, ink, chrome, now, selected=selected, focused=selected, colours=self._colours
        )  # fmt: skip

    def _placed(self, y: int, lines: list[Line[str]]) -> list[Placed]:
        return [Placed(self._list_at, y + n, line) for n, line in enumerate(lines)]

    def move(self, by: int) -> str | None:
        """What the terminal is sent to have the cursor ``by`` rows further; None where not all of that row is shown.

        Asks nothing of the library, so that it can be called from any thread.
        """
        to = self.cursor + by
        if self.window is None or to >= len(self._places):
            return None
        before, self.cursor = self.cursor, max(0, to)
        lines = []
        for number in (before, self.cursor):
            entry = self.window.entry(number)
            if entry is None:
                return None
            lines += self._placed(self._places[number][0], self._row(entry, selected=number == self.cursor))
        return drawn(lines)

    @property
    def current(self) -> int | None:
        """The entry that the cursor was moved to; None where it stands at the top."""
        return self.window.id_at(self.cursor) if self.window is not None and self.cursor else None
