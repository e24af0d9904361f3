"""The list of entries: titles typeset over up to two lines, and under them where from, when, and about what."""

import time
from collections.abc import Callable, Container

from rich.style import Style
from textual.strip import Strip

from tui.i18n import t
from tui.i18n.times import when
from tui.model.entry import Entry
from tui.services.window import EntryWindow
from tui.text.clip import clip_lines
from tui.text.width import cells
from tui.widgets.ink import PRETTY, Chrome, Ink
from tui.widgets.marked import Piece, marked_lines
from tui.widgets.pieces import LineBuilder
from tui.widgets.rows import RowList
from tui.widgets.strips import Kept

GUTTER = 3
RIGHT = 1


class EntryList(RowList):
    """Draws the rows of an ``EntryWindow`` that are in sight; one click shows an article, two open it."""

    OPENING_CLICKS = 2

    def __init__(
        self,
        ink: Ink,
        chrome: Chrome = PRETTY,
        *,
        clock: Callable[[], float] = time.time,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(ink, chrome, id=id)
        self.window: EntryWindow | None = None
        self.empty_text = ""
        self.chosen: Container[int] = ()
        self._clock = clock
        self._kept: Kept[list[Strip]] = Kept()

    def show(self, window: EntryWindow, cursor: int = 0) -> None:
        """Show another list from its top, or with the cursor on a row."""
        self.window = window
        self.cursor = self.top = max(0, cursor)
        self.renew()

    def renew(self) -> None:
        """Draw all rows anew, as they are in the library now."""
        self._kept.forget()
        self.redraw()

    def renew_entries(self, entries: list[int]) -> None:
        """Draw some entries anew after an act on them."""
        if self.window is None:
            return
        self.window.forget(entries)
        changed = set(entries)
        self._kept.forget(lambda key: key[0] in changed)
        for entry in entries[: self.size.height]:
            place = self.window.place_of(entry)
            if place is not None:
                self.redraw_row(place)

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor."""
        return self.window.entry(self.cursor) if self.window is not None else None

    def row_count(self) -> int:
        """Rows as far as known, and as the counters promise."""
        return len(self.window) if self.window is not None else 0

    def move_to(self, index: int, *, tell: bool = True) -> None:
        """Move, learning the rows on the way."""
        if self.window is not None and index > 0:
            known = len(self.window)
            index = self.window.reach(index)
            if len(self.window) != known:
                self._lines = []
        super().move_to(index, tell=tell)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One entry: one or two lines of title, one of facts."""
        entry = self.window.entry(index) if self.window is not None else None
        if entry is None:
            return [Strip.blank(width, self.ink.blank)]
        focused = selected and self.has_focus
        key = (entry.id, selected, focused, entry.id in self.chosen)
        return self._kept.get((self.ink, width), key, lambda: self._draw(entry, width, selected, focused))

    def _draw(self, entry: Entry, width: int, selected: bool, focused: bool) -> list[Strip]:
        on = "selection" if selected else "paper"
        ground = self.ink.style("ink", on)
        bar = self.chrome.bar if focused else " "
        mark, mark_role = self._mark(entry)
        title_style = self.ink.style("read", on) if entry.read else self.ink.style("unread", on, "bold")
        hit = self.window.hit(entry.id) if self.window is not None else None
        room = max(2, width - GUTTER - RIGHT)
        title = entry.title or entry.summary or t("list.untitled")
        strips = []
        for number, pieces in enumerate(marked_lines(title, hit.title_spans if hit and entry.title else (), room, 2)):
            line = LineBuilder(width, ground).put(bar, self.ink.style("focus", on))
            line.put(mark if number == 0 else " ", self.ink.style(mark_role, on))
            if number == 0 and entry.id in self.chosen:
                line.put(self.chrome.chosen, self.ink.style("accent", on, "bold"))
            line.put(" " * (GUTTER - line.used))
            strips.append(self._pieces(line, pieces, title_style).strip())
        if hit is not None and hit.spans:
            for pieces in marked_lines(hit.snippet, hit.spans, room, 2):
                line = LineBuilder(width, ground).put(bar, self.ink.style("focus", on)).put(" " * (GUTTER - 1))
                strips.append(self._pieces(line, pieces, self.ink.style("read", on)).strip())
        line = LineBuilder(width, ground).put(bar, self.ink.style("focus", on)).put(" " * (GUTTER - 1))
        muted = self.ink.style("muted", on)
        moment = when(entry.when, int(self._clock()))
        # When it was is told whole; the name of a long source gives way.
        moment = self.chrome.dot + moment
        line.put(entry.source or entry.feed_title, muted, keep=min(cells(moment), width // 2)).put(moment, muted)
        if entry.saved:
            line.put(self.chrome.dot, muted).put(self.chrome.saved, self.ink.style("saved", on))
        if entry.tags and line.room > 8:
            line.put(self.chrome.dot, muted).put(" ".join(entry.tags), self.ink.style("tag", on), keep=RIGHT)
        strips.append(line.strip())
        return strips

    def _pieces(self, line: LineBuilder, pieces: list[Piece], style: Style) -> LineBuilder:
        """Put text with the hits in it on their own ground, bold and underlined: seen without colour too."""
        for text, is_hit in pieces:
            line.put(text, self.ink.style("ink", "hit", "bold underline") if is_hit else style)
        return line

    def _mark(self, entry: Entry) -> tuple[str, str]:
        if entry.starred:
            return self.chrome.star, "starred"
        return (self.chrome.read, "read") if entry.read else (self.chrome.unread, "accent")

    def render_line(self, y: int) -> Strip:
        """A line of the list, or of the words that stand in an empty one."""
        if self.row_count() == 0 or (self.window is not None and self.window.id_at(0) is None):
            return self._empty_line(y)
        return super().render_line(y)

    def _empty_line(self, y: int) -> Strip:
        width = self.size.width
        lines = clip_lines(self.empty_text, max(2, width - 2 * GUTTER), 6)
        line = LineBuilder(width, self.ink.blank)
        if 0 <= y - 1 < len(lines):
            line.put(" " * GUTTER).put(lines[y - 1], self.ink.style("muted", "paper"))
        return line.strip()
