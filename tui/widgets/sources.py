"""The source pane: states, folders, feeds and tags with their counts."""

from textual.strip import Strip

from tui.lines.source import source_lines
from tui.services.sources import Source
from tui.widgets.ink import PRETTY, Chrome, Ink
from tui.widgets.pieces import to_strip
from tui.widgets.rows import RowList
from tui.widgets.strips import Kept


class SourceList(RowList):
    """Draws ``Source`` rows; the current view's row is marked also without the focus."""

    def __init__(self, ink: Ink, chrome: Chrome = PRETTY, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(ink, chrome, id=id)
        self.sources: list[Source] = []
        self._kept: Kept[list[Strip]] = Kept()

    def show(self, sources: list[Source]) -> None:
        """Show these rows, the cursor staying on what it stood on."""
        stood, before = self.current, self.sources
        self.sources = sources
        if stood is not None and not self._is_at(self.cursor, stood):
            self.cursor = self.place_of(stood.kind, stood.key) or self.cursor
            self.redraw()
        elif len(before) != len(sources) or any(old.kind != new.kind for old, new in zip(before, sources, strict=True)):
            self.redraw()
        else:
            for place in sorted({row for row, _ in self._lines}):
                if before[place] is not sources[place]:
                    self.redraw_row(place)

    def _is_at(self, place: int, source: Source) -> bool:
        """Whether a row shows this source."""
        at = self.sources[place] if place < len(self.sources) else None
        return at is not None and (at.kind, at.key) == (source.kind, source.key)

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
        source, focused = self.sources[index], selected and self.has_focus
        scene, key = (self.ink, self.chrome, width), (source, selected, focused)
        return self._kept.get(scene, key, lambda: self._draw(source, width, selected, focused))

    def _draw(self, source: Source, width: int, selected: bool, focused: bool) -> list[Strip]:
        lines = source_lines(source, width, self.ink, self.chrome, selected=selected, focused=focused)
        return [to_strip(line, width) for line in lines]
