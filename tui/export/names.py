"""Names for files that every common system takes: 2025-02-15 深化产业援疆….md."""

import re
import unicodedata
from datetime import UTC, datetime, tzinfo

from tui.text.clean import clean_text

LONGEST = 255
"""Bytes of UTF-8 a name may have on the file systems in use."""

ROOM = 16
"""Bytes kept free of ``LONGEST`` for what is added behind a title: " (12)", a temporary name's tail."""

# Windows: characters no name may hold. A full-width twin says the same to a reader.
_TWINS = str.maketrans({
    "/": "／", "\\": "＼", ":": "：", "*": "＊", "?": "？", '"': "＂", "<": "＜", ">": "＞", "|": "｜",
})  # fmt: skip
# Windows: names of devices, whatever follows behind a dot.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=$|[. ])", re.IGNORECASE)
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_JOINER = "\u200d"


def file_name(title: str, suffix: str, date: int | None = None, fallback: str = "", zone: tzinfo | None = UTC) -> str:
    """A name with ``suffix`` (``.md``) for a title, its day before it; always safe, never hidden, never empty.

    Chinese stays; what Windows forbids becomes its full-width twin; a title that is too long ends in ``…``.
    """
    day = _day(date, zone)
    stem = safe_stem(title) or safe_stem(fallback) or ("" if day else "_")
    stem = f"{day} {stem}".strip()
    if _RESERVED.match(stem) or stem.startswith((".", "~", "-")):
        stem = f"_{stem}"
    return shortened(stem, LONGEST - ROOM - len(suffix.encode())) + suffix


def safe_stem(text: str) -> str:
    """The text as the part of a name before its suffix; "" where nothing is left."""
    text = unicodedata.normalize("NFC", clean_text(text[:2000]).translate(_TWINS))
    text = "".join(sign for sign in text if sign == _JOINER or unicodedata.category(sign) not in _UNSEEN)
    # Windows drops dots and spaces at the end, and two dots are the folder above.
    return " ".join(text.split()).strip(" .\u3000" + _JOINER)


def shortened(stem: str, room: int) -> str:
    """The stem in at most ``room`` bytes of UTF-8, cut between characters that belong together."""
    if len(stem.encode()) <= room:
        return stem
    from tui.text.width import graphemes

    kept, used = [], len("…".encode())
    for cluster in graphemes(stem):
        used += len(cluster.encode())
        if used > room:
            break
        kept.append(cluster)
    return "".join(kept).rstrip(" .") + "…"


def numbered(name: str, number: int) -> str:
    """The name for the ``number``-th file that would have it: ``a.md``, ``a (2).md``."""
    if number < 2:
        return name
    stem, dot, suffix = name.rpartition(".")
    tail = f" ({number})"
    if not stem:
        stem, dot, suffix = name, "", ""
    room = LONGEST - len((tail + dot + suffix).encode())
    return f"{shortened(stem, room)}{tail}{dot}{suffix}"


def _day(date: int | None, zone: tzinfo | None) -> str:
    if date is None:
        return ""
    try:
        return datetime.fromtimestamp(date, UTC).astimezone(zone).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return ""
