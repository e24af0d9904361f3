"""A feed as its format gives it, before anything is cleaned: what the readers of XML and JSON have in common."""

from tui.dataclass import dataclass, field

LIMIT = 1000
"""Entries that are kept of one feed."""


@dataclass(slots=True)
class RawText:
    """A text field: HTML, or plain text where ``html`` is false; ``base`` is its ``xml:base``, if any."""

    value: str
    html: bool = True
    base: str = ""


@dataclass(slots=True)
class RawEnclosure:
    """An attached file as the feed says it; ``length`` may be anything."""

    url: str
    type: str = ""
    length: str = ""
    title: str = ""


@dataclass(slots=True)
class RawEntry:
    """One item as it stood there; its addresses are absolute where a base was given, which ``base`` is then."""

    guid: str = ""
    link: str = ""
    title: RawText | None = None
    authors: list[str] = field(default_factory=list)
    source: str = ""
    source_authors: list[str] = field(default_factory=list)
    published: str = ""
    updated: str = ""
    contents: list[RawText] = field(default_factory=list)
    summaries: list[RawText] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    enclosures: list[RawEnclosure] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    comments_url: str = ""
    comments_feed: str = ""
    comments: str = ""
    language: str = ""
    base: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show or follow."""
        given = (self.guid, self.link, self.title, self.contents, self.summaries, self.enclosures, self.images)
        return not any((*given, self.authors, self.tags, self.published, self.updated, self.comments_url))


@dataclass(slots=True)
class RawFeed:
    """A feed's own fields and its items; ``dropped`` counts items that were not even looked at.

    ``authors`` are those of all its items that name none.
    """

    format: str
    title: RawText | None = None
    site: str = ""
    description: RawText | None = None
    language: str = ""
    authors: list[str] = field(default_factory=list)
    ttl: int | None = None
    entries: list[RawEntry] = field(default_factory=list)
    dropped: int = 0
    truncated: bool = False
