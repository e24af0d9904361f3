"""Subscription lists: in from OPML and newsboat, out as OPML."""

from pathlib import Path

from tui.dataclass import dataclass, replace
from tui.model.errors import TransferError
from tui.store.feeds import NewFeed, feed_identity
from tui.store.library import Library
from tui.text.decode import decode
from tui.transfer.newsboat import read_urls
from tui.transfer.opml import read_opml, write_opml
from tui.transfer.sniff import sniff
from tui.transfer.subscriptions import Subscription, Subscriptions

LIMIT = 20_000_000


@dataclass(frozen=True, slots=True)
class Imported:
    """Ids of new feeds, what was left out and why (line, reason code), and how many were there before."""

    added: tuple[int, ...]
    skipped: tuple[tuple[str, str], ...]
    known: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list would bring: its feeds (``known`` of them are there already), and what would be left out and why."""

    items: tuple[Subscription, ...]
    known: int
    skipped: tuple[tuple[str, str], ...]


def preview_file(library: Library, path: Path) -> Preview:
    """What importing a file would do; nothing is stored. Raises TransferError where it cannot be read."""
    found = _read(_data(path), str(path))
    there = library.feeds.identities()
    known = sum(feed_identity(item.url) in there for item in found.items)
    return Preview(tuple(found.items), known, tuple((skipped.text, skipped.reason) for skipped in found.skipped))


def import_file(library: Library, path: Path, now: int, *, allow_private: bool = False) -> Imported:
    """Subscribe to all feeds of a file; raises TransferError where it cannot be read."""
    return import_data(library, _data(path), str(path), now, allow_private=allow_private)


def import_data(library: Library, data: bytes, name: str, now: int, *, allow_private: bool = False) -> Imported:
    """Subscribe to all feeds of a list, in one transaction; ``name`` is what errors call it."""
    found = _read(data, name)
    wanted = [
        NewFeed(item.url, item.title, item.folder, item.tags, allow_private=allow_private, site=item.site)
        for item in found.items
    ]
    added, known = library.feeds.add_many(wanted, now=now)
    return Imported(tuple(added), tuple((skipped.text, skipped.reason) for skipped in found.skipped), len(known))


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > LIMIT:
            raise TransferError(file=str(path), reason="too-large")
        return path.read_bytes()
    except OSError:
        raise TransferError(file=str(path), reason="unreadable") from None


def _read(data: bytes, name: str) -> Subscriptions:
    kind = sniff(data)
    if kind == "opml":
        return read_opml(data, name)
    if kind == "newsboat":
        return read_urls(decode(data).text, name)
    raise TransferError(file=name, reason="not-a-list")


@dataclass(frozen=True, slots=True)
class Exported:
    """A list of all subscriptions, and of how many the user and password are left out."""

    text: str
    without: int


def export_opml(library: Library, now: int, *, passwords: bool = False) -> Exported:
    """All subscriptions as OPML 2.0, users and passwords in their addresses only where ``passwords`` asks for them."""
    feeds = library.feeds.all()
    needing = sum(feed.login != "" for feed in feeds)
    if not passwords or not needing:
        return Exported(write_opml(feeds, now=now), needing)
    from tui.secrets.keep import Secrets
    from tui.secrets.login import joined

    known = Secrets(library.folder).logins(feed.login for feed in feeds if feed.login)
    whole = [
        replace(feed, url=joined(feed.url, known[feed.login][1])) if feed.login in known else feed for feed in feeds
    ]
    return Exported(write_opml(whole, now=now, passwords=True), needing - sum(f.login in known for f in feeds))
