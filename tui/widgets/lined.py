"""Widgets that draw whole lines themselves: what they give is what is shown, with nothing laid around or over it."""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Lined(Widget):
    """A widget whose ``render_line`` says every cell of a line, its ground included.

    Textual would take each line apart to put borders, padding and tint to it, filter the outcome, and keep that until
    something changes; lines that are kept already by whoever draws them keep what the filters make of them as well.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the widget."""
        if any(self.gutter):
            return super().render_lines(crop)
        width, ground = self.size.width, self.background_colors[1]
        filters = self.get_line_filters()
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y)
            for each in filters:
                strip = strip.apply_filter(each, ground)
            strips.append(strip)
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips
