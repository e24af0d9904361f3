"""The list of entries: titles typeset over up to two lines, and under them where from, when, and about what."""

import time
from collections.abc import Callable

from textual.strip import Strip

from tui.i18n import t
from tui.i18n.times import when
from tui.model.entry import Entry
from tui.services.window import EntryWindow
from tui.text.clip import clip, clip_lines
from tui.text.width import cells
from tui.widgets.ink import PRETTY, Chrome, Ink
from tui.widgets.pieces import LineBuilder
from tui.widgets.rows import RowList
from tui.widgets.strips import Kept

GUTTER = 3
RIGHT = 1
ROOMY = 60
"""Cells from which on a compact list tells where an entry is from."""


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
        self.compact = False
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
        draw = self._draw_compact if self.compact else self._draw
        focused = selected and self.has_focus
        key = (entry.id, selected, focused)
        return self._kept.get((self.ink, width), key, lambda: draw(entry, width, selected, focused))

    def _draw(self, entry: Entry, width: int, selected: bool, focused: bool) -> list[Strip]:
        on = "selection" if selected else "paper"
        ground = self.ink.style("ink", on)
        bar = self.chrome.bar if focused else " "
        mark, mark_role = self._mark(entry)
        title_style = self.ink.style("read", on) if entry.read else self.ink.style("unread", on, "bold")
        titles = clip_lines(entry.title or entry.summary or t("list.untitled"), max(2, width - GUTTER - RIGHT), 2)
        strips = []
        for number, title in enumerate(titles or [""]):
            line = LineBuilder(width, ground).put(bar, self.ink.style("focus", on))
            line.put(mark if number == 0 else " ", self.ink.style(mark_role, on)).put(" " * (GUTTER - line.used))
            strips.append(line.put(title, title_style).strip())
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

    def _draw_compact(self, entry: Entry, width: int, selected: bool, focused: bool) -> list[Strip]:
        """One line: title, and at the right when it was, in a wide list also where from."""
        on = "selection" if selected else "paper"
        line = LineBuilder(width, self.ink.style("ink", on))
        line.put(self.chrome.bar if focused else " ", self.ink.style("focus", on))
        mark, mark_role = self._mark(entry)
        line.put(mark, self.ink.style(mark_role, on)).put(" " * (GUTTER - line.used))
        moment = when(entry.when, int(self._clock()))
        if entry.saved:
            moment = f"{self.chrome.saved} {moment}"
        if width >= ROOMY:
            moment = clip(entry.source or entry.feed_title, width // 4) + self.chrome.dot + moment
        if cells(moment) > width // 2:
            moment = ""
        style = self.ink.style("read", on) if entry.read else self.ink.style("unread", on, "bold")
        line.put(entry.title or entry.summary or t("list.untitled"), style, keep=cells(moment) + 2 if moment else RIGHT)
        return [line.right(moment, self.ink.style("muted", on), margin=RIGHT).strip()]

    def set_compact(self, compact: bool) -> None:
        """Draw a line an entry, or a title over up to two lines and its facts below."""
        if compact != self.compact:
            self.compact = compact
            self.renew()
            self.keep_in_sight()

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
