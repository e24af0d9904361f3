"""Import of a file of any kind: what it is shows in its first bytes."""

from pathlib import Path

from tui.i18n import t
from tui.model.errors import Duplicate, TransferError
from tui.model.feed import ParsedFeed
from tui.services.brought import Brought
from tui.services.subscriptions import LIMIT, import_file
from tui.store.foreign import MAGIC
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.text.clean import clean_url
from tui.text.decode import decode
from tui.transfer.archive import is_archive, read_archive
from tui.transfer.newsboat_cache import CachedFeed, read_cache
from tui.transfer.readlater import Wanted, is_list, read_list

_HEAD = 65_536


def import_any(library: Library, path: Path, now: int, *, allow_private: bool = False) -> Brought:
    """Take in an archive, newsboat's cache, a list of Pocket or Instapaper, or else a list of feeds. TransferError."""
    head = _head(path)
    if head.startswith(b"PK"):
        if not is_archive(path):
            raise TransferError(file=str(path), reason="archive", line=None)
        read_archive(library, path)
        return Brought("archive", len(library.feeds.all()), 0, library.counts().entries)
    if head.startswith(MAGIC):
        return import_cache(library, path, now)
    if is_list(decode(head).text):
        if path.stat().st_size > LIMIT:
            raise TransferError(file=str(path), reason="too-large", line=None)
        return import_pages(library, read_list(decode(path.read_bytes()).text, str(path)), now)
    done = import_file(library, path, now, allow_private=allow_private)
    return Brought("feeds", len(done.added), done.known, 0, done.skipped)


def import_cache(library: Library, path: Path, now: int) -> Brought:
    """Subscribe to the feeds of newsboat's cache, with their entries and what was read of them."""
    feeds = known = entries = 0
    for cached in read_cache(path):
        new, count = _take(library, cached, now)
        feeds, known, entries = feeds + new, known + (not new), entries + count
    return Brought("cache", feeds, known, entries)


def _take(library: Library, cached: CachedFeed, now: int) -> tuple[bool, int]:
    new = True
    try:
        feed = library.feeds.add(cached.url, now=now)
    except Duplicate:
        feed, new = library.feeds.find(cached.url).id, False
    (state,) = library.feeds.states([feed])
    # Nothing was fetched: the next refresh asks as it would have asked.
    record = FetchRecord(
        status=state.status, etag=state.etag, modified=state.modified, body_hash=state.body_hash,
        failures=state.failures, interval=state.interval, next_fetch=state.next_fetch,
    )  # fmt: skip
    read = library.refresh(feed, record, ParsedFeed(cached.title, cached.site, entries=cached.read), now).new
    library.acts.act(read, "read", True, now)
    unread = library.refresh(feed, record, ParsedFeed(cached.title, cached.site, entries=cached.unread), now).new
    return new, len(read) + len(unread)


def import_pages(library: Library, pages: list[Wanted], now: int) -> Brought:
    """Save the pages of a list; they are fetched when saving next runs, as are all that are wanted."""
    before = library.entries.last_id()
    states: dict[str, list[int]] = {"saved": [], "read": [], "starred": []}
    for page in pages:
        entry = library.shelf.add_page(clean_url(page.url), t("saving.web"), now, title=page.title, at=page.added)
        states["saved"].append(entry)
        if page.read:
            states["read"].append(entry)
        if page.starred:
            states["starred"].append(entry)
        if page.tags:
            library.acts.tag([entry], page.tags, [], now)
        if page.selection and not library.notes.note(entry):
            library.notes.write(entry, page.selection, now)
    library.acts.act(states["read"], "read", True, now)
    library.acts.act(states["starred"], "starred", True, now)
    library.acts.act(states["saved"], "saved", True, now)
    new = library.entries.last_id() - before
    return Brought("pages", 0, len(pages) - new, new)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(_HEAD)
    except OSError:
        raise TransferError(file=str(path), reason="unreadable") from None
