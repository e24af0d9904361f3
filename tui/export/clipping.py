"""What is exported: an article with all that was kept of it, and the issue it stands in."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from typing import BinaryIO

from tui.dataclass import dataclass, field
from tui.document.blocks import Document
from tui.model.entry import Article
from tui.model.saved import Highlight

SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/bmp": ".bmp",
}
"""The kinds of pictures that are kept, and how their files end. SVG is not among them: it can hold scripts."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture on disk; ``hash`` is its SHA-256 in hex."""

    path: Path
    hash: str
    type: str

    @property
    def name(self) -> str:
        """A name that tells the content, so that the same picture is one file wherever it comes from."""
        return f"{self.hash[:32]}{SUFFIXES.get(self.type, '')}"


@dataclass(frozen=True, slots=True)
class Clipping:
    """One article cut out: its body as blocks, highlights drawn in, and the pictures that are at hand by address.

    ``section`` is where it stands in an issue of many; times are UTC seconds.
    """

    article: Article
    document: Document
    section: str = ""
    note: str = ""
    highlights: tuple[Highlight, ...] = ()
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    saved: int | None = None
    came_from: str = ""
    changes: int = 0

    @property
    def title(self) -> str:
        """The title, or what stands in for one."""
        return self.article.entry.title or self.article.entry.summary[:40] or self.article.entry.url or "—"

    @property
    def language(self) -> str:
        """The language of the text; where nothing is said, Chinese for a text with Han in it."""
        told = self.document.language or self.article.language
        if told:
            return told
        beginning = self.title + self.article.text[:500]
        return "zh-CN" if any("\u4e00" <= sign <= "\u9fff" for sign in beginning) else "en"


@dataclass(frozen=True, slots=True)
class Issue:
    """What a file of several articles is called, of what day (UTC seconds), and in which language."""

    title: str = ""
    date: int = 0
    language: str = "zh-CN"


def _beside(picture: PictureFile) -> str:
    return f"images/{picture.name}"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a format may need to know.

    Cells a line; the zone of times (None for the machine's); the address at which a picture is put beside a text.
    """

    width: int = 76
    ambiguous: int = 1
    zone: tzinfo | None = UTC
    beside: Callable[[PictureFile], str] = _beside


Write = Callable[[BinaryIO, Iterable[Clipping], Issue, Setting], None]
"""Writes articles, as they come, into one file; an article at a time is in memory."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, how its files end, and how one is written.

    ``beside`` says that pictures are files beside the text; ``binary`` that it is nothing for a terminal.
    """

    name: str
    suffix: str
    write: Write
    beside: bool = False
    binary: bool = False
