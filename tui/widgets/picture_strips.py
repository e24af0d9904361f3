"""Cells of a picture as a strip, and how the terminal at hand shows pictures."""

from collections.abc import Sequence
from functools import lru_cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.picture.cells import Cell, Colours, Way
from tui.picture.tones import Tone
from tui.terminal.graphics import placeholders
from tui.widgets.ink import Ink

_COLOURS: dict[str | None, Colours] = {"truecolor": "true", "256": "256", "standard": "16", "windows": "16"}


def way_of(ink: Ink, colour_system: str | None, *, wide: bool) -> Way:
    """The way for a theme and for what Rich found out about the terminal; no colours where none are wanted."""
    palette = ink.palette
    if palette.of_terminal:
        paper = (0, 0, 0) if palette.dark else (255, 255, 255)
    else:
        red, green, blue = (int(palette.paper[place : place + 2], 16) for place in (1, 3, 5))
        paper = (red, green, blue)
    colours: Colours = "none" if ink.plain else _COLOURS.get(colour_system, "none")
    return Way(colours, wide, palette.dark, paper)


def strip_of_cells(cells: Sequence[Cell], ink: Ink) -> Strip:
    """One line of a picture."""
    segments = [Segment(cell.text, style_of_cell(cell.ink, cell.ground) or ink.blank) for cell in cells]
    return Strip(segments, sum(len(cell.text) for cell in cells))


def strip_of_placeholders(number: int, row: int, columns: int, ink: Ink) -> Strip:
    """One line of a picture that the terminal holds under a number."""
    colour = Color.from_rgb(number >> 16, number >> 8 & 0xFF, number & 0xFF)
    return Strip([Segment(placeholders(row, columns), ink.blank + Style(color=colour))], columns)


@lru_cache(maxsize=1 << 13)
def style_of_cell(ink: Tone | None, ground: Tone | None) -> Style | None:
    """The style of a cell; None for one without colours of its own."""
    if ink is None and ground is None:
        return None
    return Style(color=_colour(ink), bgcolor=_colour(ground))


def _colour(tone: Tone | None) -> Color | None:
    match tone:
        case None:
            return None
        case str():
            return Color.parse(tone)
        case int():
            return Color.from_ansi(tone)
        case _:
            return Color.from_rgb(*tone)
