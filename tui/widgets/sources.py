"""The source pane: states, folders, feeds and tags with their counts."""

from textual.strip import Strip

from tui.lines.source import source_lines
from tui.services.sources import Source
from tui.widgets.ink import PRETTY, Chrome, Ink
from tui.widgets.pieces import to_strip
from tui.widgets.rows import RowList


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
        """One source."""
        focused = selected and self.has_focus
        lines = source_lines(self.sources[index], width, self.ink, self.chrome, selected=selected, focused=focused)
        return [to_strip(line, width) for line in lines]
