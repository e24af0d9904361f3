"""Tidied HTML: a small tree that is written and read back the same, and from which the blocks of an article are made.

Blocks hold either blocks or, where they are paragraphs, headings and captions, one row of pieces. A piece carries its
marks and its link itself, so that nothing is ever misnested.
"""

from tui.dataclass import dataclass, field
from tui.document.elements import HEADINGS

MARKS = ("strong", "em", "u", "s", "mark", "sup", "sub", "code")
"""The marks that text may carry, from the outermost to the innermost when written."""

PHRASING = HEADINGS | {"p", "figcaption", "caption"}
"""Blocks that hold pieces; all others but ``pre`` and ``hr`` hold blocks."""


@dataclass(slots=True)
class Text:
    """Characters on one line (in ``pre``: with ``\\n``) under some marks; `href` is a clean address or empty."""

    text: str
    marks: tuple[str, ...] = ()
    href: str = ""


@dataclass(slots=True)
class Break:
    """A forced line break."""


@dataclass(slots=True)
class Image:
    """A picture in running text; `width` and `height` as written in the page, in digits or empty."""

    src: str
    alt: str = ""
    title: str = ""
    width: str = ""
    height: str = ""
    href: str = ""


Piece = Text | Break | Image


@dataclass(slots=True)
class Element:
    """A block: `pieces` where it is of `PHRASING` or ``pre``, else `children`."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters of its own pieces."""
        return "".join(piece.text for piece in self.pieces if isinstance(piece, Text))

    def has_image(self) -> bool:
        """Whether a picture stands anywhere in it."""
        return any(isinstance(piece, Image) for piece in self.pieces) or any(map(Element.has_image, self.children))
