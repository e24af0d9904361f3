"""Which pictures of an article hang in the terminal, where it shows pictures itself."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.terminal.gallery import Gallery
from tui.terminal.graphics import MOST_CELLS
from tui.text.width import ambiguous

if TYPE_CHECKING:
    from tui.picture.raster import Raster
    from tui.widgets.ink import Ink


class Wall:
    """The pictures of one widget, each sent when it is drawn for the first time."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._numbers: dict[tuple[str, int, int], int] = {}

    @property
    def _gallery(self) -> Gallery | None:
        gallery = getattr(self._widget.app._driver, "gallery", None)
        return gallery if isinstance(gallery, Gallery) else None

    def cell(self, ink: "Ink") -> tuple[int, int] | None:
        """Width and height of a cell in pixels; None where there are to be none but cells."""
        gallery = self._gallery
        # The placeholders bear the number as a colour: fewer colours would make it another.
        if gallery is None or ink.plain or self._widget.app.console.color_system != "truecolor" or ambiguous() == 2:
            return None
        return gallery.cell

    def number(self, url: str, raster: "Raster", columns: int, rows: int) -> int | None:
        """The number of a picture in so many cells, which is sent if it is not there; None where it cannot be."""
        gallery = self._gallery
        if gallery is None or not raster.fine or max(columns, rows) > MOST_CELLS:
            return None
        key = url, columns, rows
        if key not in self._numbers:
            self._numbers[key] = gallery.hang(raster.fine, columns, rows)
        return self._numbers[key]

    def clear(self, url: str = "") -> None:
        """Take down all, or those of one address; to be followed by setting the page anew."""
        for key in [key for key in self._numbers if url in ("", key[0])]:
            number, gallery = self._numbers.pop(key), self._gallery
            if gallery is not None:
                gallery.take_down(number)
