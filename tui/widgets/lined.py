"""Widgets that draw whole lines themselves: what they give is what is shown, with nothing laid around or over it."""

from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.ink import Ink


class Lined(Widget):
    """A widget whose ``render_line`` says every cell of a line in inks, its ground included.

    Textual would take each line apart to put borders, padding and tint to it, filter the outcome, and keep that until
    something changes; lines that are kept already by whoever draws them keep what the filters make of them as well.
    """

    ink: Ink
    _drawn_at: Size | None = None

    @property
    def size(self) -> Size:
        """Columns and rows; while lines are drawn they are not looked up on the screen again for each."""
        return self._drawn_at or super().size

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style rule asks for the focus here: Textual need not go through all of them."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget."""
        if any(self.gutter):
            return super().render_lines(crop)
        ground, filters = self.background_colors[1], self.get_line_filters()
        if not self.ink.few:
            # Inks are true colours already.
            filters = [each for each in filters if not isinstance(each, ANSIToTruecolor)]
        self._drawn_at = self.size
        try:
            strips = [self.render_line(y) for y in crop.line_range]
        finally:
            width, self._drawn_at = self._drawn_at.width, None
        for each in filters:
            strips = [strip.apply_filter(each, ground) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips
