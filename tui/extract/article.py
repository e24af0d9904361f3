"""What a page tells: the article as extracted, plain data."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Related:
    """Another article that the page names."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The article in a page; `html` is sanitised, `text` its paragraphs and subheads, times are UTC seconds.

    `zone` is the zone in which the page tells its times, in seconds east of UTC. `whence` tells for each field that
    was found where it was: ``json-ld``, ``meta``, ``opengraph``, ``markup``, ``text``, ``address``, ``credits`` or
    ``rule``.
    """

    url: str = ""
    title: str = ""
    text: str = ""
    html: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    source: str = ""
    published: int | None = None
    updated: int | None = None
    path: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()
    views: int | None = None
    comments: int | None = None
    comments_url: str = ""
    disclaimer: str = ""
    related: tuple[Related, ...] = ()
    images: tuple[str, ...] = ()
    next_pages: tuple[str, ...] = ()
    language: str = ""
    zone: int = 0
    charset: str = ""
    charset_why: str = ""
    is_article: bool = False
    pages: int = 1
    whence: dict[str, str] = field(default_factory=dict)
