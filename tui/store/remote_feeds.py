"""Subscriptions of accounts: what the server has, and carrying out what was decided about them."""

from collections.abc import Callable

from tui.dataclass import dataclass, field
from tui.model.errors import Duplicate, SyncError
from tui.model.remote import KnownFeed, RemoteFeed
from tui.store.account_feeds import account_folder, relative, root_of
from tui.store.connection import Connection
from tui.store.feed_rows import SHOWN_TITLE
from tui.store.feeds import Feeds
from tui.store.folders import folder_id
from tui.store.journal import Journal
from tui.store.remote_items import finish_rows, outbox_rows
from tui.store.unsubscribe import hide_feed, show_feed
from tui.store.utf8 import safe

_KNOWN = f"""
SELECT feed.id, feed.url, {SHOWN_TITLE}, coalesce(folder.name, ''), remote, coalesce(remote_feed.title, ''),
coalesce(remote_feed.folder, ''), coalesce(gone, 0), removed IS NOT NULL FROM feed
LEFT JOIN folder ON folder.id = feed.folder LEFT JOIN remote_feed ON remote_feed.feed = feed.id WHERE feed.account = ?
"""


@dataclass(slots=True)
class FeedIntents:
    """What a server's list of subscriptions changes here.

    ``add``: new ones; ``link``: feeds that were waiting for it; ``told``: what it calls a feed and where it has it;
    ``rename`` and ``move``: what shows here; ``lost``: it gave up by itself; ``back``: it has them again; ``forget``:
    given up on both sides; ``hide`` and ``show``: the reader's wish was overruled.
    """

    add: list[RemoteFeed] = field(default_factory=list)
    link: list[tuple[int, RemoteFeed]] = field(default_factory=list)
    told: list[tuple[int, RemoteFeed]] = field(default_factory=list)
    rename: list[tuple[int, str]] = field(default_factory=list)
    move: list[tuple[int, str]] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    forget: list[int] = field(default_factory=list)
    show: list[int] = field(default_factory=list)
    drop: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    confirmed: int = 0
    overruled: int = 0


class RemoteFeeds:
    """The subscriptions of one account."""

    def __init__(self, db: Connection, account: int) -> None:
        self._db = db
        self._account = account

    def link(self, feed: int, remote: str) -> None:
        """The server knows this feed by this id from now on."""
        with self._db.write():
            self._link(feed, RemoteFeed(remote, ""))

    def folder(self, feed: int) -> str:
        """The folder in which the server was last seen to have a feed."""
        return str(self._db.value("SELECT folder FROM remote_feed WHERE feed = ?", (feed,)) or "")

    def ids(self, feeds: list[int] | None = None) -> list[str]:
        """The server's ids of these feeds, or of all."""
        rows = self._db.rows("SELECT feed, remote FROM remote_feed WHERE account = ? AND gone = 0", (self._account,))
        return [remote for feed, remote in rows if feeds is None or feed in feeds]

    def settle(self, decide: Callable[[list[KnownFeed]], FeedIntents], now: int) -> FeedIntents:
        """Decide over all that is known and carry it out, in one transaction."""
        with self._db.write():
            intents = decide(self._known())
            self._carry_out(intents, now)
            return intents

    def _known(self) -> list[KnownFeed]:
        rows = outbox_rows(self._db, self._account, "feed")
        name = root_of(self._db.value("SELECT name FROM account WHERE id = ?", (self._account,)))
        return [
            KnownFeed(feed, url, title, relative(name, path), remote, there, where, bool(gone), bool(removed),
                      rows.get(feed, {}))
            for feed, url, title, path, remote, there, where, gone, removed in self._db.rows(_KNOWN, (self._account,))
        ]  # fmt: skip

    def _carry_out(self, intents: FeedIntents, now: int) -> None:
        db = self._db
        for remote in intents.add:
            self._add(remote, now)
        for feed, remote in intents.link:
            self._link(feed, remote)
        db.run_many(
            "UPDATE remote_feed SET title = ?, folder = ? WHERE feed = ?",
            [(safe(remote.title), safe(remote.folder), feed) for feed, remote in intents.told],
        )
        db.run_many(
            "UPDATE feed SET site = ? WHERE id = ? AND ?1 <> ''",
            [(safe(remote.site), feed) for feed, remote in intents.told],
        )
        # The reader's own title was given up to the server, which says what it is now.
        db.run_many(
            "UPDATE feed SET title = '', title_feed = ? WHERE id = ?",
            [(safe(name), feed) for feed, name in intents.rename],
        )
        for feed, folder in intents.move:
            self._move(feed, folder)
        for feed in intents.lost:
            db.run("UPDATE remote_feed SET gone = 1 WHERE feed = ?", (feed,))
            error = SyncError(reason="feed-gone").stored()
            db.run("UPDATE feed SET status = 'gone', error = ? WHERE id = ?", (error, feed))
        for feed in intents.back:
            db.run("UPDATE remote_feed SET gone = 0 WHERE feed = ?", (feed,))
            db.run("UPDATE feed SET status = 'ok', error = '' WHERE id = ?", (feed,))
        for feed in intents.forget:
            db.run("DELETE FROM remote_feed WHERE feed = ?", (feed,))
            hide_feed(db, feed, now, from_server=True)
        for feed in intents.show:
            show_feed(db, feed, from_server=True)
        finish_rows(db, intents.drop, intents.again)

    def _add(self, remote: RemoteFeed, now: int) -> None:
        feeds = Feeds(self._db, Journal(self._db))
        url = remote.url or f"kanbao:{remote.id}"
        try:
            feed = feeds.add(url, folder=remote.folder, account=self._account, now=now)
        except Duplicate:  # a server may have one address twice
            feed = feeds.add(f"{url}#{remote.id}", folder=remote.folder, account=self._account, now=now)
        self._db.run("DELETE FROM outbox WHERE target = 'feed' AND target_id = ?", (feed,))
        self._db.run("UPDATE feed SET title_feed = ? WHERE id = ?", (safe(remote.title), feed))
        self._link(feed, remote)

    def _link(self, feed: int, remote: RemoteFeed) -> None:
        self._db.run(
            "DELETE FROM remote_feed WHERE feed = ? OR (account = ? AND remote = ?)", (feed, self._account, remote.id)
        )
        self._db.run(
            "INSERT INTO remote_feed (account, remote, feed, title, folder) VALUES (?, ?, ?, ?, ?)",
            (self._account, remote.id, feed, safe(remote.title), safe(remote.folder)),
        )
        self._db.run("UPDATE feed SET status = 'ok', error = '' WHERE id = ?", (feed,))

    def _move(self, feed: int, folder: str) -> None:
        path = account_folder(self._db, self._account, folder)
        self._db.run("UPDATE feed SET folder = ? WHERE id = ?", (folder_id(self._db, path), feed))
