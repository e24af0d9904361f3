"""Widgets that draw whole lines themselves: what they give is what is shown, with nothing laid around or over it."""

from collections.abc import Iterator
from functools import partial
from typing import Self

from textual.color import Color
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.ink import Ink
from tui.widgets.strips import KeptLines


class Lined(Widget):
    """A widget whose ``render_line`` says every cell of a line in inks, its ground included.

    Textual would take each line apart to put borders, padding and tint to it, and filter all of them whenever one has
    changed. Here a line is drawn and filtered once, until a ``refresh`` names it or the whole widget.
    """

    ink: Ink
    _drawn_at: Size | None = None

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        self._kept_lines = KeptLines()
        super().__init__(id=id)

    @property
    def size(self) -> Size:
        """Columns and rows; while lines are drawn they are not looked up on the screen again for each."""
        return self._drawn_at or super().size

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style rule asks for the focus here: Textual need not go through all of them."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw these parts anew, or all of it."""
        self._kept_lines.forget(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget."""
        if any(self.gutter):
            return super().render_lines(crop)
        size = self._drawn_at = self.size
        ground = self.background_colors[1]
        try:
            draw = partial(self._drawn_lines, ground=ground)
            return self._kept_lines.get((size, self.ink, ground), crop, size.width, draw)
        finally:
            self._drawn_at = None

    def _drawn_lines(self, rows: list[int], ground: Color) -> Iterator[Strip]:
        filters = self.get_line_filters()
        if not self.ink.few:
            # Inks are true colours already.
            filters = [each for each in filters if not isinstance(each, ANSIToTruecolor)]
        for y in rows:
            strip = self.render_line(y).simplify()
            for each in filters:
                strip = strip.apply_filter(each, ground)
            yield strip
