"""The rows of the shelf: groups with their count, entries with where from, when, what was added, and what they take."""

from collections.abc import Callable
from urllib.parse import urlsplit

from textual.strip import Strip

from tui.i18n import error_text, t
from tui.i18n.times import bytes_text, month, when
from tui.model.errors import from_stored
from tui.services.shelf_window import Book, Heading, ShelfWindow
from tui.text.clip import clip
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.pieces import LineBuilder
from tui.widgets.rows import RowList

INDENT = 4


class ShelfRows(RowList):
    """Draws the rows of a ``ShelfWindow`` that are in sight."""

    OPENING_CLICKS = 2

    def __init__(self, ink: Ink, chrome: Chrome, *, clock: Callable[[], float]) -> None:
        super().__init__(ink, chrome)
        self.window: ShelfWindow | None = None
        self._clock = clock

    def show(self, window: ShelfWindow, cursor: int = 0) -> None:
        """Show another shelf, the cursor on a row."""
        self.window = window
        self.cursor = cursor
        self.top = min(self.top, cursor)
        self.redraw()
        self.keep_in_sight()

    @property
    def book(self) -> Book | None:
        """The entry under the cursor; None on a heading."""
        row = self.window.row(self.cursor) if self.window is not None and len(self.window) else None
        return row if isinstance(row, Book) else None

    def row_count(self) -> int:
        """Headings, and the entries of the groups that are open."""
        return len(self.window) if self.window is not None else 0

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """A heading on one line below an empty one, an entry on two; on three where it is not whole."""
        row = self.window.row(index) if self.window is not None else None
        match row:
            case Heading():
                above = [Strip.blank(width, self.ink.blank)] if index else []
                return [*above, self._heading(row, width, selected)]
            case Book():
                return self._book(row, width, selected)
            case None:
                return [Strip.blank(width, self.ink.blank)]

    def _line(self, width: int, selected: bool) -> tuple[LineBuilder, str]:
        on = "selection" if selected else "paper"
        line = LineBuilder(width, self.ink.style("ink", on))
        return line.put(self.chrome.bar if selected else " ", self.ink.style("focus", on)), on

    def _heading(self, row: Heading, width: int, selected: bool) -> Strip:
        line, on = self._line(width, selected)
        role = "warning" if row.kind == "trouble" else "tag" if row.kind == "tag" and row.title else "folder"
        count = f"{row.entries:,}"
        mark = self.chrome.closed if row.folded else self.chrome.opened
        line.put(" ").put(mark, self.ink.style("muted", on)).put(" ")
        line.put(title_of(row), self.ink.style(role, on, "bold"), keep=cells(count) + 3)
        return line.right(count, self.ink.style("muted", on, "italic"), margin=1).strip()

    def _book(self, book: Book, width: int, selected: bool) -> list[Strip]:
        entry, saving = book.entry, book.saving
        muted = "muted" if entry.saved else "faint"
        size = bytes_text(saving.bytes) if saving is not None and saving.bytes else ""
        line, on = self._line(width, selected)
        line.put(" " * (INDENT - line.used))
        title = self.ink.style("read" if entry.read or not entry.saved else "unread", on, "" if entry.read else "bold")
        if not entry.saved:
            title = self.ink.style("read", on, "strike")
        line.put(entry.title or entry.summary or t("list.untitled"), title, keep=cells(size) + 3)
        strips = [line.right(size, self.ink.style("muted", on), margin=1).strip()]
        line, on = self._line(width, selected)
        line.put(" " * (INDENT - line.used))
        facts = [entry.source or entry.feed_title, when(entry.when, int(self._clock()))]
        if not entry.saved:
            facts.append(t("shelf.given_up"))
        facts += [t("shelf.note")] if book.note else []
        facts += [t("shelf.highlights", n=book.highlights)] if book.highlights else []
        line.put(self.chrome.dot.join(facts), self.ink.style(muted, on), keep=1)
        if entry.tags and line.room > 8:
            line.put(self.chrome.dot, self.ink.style(muted, on))
            line.put(" ".join(entry.tags), self.ink.style("tag", on), keep=1)
        strips.append(line.strip())
        if saving is not None and saving.state != "done" and entry.saved:
            line, on = self._line(width, selected)
            line.put(" " * (INDENT - line.used)).put(self._trouble(book), self.ink.style("warning", on), keep=1)
            strips.append(line.strip())
        return strips

    def _trouble(self, book: Book) -> str:
        """Why it is not whole, in words."""
        saving = book.saving
        if saving is None or not saving.error:
            return t("shelf.waiting")
        error = from_stored(saving.error)
        if error is not None and "url" in error.about:
            # The host says enough, and leaves room for what happened there.
            error.about["url"] = urlsplit(str(error.about["url"])).hostname or str(error.about["url"])
        why = error_text(error or saving.error)
        return t("shelf.partly", missing=saving.missing, why=why) if saving.missing else t("shelf.failed", why=why)

    def render_line(self, y: int) -> Strip:
        """A line of the shelf, or of the words that stand on an empty one."""
        if self.window is None or len(self.window):
            return super().render_line(y)
        line = LineBuilder(self.size.width, self.ink.blank)
        if y == 1:
            words = clip(t("shelf.empty"), self.size.width - INDENT)
            line.put(" " * INDENT).put(words, self.ink.style("muted", "paper"))
        return line.strip()


def title_of(row: Heading) -> str:
    """A heading in words."""
    match row.kind:
        case "trouble":
            return t("shelf.trouble")
        case "date":
            return month(row.title)
        case "tag":
            return row.title or t("shelf.untagged")
        case "source":
            return row.title
