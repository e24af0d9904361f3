"""Entries that came from no feed: pages the reader saved by their address."""

from tui.model.feed import ParsedEntry
from tui.store import entry_writes
from tui.store.connection import Connection
from tui.store.decide import Arrived
from tui.store.feed_rows import WEB
from tui.store.feeds import feed_identity
from tui.store.grams import pieces_of
from tui.store.identity import hash64, keys, plain_link
from tui.store.index_writes import index
from tui.store.unsubscribe import show_feed


def entry_at(db: Connection, url: str) -> int | None:
    """The entry with this address, the newest of several; None where there is none in sight."""
    # Asked feed by feed, because that is how the index is made.
    found = db.value(
        "SELECT max(e.id) FROM feed f CROSS JOIN entry e ON e.feed = f.id AND e.link_hash = ? WHERE e.hidden = 0",
        (hash64(plain_link(url)),),
    )
    return None if found is None else int(found)


def add_entry(db: Connection, url: str, feed_title: str, now: int, *, title: str = "", at: int | None = None) -> int:
    """An entry for a page, in the feed of saved pages, which is made where missing; its id.

    ``at`` is when the reader came upon it (UTC seconds), where that was long ago.
    """
    with db.write():
        entry = ParsedEntry(url=url, title=title or url, published=at)
        id_ = entry_writes.insert(db, _web_feed(db, feed_title, now), Arrived(entry, keys(entry)), (), now)
        index(db, [(id_, pieces_of(entry))])
        return id_


def _web_feed(db: Connection, title: str, now: int) -> int:
    row = db.one("SELECT id, removed FROM feed WHERE url = ?", (WEB,))
    if row is not None:
        if row[1] is not None:
            show_feed(db, row[0])
        return int(row[0])
    return db.added(
        "INSERT INTO feed (url, identity, title_feed, added, position)"
        " VALUES (?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM feed))",
        (WEB, feed_identity(WEB), title, now),
    )
