"""Entries: a row of the list, and the whole article."""

from collections.abc import Mapping
from typing import Literal

from tui.dataclass import dataclass, field
from tui.model.feed import Enclosure

Field = Literal["read", "starred", "saved", "position", "tag"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as a list shows it; times are seconds since 1970 (UTC)."""

    id: int
    feed: int
    feed_title: str
    title: str
    url: str
    authors: tuple[str, ...]
    source: str
    published: int | None
    fetched: int
    read: bool
    starred: bool
    saved: bool
    tags: tuple[str, ...]
    summary: str

    @property
    def when(self) -> int:
        """The time to show: published, or first seen, never later than first seen."""
        return min(self.published, self.fetched) if self.published is not None else self.fetched


@dataclass(frozen=True, slots=True)
class Article:
    """An entry with all that is known of it; ``html`` is sanitised, ``position`` counts characters of ``text``.

    ``pages`` is how many pages the text was joined from where it came from there; ``related`` holds titles and
    addresses; ``origins`` tells where fields of the page came from.
    """

    entry: Entry
    html: str
    text: str
    own_tags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    credits: tuple[tuple[str, str], ...] = ()
    path: tuple[str, ...] = ()
    outlet: str = ""
    disclaimer: str = ""
    updated: int | None = None
    comments_url: str = ""
    comments_feed: str = ""
    comments: int | None = None
    language: str = ""
    position: int = 0
    full_text: Literal["feed", "page", "none"] = "feed"
    pages: int = 0
    views: int | None = None
    promotion: str = ""
    related: tuple[tuple[str, str], ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
