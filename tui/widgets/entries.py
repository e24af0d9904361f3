"""The list of entries: titles typeset over up to two lines, and under them where from, when, and about what."""

import time
from collections.abc import Callable, Container

from textual.strip import Strip

from tui.lines.entry import GUTTER, compact_line, entry_lines
from tui.model.entry import Entry
from tui.services.window import EntryWindow
from tui.text.clip import clip_lines
from tui.widgets.ink import PRETTY, Chrome, Ink
from tui.widgets.pieces import LineBuilder, to_strip
from tui.widgets.rows import RowList
from tui.widgets.strips import Kept


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
        self.chosen: Container[int] = ()
        self.colours: dict[str, str] = {}
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
        key = (entry.id, selected, focused, entry.id in self.chosen)
        return self._kept.get((self.ink, width), key, lambda: draw(entry, width, selected, focused))

    def _draw(self, entry: Entry, width: int, selected: bool, focused: bool) -> list[Strip]:
        hit = self.window.hit(entry.id) if self.window is not None else None
        lines = entry_lines(
            entry,
            width,
            self.ink,
            self.chrome,
            int(self._clock()),
            selected=selected,
            focused=focused,
            chosen=entry.id in self.chosen,
            hit=hit,
            colours=self.colours,
        )
        return [to_strip(line, width) for line in lines]

    def _draw_compact(self, entry: Entry, width: int, selected: bool, focused: bool) -> list[Strip]:
        now, chosen = int(self._clock()), entry.id in self.chosen
        line = compact_line(entry, width, self.ink, self.chrome, now, selected=selected, focused=focused, chosen=chosen)
        return [to_strip(line, width)]

    def set_compact(self, compact: bool) -> None:
        """Draw a line an entry, or a title over up to two lines and its facts below."""
        if compact != self.compact:
            self.compact = compact
            self.renew()
            self.keep_in_sight()

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
