"""The block model of an article: a closed union, so that mypy names every writer that forgets a kind."""

from collections.abc import Iterator
from enum import IntFlag

from tui.dataclass import dataclass, field


class Style(IntFlag):
    """How a span of text is marked; the flags combine."""

    PLAIN = 0
    STRONG = 1
    EMPHASIS = 2
    CODE = 4
    STRIKE = 8
    UNDERLINE = 16
    SUPERSCRIPT = 32
    SUBSCRIPT = 64
    MARK = 128


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style; ``link`` is an http(s) or mailto address or empty, ``\\n`` a forced line break."""

    text: str
    style: Style = Style.PLAIN
    link: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """Text with its styles and links, in order."""

    spans: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The characters without styles."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    content: Inline


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    content: Inline
    level: int = 2


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; ``start`` is the first number of an ordered one, None for bullets."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted blocks."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text, never re-wrapped; lines parted by ``\\n``."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    content: Inline
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; rows may differ in length."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Inline = field(default_factory=Inline)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, or other media, with what is said about it; ``kind`` is image, video, audio or embed."""

    url: str
    alt: str = ""
    caption: Inline = field(default_factory=Inline)
    kind: str = "image"
    link: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note with its mark."""

    mark: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Something kept out of the way: credits, disclaimer, promotion; ``kind`` names which, opened on demand."""

    kind: str
    label: str
    blocks: tuple["Block", ...]


Block = Paragraph | Heading | ListBlock | Quote | Code | Table | Figure | Rule | Footnote | Folded


@dataclass(frozen=True, slots=True)
class Document:
    """An article's body: blocks in reading order, and its language where known (``zh``, ``zh-Hant``, ``en`` …)."""

    blocks: tuple[Block, ...] = ()
    language: str = ""


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block, parents before children."""
    for block in blocks:
        yield block
        match block:
            case Quote() | Footnote() | Folded():
                yield from walk(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from walk(item.blocks)
            case _:
                pass
