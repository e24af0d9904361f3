"""A picture as pixels of the size it is drawn in: two pixels a cell, one above the other."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WIDEST, HIGHEST = 400, 200
"""Cells that a picture may ever take."""
SOURCE_PIXELS = 4
"""A picture is not drawn larger than one cell for so many of its own pixels: an icon stays small."""
CHANNELS = 4


class BadRaster(ValueError):
    """What should be a raster is none."""


@dataclass(frozen=True, slots=True)
class Raster:
    """``columns`` × twice ``rows`` pixels, four bytes each (red, green, blue, opacity), line by line from the top.

    ``width`` × ``height`` is the picture's own size in pixels.
    """

    columns: int
    rows: int
    width: int
    height: int
    pixels: bytes

    def room(self, columns: int, rows: int) -> tuple[int, int]:
        """The cells it takes where there are so many (see `fitted`)."""
        return fitted(self.width, self.height, columns, rows)


def fitted(width: int, height: int, columns: int, rows: int) -> tuple[int, int]:
    """The cells for a picture of that many pixels within ``columns`` × ``rows``, its proportions kept; at least one.

    A cell counts as twice as high as wide.
    """
    wide = max(1, min(columns, -(-width // SOURCE_PIXELS)))
    high = -(-wide * height // (2 * max(1, width)))
    if high > rows:
        high = max(1, rows)
        wide = max(1, min(wide, round(2 * high * width / max(1, height))))
    return wide, max(1, high)


def to_plain(raster: Raster) -> dict[str, Any]:
    """The raster as JSON-able data."""
    return {
        "columns": raster.columns,
        "rows": raster.rows,
        "width": raster.width,
        "height": raster.height,
        "pixels": base64.b64encode(raster.pixels).decode(),
    }


def from_plain(data: Mapping[str, Any]) -> Raster:
    """The raster that ``to_plain`` described; BadRaster for anything else, whoever sent it."""
    try:
        columns, rows, width, height = (int(data[name]) for name in ("columns", "rows", "width", "height"))
        pixels = base64.b64decode(data["pixels"], validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise BadRaster from error
    if not (1 <= columns <= WIDEST and 1 <= rows <= HIGHEST and 1 <= width < 1 << 31 and 1 <= height < 1 << 31):
        raise BadRaster
    if len(pixels) != CHANNELS * columns * rows * 2:
        raise BadRaster
    return Raster(columns, rows, width, height, pixels)
