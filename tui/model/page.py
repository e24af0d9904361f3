"""An article as a page holds it, with everything the page says about it."""

from collections.abc import Mapping

from tui.dataclass import dataclass, field


@dataclass(frozen=True, slots=True)
class Related:
    """A link to another article."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PageArticle:
    """What a page says: ``html`` is sanitised, times are UTC seconds, all text is clean.

    ``text`` holds the paragraphs and subheads of the body, parted by empty lines, and nothing else. ``path`` begins
    with the outermost section, ``credits`` maps a role to its holder, ``origins`` tells by a field's name where its
    value came from: ``json-ld``, ``meta``, ``text``, ``markup`` or ``rule``.
    """

    title: str = ""
    html: str = ""
    text: str = ""
    outlet: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    published: int | None = None
    updated: int | None = None
    path: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    credits: Mapping[str, str] = field(default_factory=dict)
    views: int | None = None
    comments: int | None = None
    comments_url: str = ""
    disclaimer: str = ""
    promotion: str = ""
    related: tuple[Related, ...] = ()
    images: tuple[str, ...] = ()
    next_pages: tuple[str, ...] = ()
    charset: str = ""
    language: str = ""
    is_article: bool = False
    origins: Mapping[str, str] = field(default_factory=dict)
