"""Bytes to text, as Chinese sites need it: a charset that is named is believed as far as the bytes bear it out.

The ladder: override, BOM, strict UTF-8, the declared charset (header, then XML declaration or meta), then the reading
that holds the most of the characters every Chinese text is full of, then the one with the fewest U+FFFD.
"""

import codecs
import re
from typing import Literal

from tui.dataclass import dataclass
from tui.text.charsets import BIG5, GB, HONG_KONG, SEVEN_BIT, SINGLE_BYTE, codec_of, declared
from tui.text.common_han import COMMON

Why = Literal["bom", "utf-8", "header", "declared", "guessed", "override", "fallback"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that gave it, and the step of the ladder that chose it."""

    text: str
    encoding: str
    why: Why


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # The mark of UTF-32 LE begins with that of UTF-16 LE.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000
_HAN = re.compile("[\u3400-\u9fff]")
_NOT_ASCII = re.compile("[^\\x00-\\x7f]")
_REPLACED = "\ufffd"
# Big5 read as GB 18030 is full of characters for private use.
_STRANGE = re.compile("[\ufffd\ue000-\uf8ff]")
_CHINESE = 0.35
"""Share of common characters above which Han text is Chinese: right readings have 0.5 to 0.8, wrong ones under 0.2."""
_FEW = 0.2


def decode(data: bytes, http_charset: str = "", override: str = "") -> Decoded:
    """`data` as text; never raises, and never uses a codec that is not a charset.

    `http_charset` is the parameter of the Content-Type header, `override` the charset that the reader chose for the
    feed; unknown names are passed over.
    """
    if codec := codec_of(override):
        return Decoded(_read(data, codec), codec, "override")
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return Decoded(_read(data[len(mark) :], codec), codec, "bom")
    said: list[tuple[str, Why]] = [(codec_of(http_charset), "header"), (declared(data), "declared")]
    for codec, why in said:
        if codec in SEVEN_BIT and (text := _strict(data, codec)) is not None:
            return Decoded(text, codec, why)
    if codec := _wide(data, said[0][0]):
        return Decoded(_read(data, codec), codec, "guessed")
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8", "utf-8")
    return _as_declared(data, said) or _guessed(data)


def _wide(data: bytes, header: str) -> str:
    """The byte order of UTF-16 without a mark, seen from the zero bytes of its first ASCII characters, or ""."""
    if b"\0" not in data[:4] and not header.startswith(("utf-16", "utf-32")):
        return ""
    even, odd = data[:200:2].count(0), data[1:200:2].count(0)
    enough = max(2, len(data[:200]) // 8)
    if odd >= enough and odd > even * 4:
        return "utf-16-le"
    if even >= enough and even > odd * 4:
        return "utf-16-be"
    return ""


def _as_declared(data: bytes, said: list[tuple[str, Why]]) -> Decoded | None:
    """The reading by a declared charset, where the bytes bear it out."""
    if _damaged_utf8(data):
        return Decoded(_read(data, "utf-8"), "utf-8", "utf-8")
    for codec, why in said:
        if not codec or codec.startswith("utf"):
            continue
        text = _read(data, codec)
        unread = text.count(_REPLACED) > len(_NOT_ASCII.findall(text)) * _FEW
        strange = len(_STRANGE.findall(text)) > len(_NOT_ASCII.findall(text)) * _FEW / 4
        if (codec in SINGLE_BYTE or unread or strange) and _chinese(data):
            continue
        if not unread:
            return Decoded(text, codec, why)
    return None


def _damaged_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with a few bad bytes: other charsets hardly ever look like it."""
    sample = _read(data[:_SAMPLE], "utf-8")
    high = _NOT_ASCII.findall(sample)
    if sample.count(_REPLACED) < len(high) * _FEW:
        return True
    # The damage, or the first letters that are not ASCII, may come late.
    text = _read(data, "utf-8") if len(data) > _SAMPLE else sample
    return text.count(_REPLACED) < len(_NOT_ASCII.findall(text)) * _FEW


def _chinese(data: bytes) -> str:
    """The Chinese charset in which `data` makes sense, or ""."""
    shares = {codec: _common_share(_read(data[:_SAMPLE], codec)) for codec in (GB, BIG5)}
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] >= _CHINESE else ""


def _common_share(text: str) -> float:
    """Of all that is not ASCII or was not readable, the part that is Han and common; punctuation aside."""
    han = _HAN.findall(text)
    counted = len(han) + len(_STRANGE.findall(text))
    return sum(ch in COMMON for ch in han) / counted if counted else 0.0


def _guessed(data: bytes) -> Decoded:
    if codec := _chinese(data):
        return Decoded(_read(data, codec), codec, "guessed")
    readings = {codec: _read(data, codec) for codec in ("utf-8", GB, BIG5, "cp1252")}
    best = min(readings, key=lambda codec: readings[codec].count(_REPLACED))
    return Decoded(readings[best], best, "fallback")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _read(data: bytes, codec: str) -> str:
    text = data.decode(codec, "replace").removeprefix("\ufeff")
    if codec == BIG5 and _REPLACED in text:
        # Both go by the name of Big5; pages of Hong Kong hold characters that Taiwan's has not.
        wider = data.decode(HONG_KONG, "replace")
        return wider if wider.count(_REPLACED) < text.count(_REPLACED) else text
    return text
