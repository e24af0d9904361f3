"""What lies under the panes: all its lines look the same, so one is drawn and stands for all."""

from collections.abc import Callable

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip


def alike(draw: Callable[[Region], list[Strip]], crop: Region) -> list[Strip]:
    """The lines of a part of a widget without content of its own: Textual would draw, filter and cut each of them."""
    return draw(Region(crop.x, 0, crop.width, 1)) * crop.height


class Row(Horizontal):
    """Widgets side by side, nothing around them."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its lines, which lie under the widgets."""
        return alike(super().render_lines, crop)


class Column(Vertical):
    """Widgets one below the other, nothing around them."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Its lines, which lie under the widgets."""
        return alike(super().render_lines, crop)
