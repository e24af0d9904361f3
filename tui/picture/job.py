"""What a worker runs for a picture: a stranger's bytes become a few pixels. Only here is Pillow imported."""

import struct
import zlib
from typing import TYPE_CHECKING, Any

from tui.model.errors import NoPicture
from tui.picture.raster import FINE_BYTES, HIGHEST, WIDEST, Raster, fitted, seen, to_plain

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000
"""Of a picture before it is made smaller; a camera's are half as many."""
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP")
REDUCIBLE = ("1", "L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")
"""Modes that can be made smaller before they are turned into colours with opacity."""
ORIENTATION = 0x0112
SIDEWAYS = 5
"""EXIF orientations from here on have width and height exchanged."""

# What Pillow raises for bytes that are no proper picture.
BROKEN = (OSError, SyntaxError, ValueError, TypeError, IndexError, KeyError, EOFError, ArithmeticError, struct.error,
          zlib.error, AttributeError)  # fmt: skip


def decode(payload: bytes, args: dict[str, Any]) -> dict[str, Any]:
    """The picture in ``payload`` as a raster within ``columns`` × ``rows`` cells; NoPicture with the reason.

    With ``cell``, the width and height of a cell in pixels, also in as many pixels as these cells have.
    """
    columns = min(max(1, int(args["columns"])), WIDEST)
    rows = min(max(1, int(args["rows"])), HIGHEST)
    image = _opened(payload)
    try:
        turn = _orientation(image)
        width, height = image.size[::-1] if turn >= SIDEWAYS else image.size
        wide, high = fitted(width, height, columns, rows)
        fine = b""
        if cell := args.get("cell"):
            image = _turned(_shrunk(image, _sized(seen(width, height, wide * cell[0], high * cell[1]), turn)), turn)
            turn, fine = 1, _as_png(image)
        pixels = _turned(_shrunk(image, _sized((wide, 2 * high), turn)), turn).tobytes()
    except BROKEN as error:
        raise NoPicture(reason="broken") from error
    return to_plain(Raster(wide, high, width, height, pixels, fine))


def _sized(size: tuple[int, int], turn: int) -> tuple[int, int]:
    """The size before the picture is turned."""
    return size[::-1] if turn >= SIDEWAYS else size


def _as_png(image: "Image") -> bytes:
    """The picture as a file that is not too large to be written to a terminal; made smaller until it is so."""
    from io import BytesIO

    if image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    while True:
        out = BytesIO()
        image.save(out, "PNG", compress_level=6)
        if out.tell() <= FINE_BYTES:
            return out.getvalue()
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)))


def _opened(payload: bytes) -> "Image":
    """The picture, of which no more than the head has been read."""
    try:
        import PIL.Image
    except ImportError as error:
        raise NoPicture(reason="decoder") from error
    from io import BytesIO

    _know_formats()
    # Looked at below; Pillow would warn from here on, and raise at twice as many.
    PIL.Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        image = PIL.Image.open(BytesIO(payload), formats=FORMATS)
    except PIL.Image.DecompressionBombError as error:
        raise NoPicture(reason="pixels") from error
    except BROKEN as error:
        raise NoPicture(reason=_what_instead(payload)) from error
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise NoPicture(reason="pixels", width=width, height=height)
    return image


def _know_formats() -> None:
    """Make Pillow know the formats that are wanted, instead of looking for all it has."""
    from PIL import (  # noqa: F401
        AvifImagePlugin,
        BmpImagePlugin,
        GifImagePlugin,
        JpegImagePlugin,
        PngImagePlugin,
        WebPImagePlugin,
    )


def _what_instead(payload: bytes) -> str:
    """A word for what came in place of a picture."""
    start = payload[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start:
        return "svg"
    return "page" if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) else "kind"


def _orientation(image: "Image") -> int:
    """How the picture is to be turned, 1 where it is not."""
    try:
        found = image.getexif().get(ORIENTATION, 1)
    except BROKEN:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _shrunk(image: "Image", size: tuple[int, int]) -> "Image":
    """The picture in RGBA at a size in pixels; made smaller first where that is cheap."""
    from PIL.Image import Resampling

    # JPEG can be unpacked at a half, a quarter, an eighth.
    image.draft("RGB", (size[0] * 2, size[1] * 2))
    image.load()
    if image.mode.startswith("I"):  # sixteen bits of grey
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    factor = min(image.width // (size[0] * 3), image.height // (size[1] * 3))
    # One colour that stands for transparency would not be found again among mixed ones.
    if factor > 1 and image.mode in REDUCIBLE and "transparency" not in image.info:
        image = image.reduce(factor)
    return image.convert("RGBA").resize(size, Resampling.LANCZOS)


def _turned(image: "Image", turn: int) -> "Image":
    """The picture as it was held when it was taken."""
    from PIL.Image import Transpose

    ways = (
        Transpose.FLIP_LEFT_RIGHT, Transpose.ROTATE_180, Transpose.FLIP_TOP_BOTTOM, Transpose.TRANSPOSE,
        Transpose.ROTATE_270, Transpose.TRANSVERSE, Transpose.ROTATE_90,
    )  # fmt: skip
    return image if turn == 1 else image.transpose(ways[turn - 2])
