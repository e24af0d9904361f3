"""Subscriptions: what is known of a feed, and what one fetch of it brought."""

from typing import Literal, NamedTuple

from tui.dataclass import dataclass, field

FeedStatus = Literal["ok", "error", "paused", "gone"]
FullText = Literal["never", "when short", "always"]
Images = Literal["", "never", "ask", "always"]
Script = Literal["", "hans", "hant"]
"""The Chinese script that something is shown in: as written, Simplified, Traditional."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One subscription as the library holds it; times are seconds since 1970 (UTC), None where unknown.

    ``images`` is when pictures are shown in its articles, "" where that is as for all; ``account`` the one on whose
    server it is subscribed to, None where this program fetches it itself. ``url`` has no user and password: ``login``
    is by what those are found where secrets are kept, "" where the feed needs none.
    """

    id: int
    url: str
    title: str
    site: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    entries: int = 0
    unread: int = 0
    last_fetched: int | None = None
    next_fetch: int | None = None
    status: FeedStatus = "ok"
    error: str = ""
    encoding: str = ""
    encoding_why: str = ""
    full_text: FullText = "never"
    allow_private: bool = False
    images: Images = ""
    script: Script = ""
    account: int | None = None
    login: str = ""


class FeedOutline(NamedTuple):
    """What a list of feeds shows of one."""

    id: int
    title: str
    folder: str
    unread: int
    error: str


@dataclass(frozen=True, slots=True)
class FetchState:
    """What the next fetch of a feed has to know: validators, failures, schedule. Times in seconds since 1970."""

    feed: int
    url: str
    title: str = ""
    etag: str = ""
    modified: str = ""
    body_hash: str = ""
    failures: int = 0
    status: FeedStatus = "ok"
    moved_to: str = ""
    moved_seen: int = 0
    interval: int | None = None
    interval_override: int | None = None
    last_fetched: int | None = None
    next_fetch: int | None = None
    encoding_override: str = ""
    login: str = ""
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of feeds with its counts; ``name`` is the path, parts parted by ``/``."""

    id: int
    name: str
    entries: int = 0
    unread: int = 0


class Tag(NamedTuple):
    """A tag with its counts; ``own`` where the reader has given it to at least one entry, ``colour`` by name."""

    id: int
    name: str
    entries: int = 0
    unread: int = 0
    own: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with an entry; ``length`` in bytes, 0 where unknown."""

    url: str
    type: str = ""
    length: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One item as a feed gives it, already clean: no controls in any text, ``html`` sanitised, times UTC seconds."""

    guid: str = ""
    url: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    published: int | None = None
    updated: int | None = None
    html: str = ""
    text: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    images: tuple[str, ...] = ()
    comments_url: str = ""
    comments_feed: str = ""
    comments: int | None = None
    language: str = ""


class Keys(NamedTuple):
    """By what an arrived entry is known again, as 64-bit hashes; ``guid`` and ``link`` are None where it has none."""

    guid: int | None
    link: int | None
    title: int
    published: int | None
    content: int


class Pieces(NamedTuple):
    """What search is to find an entry by: the pieces of its title; its text, in which two neighbours each are one.

    ``words`` are pieces as well, those of the words in it. Whoever stores it pairs the neighbours (``paired``), because
    pairs are more than twice as long as the text that they come from.
    """

    title: str
    text: str
    words: str


class Prepared(NamedTuple):
    """What storing an entry needs beside it; ``pieces`` None where they are still to be worked out."""

    keys: Keys
    pieces: Pieces | None = None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A whole feed as read from its bytes; ``dropped`` counts items beyond the cap.

    ``prepared`` has, where whoever read the feed went so far, one for each entry, in their order; else it is empty.
    """

    title: str = ""
    site: str = ""
    description: str = ""
    language: str = ""
    format: str = ""
    encoding: str = ""
    encoding_why: str = ""
    ttl: int | None = None
    entries: tuple[ParsedEntry, ...] = field(default=())
    dropped: int = 0
    truncated: bool = False
    prepared: tuple[Prepared, ...] = ()
