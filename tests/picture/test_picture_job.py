"""Pictures in a worker: real files of every format, and what ends in a reason instead."""

import io
import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import replace
from random import Random

import pytest
from PIL import Image

from tui.model.errors import NoPicture
from tui.picture.raster import FINE_BYTES, FINE_WIDEST, BadRaster, Raster, fitted, from_plain, to_plain
from tui.picture.reader import PictureReader
from tui.worker.pool import Workers

RED, BLUE = (220, 30, 30), (20, 40, 210)


def halves(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, height // 2, width, height))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is as large as that."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


@pytest.fixture
async def reader() -> AsyncIterator[PictureReader]:
    async with Workers(1) as workers:
        yield PictureReader(workers)


def pixel(raster: Raster, x: int, y: int) -> tuple[int, ...]:
    """Red, green, blue and opacity."""
    place = 4 * (y * raster.columns + x)
    return tuple(raster.pixels[place : place + 4])


def near(found: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return found[3] == 255 and all(abs(mine - theirs) < 24 for mine, theirs in zip(found, colour, strict=False))


async def test_every_format_becomes_pixels_that_keep_its_proportions(reader: PictureReader) -> None:
    image = halves(400, 200)
    sideways = Image.Exif()
    sideways[0x0112] = 3
    files = {
        "jpeg": saved(image, "JPEG"),
        "large jpeg": saved(halves(3000, 1500), "JPEG", quality=60),
        "cmyk": saved(halves(400, 200, "CMYK"), "JPEG"),
        "png": saved(image, "PNG"),
        "palette": saved(halves(2000, 1000, "P"), "PNG"),
        "gif": saved(image, "GIF"),
        "webp": saved(image, "WEBP"),
        "avif": saved(image, "AVIF"),
        "bmp": saved(image, "BMP"),
        "upside down": saved(image.rotate(180), "JPEG", exif=sideways),
    }
    for name, data in files.items():
        raster = await reader.read(data, name, 40, 30)
        assert (raster.columns, raster.rows) == (40, 10), name
        assert near(pixel(raster, 20, 2), RED), name
        assert near(pixel(raster, 20, 17), BLUE), name
    turned = Image.Exif()
    turned[0x0112] = 6
    raster = await reader.read(saved(image, "JPEG", exif=turned), "turned", 40, 30)
    assert (raster.columns, raster.rows, raster.width, raster.height) == (30, 30, 200, 400)
    assert near(pixel(raster, 26, 30), RED)
    assert near(pixel(raster, 3, 30), BLUE)


async def test_sixteen_bits_of_grey_and_opacity_are_kept(reader: PictureReader) -> None:
    grey = await reader.read(saved(Image.new("I;16", (80, 80), 30_000), "PNG"), "", 20, 20)
    assert abs(pixel(grey, 5, 5)[0] - 117) < 3
    clear = Image.new("RGBA", (80, 80), (0, 0, 0, 0))
    clear.paste((10, 200, 10, 255), (0, 0, 40, 80))
    raster = await reader.read(saved(clear, "PNG"), "", 20, 20)
    assert pixel(raster, 3, 10) == (10, 200, 10, 255)
    assert pixel(raster, 16, 10)[3] == 0


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bomb(60_000, 60_000), "pixels"),
        (bomb(9_000, 9_000), "pixels"),
        (bomb(3_000, 3_000), "broken"),
        (saved(halves(800, 600), "JPEG")[:2000], "broken"),
        (saved(Image.effect_noise((300, 300), 90), "PNG")[:20_000], "broken"),
        (SVG, "svg"),
        (b"<!DOCTYPE html><title>403</title>", "page"),
        (b"\x00\x01\x02 nothing at all", "kind"),
        (b"", "kind"),
        (saved(halves(20, 20), "TIFF"), "kind"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n", "kind"),
    ],
    ids=["huge", "large", "missing rows", "cut jpeg", "cut png", "svg", "page", "noise", "empty", "tiff", "postscript"],
)
async def test_what_cannot_be_shown_ends_in_a_reason(reader: PictureReader, data: bytes, reason: str) -> None:
    with pytest.raises(NoPicture) as caught:
        await reader.read(data, "https://a.example/1", 40, 20)
    assert caught.value.about["reason"] == reason
    assert caught.value.about["url"] == "https://a.example/1"


def test_a_size_keeps_proportions_and_never_blows_up_an_icon() -> None:
    assert fitted(1600, 900, 76, 30) == (76, 22)
    assert fitted(900, 1600, 76, 20) == (22, 20)
    assert fitted(16, 16, 76, 20) == (4, 2)
    assert fitted(10_000, 1, 76, 20) == (76, 1)
    assert fitted(1, 10_000, 76, 20) == (1, 20)


def test_only_a_raster_is_taken_for_one() -> None:
    raster = Raster(2, 1, 20, 20, bytes(range(16)))
    plain = to_plain(raster)
    assert from_plain(plain) == raster
    for wrong in (
        {**plain, "rows": 2},
        {**plain, "columns": 10**9, "rows": 10**9},
        {**plain, "pixels": "%%%"},
        {**plain, "width": None},
        {"columns": 2},
    ):
        with pytest.raises(BadRaster):
            from_plain(wrong)


def opened(raster: Raster) -> Image.Image:
    """The picture for a terminal that shows pictures itself."""
    return Image.open(io.BytesIO(raster.fine))


async def test_as_fine_as_the_cells_are_and_no_finer_than_the_picture(reader: PictureReader) -> None:
    photo = saved(halves(3000, 1500), "JPEG", quality=95)
    raster = await reader.read(photo, "u", 60, 40, (10, 20))
    assert (raster.columns, raster.rows) == (60, 15)
    assert (opened(raster).size, opened(raster).mode, opened(raster).format) == ((600, 300), "RGB", "PNG")
    assert near((*opened(raster).getpixel((300, 40)), 255), RED)  # type: ignore[misc]
    assert near(pixel(raster, 30, 2), RED)
    assert near(pixel(raster, 30, 27), BLUE)
    plain = await reader.read(photo, "u", 60, 40)
    assert plain.fine == b""
    small = await reader.read(saved(halves(200, 100), "PNG"), "u", 60, 40, (10, 20))
    assert opened(small).size == (200, 100)
    # Higher cells than they are wide by two: the picture's own proportions are kept.
    tall = await reader.read(photo, "u", 60, 40, (8, 24))
    assert opened(tall).size == (480, 240)


async def test_fine_pictures_are_turned_and_let_through_what_is_behind_them(reader: PictureReader) -> None:
    turned = halves(400, 200)
    exif = Image.Exif()
    exif[0x0112] = 6
    raster = await reader.read(saved(turned, "JPEG", exif=exif, quality=95), "u", 40, 40, (10, 20))
    assert opened(raster).size == (200, 400)
    assert (raster.width, raster.height) == (200, 400)
    assert near((*opened(raster).getpixel((180, 200)), 255), RED)  # type: ignore[misc]
    assert near(pixel(raster, raster.columns - 3, raster.rows), RED)
    clear = halves(100, 100, "RGBA")
    clear.putalpha(90)
    assert opened(await reader.read(saved(clear, "PNG"), "u", 40, 40, (10, 20))).mode == "RGBA"


async def test_a_terminal_is_never_given_a_large_one(reader: PictureReader) -> None:
    noise = Image.frombytes("RGB", (1700, 900), Random(1).randbytes(1700 * 900 * 3))
    raster = await reader.read(saved(noise, "PNG", compress_level=0), "u", 400, 200, (40, 80))
    assert len(raster.fine) <= FINE_BYTES
    assert opened(raster).width <= FINE_WIDEST
    assert from_plain(to_plain(raster)) == raster
    for fine in (
        raster.fine + b"\0" * FINE_BYTES,
        b"\x1b_Ga=d\x1b\\",
        raster.fine[:20],
        bomb(FINE_WIDEST + 1, 10),
        bomb(10, 1_000_000),
        bomb(0, 0),
    ):
        with pytest.raises(BadRaster):
            from_plain(to_plain(replace(raster, fine=fine)))
