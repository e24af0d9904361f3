"""Widgets that draw whole lines themselves: what they give is what is shown, with nothing laid around or over it."""

from collections.abc import Hashable
from typing import Self

from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.ink import Ink


class Lined(Widget):
    """A widget whose ``render_line`` says every cell of a line in inks, its ground included.

    Textual would take each line apart to put borders, padding and tint to it, and filter all of them whenever one has
    changed. Here a line is drawn and filtered once, until a ``refresh`` names it or the whole widget.
    """

    ink: Ink
    _drawn_at: Size | None = None

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        self._shown: dict[int, Strip] = {}
        self._scene: Hashable = None
        super().__init__(id=id)

    @property
    def size(self) -> Size:
        """Columns and rows; while lines are drawn they are not looked up on the screen again for each."""
        return self._drawn_at or super().size

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style rule asks for the focus here: Textual need not go through all of them."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw these parts anew, or all of it."""
        if not regions:
            self._shown.clear()
        for region in regions:
            for y in region.line_range:
                self._shown.pop(y, None)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget."""
        if any(self.gutter):
            return super().render_lines(crop)
        size = self._drawn_at = self.size
        try:
            strips = self._lines_from(crop, size)
        finally:
            self._drawn_at = None
        return strips if crop.column_span == (0, size.width) else [strip.crop(*crop.column_span) for strip in strips]

    def _lines_from(self, crop: Region, size: Size) -> list[Strip]:
        shown, ground = self._shown, self.background_colors[1]
        if self._scene != (size, self.ink, ground):
            self._scene = (size, self.ink, ground)
            shown.clear()
        if any(y not in shown for y in crop.line_range):
            filters = self.get_line_filters()
            if not self.ink.few:
                # Inks are true colours already.
                filters = [each for each in filters if not isinstance(each, ANSIToTruecolor)]
            for y in crop.line_range:
                if y not in shown:
                    strip = self.render_line(y).simplify()
                    for each in filters:
                        strip = strip.apply_filter(each, ground)
                    shown[y] = strip
        return [shown[y] for y in crop.line_range]
