"""What a refresh tells the store, and what the store tells back."""

from typing import NamedTuple

from tui.dataclass import dataclass
from tui.model.feed import FeedStatus, ParsedFeed


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """The outcome of one fetch: the feed's fetch fields as they shall stand afterwards, all of them.

    On an answer 304 or a failure the caller hands back the validators of the ``FetchState`` it began with. ``url`` is
    a new address after a lasting redirect, empty for no change; an empty ``encoding`` leaves the stored one alone.
    ``error`` is a stored error (``KanbaoError.stored``); ``interval`` and ``next_fetch`` are seconds and UTC seconds,
    ``took`` the milliseconds of the answer, 0 where there was none.
    """

    status: FeedStatus = "ok"
    http_status: int | None = None
    error: str = ""
    etag: str = ""
    modified: str = ""
    body_hash: str = ""
    failures: int = 0
    interval: int | None = None
    next_fetch: int | None = None
    moved_to: str = ""
    moved_seen: int = 0
    encoding: str = ""
    encoding_why: str = ""
    url: str = ""
    took: int = 0


class Fetched(NamedTuple):
    """One fetch that is to be stored; ``parsed`` is None where no document came."""

    feed: int
    record: FetchRecord
    parsed: ParsedFeed | None


class Applied(NamedTuple):
    """What a document changed: ids of new and of updated entries, and how many were as before.

    Of the new ones: those that a rule has hidden, and those that a rule or smart feed wants the reader to be told of.
    """

    new: tuple[int, ...] = ()
    updated: tuple[int, ...] = ()
    unchanged: int = 0
    hidden: tuple[int, ...] = ()
    notify: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of what is shown in the whole library."""

    entries: int
    unread: int
    starred: int
    saved: int
