"""Pixels as cells of text and colours, by what the terminal can."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from tui.dataclass import dataclass
from tui.picture.raster import CHANNELS, Raster
from tui.picture.tones import GREYS, Colour, Tone, brightness, dithered, nearest_of_256

HALF = "▀"
OPAQUE = b"\xff"
RAMP = " .:-=+*#%@"
"""Characters from little ink to much."""

Colours = Literal["true", "256", "16", "none"]


@dataclass(frozen=True, slots=True)
class Way:
    """How pictures are drawn: ``colours`` of the terminal; ``wide`` where ▀ takes two cells; ``dark`` is the paper.

    ``paper`` is what transparent pixels show.
    """

    colours: Colours = "true"
    wide: bool = False
    dark: bool = True
    paper: Colour = (0, 0, 0)


class Cell(NamedTuple):
    """Text of one or more cells in one ink on one ground, each a colour or None for the terminal's own."""

    text: str
    ink: Tone | None = None
    ground: Tone | None = None


def drawn(raster: Raster, columns: int, rows: int, way: Way) -> list[list[Cell]]:
    """A picture in exactly so many cells, line by line; where it has other pixels, the nearest are taken."""
    pixels = _pixels(raster, columns, 2 * rows, way.paper)
    if way.colours == "none":
        return [_merged(line) for line in _as_characters(_paired(pixels), way.dark)]
    if way.wide:
        pixels = _squared(pixels)
        return [_merged(_blanks(line, columns)) for line in _toned(pixels, way.colours)]
    tones = _toned(pixels, way.colours)
    return [_merged(_halves(*pair)) for pair in zip(tones[::2], tones[1::2], strict=True)]


def _pixels(raster: Raster, columns: int, lines: int, paper: Colour) -> list[list[Colour]]:
    """The colours of a grid, what is transparent mixed with the paper."""
    rows = [_line(raster, y, paper) for y in range(2 * raster.rows)]
    if columns != raster.columns:
        across = [x * raster.columns // columns for x in range(columns)]
        rows = [[row[x] for x in across] for row in rows]
    return rows if lines == len(rows) else [rows[y * len(rows) // lines] for y in range(lines)]


def _line(raster: Raster, y: int, paper: Colour) -> list[Colour]:
    size = CHANNELS * raster.columns
    line = raster.pixels[y * size : (y + 1) * size]
    reds, greens, blues, opacities = (line[channel::CHANNELS] for channel in range(CHANNELS))
    if opacities == OPAQUE * raster.columns:
        return list(zip(reds, greens, blues, strict=True))
    return [_over(pixel, paper) for pixel in zip(reds, greens, blues, opacities, strict=True)]


def _over(pixel: tuple[int, int, int, int], paper: Colour) -> Colour:
    red, green, blue, opacity = pixel
    if opacity == 255:
        return red, green, blue
    clear = 255 - opacity
    return tuple((mine * opacity + under * clear) // 255 for mine, under in zip(pixel, paper, strict=False))  # type: ignore[return-value]


def _mean(*colours: Colour) -> Colour:
    count = len(colours)
    return sum(c[0] for c in colours) // count, sum(c[1] for c in colours) // count, sum(c[2] for c in colours) // count


def _paired(pixels: list[list[Colour]]) -> list[list[Colour]]:
    """One pixel for two that stand one above the other."""
    return [[_mean(*both) for both in zip(*two, strict=True)] for two in zip(pixels[::2], pixels[1::2], strict=True)]


def _squared(pixels: list[list[Colour]]) -> list[list[Colour]]:
    """One pixel for a square of four; a last column without neighbour stands alone."""
    return [[_mean(*line[x : x + 2]) for x in range(0, len(line), 2)] for line in _paired(pixels)]


def _toned(pixels: list[list[Colour]], colours: Colours) -> list[list[Tone]]:
    """The pixels in colours that the terminal has."""
    if colours == "256":
        return [[nearest_of_256(pixel) for pixel in line] for line in pixels]
    if colours == "16":
        return dithered(brightness(pixels), GREYS)
    return [list(line) for line in pixels]


def _halves(upper: list[Tone], lower: list[Tone]) -> Iterator[Cell]:
    """One line of cells for two of pixels."""
    for above, below in zip(upper, lower, strict=True):
        yield Cell(" ", None, above) if above == below else Cell(HALF, above, below)


def _blanks(line: list[Tone], columns: int) -> Iterator[Cell]:
    """Two blank cells for a pixel, the last one cut where there is an odd number of cells."""
    for place, tone in enumerate(line):
        yield Cell(" " * min(2, columns - 2 * place), None, tone)


def _as_characters(pixels: list[list[Colour]], dark: bool) -> Iterator[Iterator[Cell]]:
    """More ink for what is lighter on a dark paper, for what is darker on a light one."""
    levels = [(tone, level) for level, tone in enumerate(RAMP)]
    greys = [(tone, round(255 * level / (len(RAMP) - 1))) for tone, level in levels]
    if not dark:
        greys = [(tone, 255 - grey) for tone, grey in greys]
    return ((Cell(str(tone)) for tone in line) for line in dithered(brightness(pixels), greys))


def _merged(cells: Iterator[Cell]) -> list[Cell]:
    """Neighbours in the same colours as one."""
    merged: list[Cell] = []
    for cell in cells:
        if merged and merged[-1][1:] == cell[1:]:
            merged[-1] = merged[-1]._replace(text=merged[-1].text + cell.text)
        else:
            merged.append(cell)
    return merged
