"""The source pane: states, folders, feeds and tags with their counts."""

from textual.strip import Strip

from tui.i18n import t
from tui.services.sources import Source
from tui.text.width import cells
from tui.widgets.ink import PRETTY, Chrome, Ink
from tui.widgets.pieces import LineBuilder
from tui.widgets.rows import RowList

ROLES = {"state": "smart", "smart": "smart", "heading": "muted", "folder": "folder", "feed": "ink", "tag": "tag"}


class SourceList(RowList):
    """Draws ``Source`` rows; the current view's row is marked also without the focus."""

    def __init__(self, ink: Ink, chrome: Chrome = PRETTY, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(ink, chrome, id=id)
        self.sources: list[Source] = []

    def show(self, sources: list[Source]) -> None:
        """Show these rows, the cursor staying on what it stood on."""
        before = self.current
        self.sources = sources
        if before is not None:
            place = self.place_of(before.kind, before.key)
            if place is not None and place != self.cursor:
                self.cursor = place
        self.redraw()

    def place_of(self, kind: str, key: str) -> int | None:
        """The row of a source."""
        return next((i for i, row in enumerate(self.sources) if row.kind == kind and row.key == key), None)

    @property
    def current(self) -> Source | None:
        """The source under the cursor."""
        return self.sources[self.cursor] if self.cursor < len(self.sources) else None

    def row_count(self) -> int:
        """All rows, headings included."""
        return len(self.sources)

    def selectable(self, index: int) -> bool:
        """Headings are only read."""
        return self.sources[index].kind != "heading"

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One source on one line, with a line of air above a heading."""
        source = self.sources[index]
        if source.kind == "heading":
            head = LineBuilder(width, self.ink.blank).put(" ")
            head.put(t(source.label), self.ink.style("muted", "paper", "bold"))
            return [Strip.blank(width, self.ink.blank), head.strip()]
        on = "selection" if selected else "paper"
        focused = selected and self.has_focus
        line = LineBuilder(width, self.ink.style("ink", on))
        line.put(self.chrome.bar if focused else " ", self.ink.style("focus", on))
        line.put("  " * min(source.depth, max(0, width // 6)))
        if source.kind == "folder":
            line.put((self.chrome.closed if source.folded else self.chrome.opened) + " ", self.ink.style("folder", on))
        label = t(source.label) if source.kind == "state" else source.label
        count = f"{source.count:,}" if source.count else ""
        marks = "bold" if source.count and source.kind == "folder" else ""
        # What there is nothing in, or nothing new of, steps back.
        role = ROLES[source.kind] if source.count else "read"
        style = self.ink.style("error" if source.problem else role, on, marks)
        # Red is for what is broken; the word says what, for those who see no red as well.
        health = t(f"health.word.{source.health}") if source.health else ""
        line.put(label, style, keep=cells(count) + 2 + (cells(health) + 1 if health else 0))
        if health and line.room > cells(health) + cells(count) + 2:
            role, sign = ("error", " !") if source.health in ("failing", "gone") else ("muted", " ")
            line.put(sign + health, self.ink.style(role, on), keep=cells(count) + 1)
        line.right(count, self.ink.style("muted", on, "italic"), margin=1)
        return [line.strip()]
