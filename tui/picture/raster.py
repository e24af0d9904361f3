"""A picture as pixels of the size it is drawn in: two pixels a cell, one above the other."""

import base64
import binascii
import struct
from collections.abc import Mapping
from typing import Any

from tui.dataclass import dataclass

WIDEST, HIGHEST = 400, 200
"""Cells that a picture may ever take."""
SOURCE_PIXELS = 4
"""A picture is not drawn larger than one cell for so many of its own pixels: an icon stays small."""
CHANNELS = 4
FINE_BYTES, FINE_PIXELS, FINE_WIDEST = 1_500_000, 1_500_000, 1600
"""The most that a picture for a terminal which shows pictures itself may have."""
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


class BadRaster(ValueError):
    """What should be a raster is none."""


@dataclass(frozen=True, slots=True)
class Raster:
    """``columns`` × twice ``rows`` pixels, four bytes each (red, green, blue, opacity), line by line from the top.

    ``width`` × ``height`` is the picture's own size in pixels. ``fine`` is the same as PNG in as many pixels as can be
    seen, for a terminal that shows pictures itself; empty where none was asked for.
    """

    columns: int
    rows: int
    width: int
    height: int
    pixels: bytes
    fine: bytes = b""

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


def seen(width: int, height: int, across: int, down: int) -> tuple[int, int]:
    """The pixels to be had of a picture within ``across`` × ``down`` pixels of a screen: never more than it has."""
    share = min(1.0, across / width, down / height, FINE_WIDEST / width, (FINE_PIXELS / (width * height)) ** 0.5)
    return max(1, int(width * share)), max(1, int(height * share))


def to_plain(raster: Raster) -> dict[str, Any]:
    """The raster as JSON-able data."""
    return {
        "columns": raster.columns,
        "rows": raster.rows,
        "width": raster.width,
        "height": raster.height,
        "pixels": base64.b64encode(raster.pixels).decode(),
        "fine": base64.b64encode(raster.fine).decode(),
    }


def from_plain(data: Mapping[str, Any]) -> Raster:
    """The raster that ``to_plain`` described; BadRaster for anything else, whoever sent it."""
    try:
        columns, rows, width, height = (int(data[name]) for name in ("columns", "rows", "width", "height"))
        pixels, fine = (base64.b64decode(data[name], validate=True) for name in ("pixels", "fine"))
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise BadRaster from error
    if not (1 <= columns <= WIDEST and 1 <= rows <= HIGHEST and 1 <= width < 1 << 31 and 1 <= height < 1 << 31):
        raise BadRaster
    if len(pixels) != CHANNELS * columns * rows * 2:
        raise BadRaster
    if fine and not _within_limits(fine):
        raise BadRaster
    return Raster(columns, rows, width, height, pixels, fine)


def _within_limits(png: bytes) -> bool:
    """Whether a terminal may be given a picture: a PNG that is not large, whoever made it."""
    if len(png) > FINE_BYTES or not png.startswith(_PNG) or len(png) < len(_PNG) + 8:
        return False
    width, height = struct.unpack_from(">II", png, len(_PNG))
    return bool(1 <= width <= FINE_WIDEST and height >= 1 and width * height <= FINE_PIXELS)
