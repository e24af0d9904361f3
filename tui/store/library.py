"""The library: one folder with one database, opened, and its parts.

What a start does not need (fetches, searches, the daily work, repairs) is imported by the method that does.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tui.model.errors import CannotWrite, LibraryDamaged, NotFound
from tui.model.feed import ParsedFeed
from tui.store import head
from tui.store.connection import Connection
from tui.store.entries import Entries
from tui.store.feeds import Feeds
from tui.store.functions import register
from tui.store.journal import Journal
from tui.store.migrate import migrate
from tui.store.outbox_notes import has_accounts
from tui.store.record import Applied, Counts, Fetched, FetchRecord
from tui.store.tags import Tags
from tui.store.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from tui.model.smart import Rule
    from tui.query.ast import Query
    from tui.store.accounts import Accounts
    from tui.store.acts import Acts
    from tui.store.arrival import StoredRules
    from tui.store.check import Finding
    from tui.store.facets import Facets
    from tui.store.history import History
    from tui.store.indexing import Indexing
    from tui.store.listing import Key
    from tui.store.mirrored import Mirrors
    from tui.store.notes import Notes
    from tui.store.outbox import Outbox
    from tui.store.played import Played
    from tui.store.remote_feeds import RemoteFeeds
    from tui.store.remote_items import RemoteItems
    from tui.store.remote_labels import RemoteLabels
    from tui.store.search import Hit, Order
    from tui.store.shelf import Shelf
    from tui.store.shelf_list import ShelfList
    from tui.store.smart import Smart
    from tui.store.spellings import Spellings
    from tui.store.tag_acts import TagActs
    from tui.store.tree_acts import TreeActs
    from tui.store.versions import Versions
    from tui.store.whole import Wholes

FILE = "library.db"


class Library:
    """The library on disk. Parts: ``feeds``, ``entries``, ``acts``, ``tags``, ``wholes``; times are UTC seconds.

    Every failure is a ``StoreError``. Made by ``open``; close it, or use it in a ``with``. ``recovered`` tells what
    happened when a damaged library was met on the way: where it is kept and the day of the backup in its place.
    """

    def __init__(self, db: Connection, recovered: LibraryDamaged | None = None) -> None:
        journal = Journal(db)
        self._db = db
        self._journal = journal
        self.recovered = recovered
        self.folder = db.file.parent
        self.readonly = db.readonly
        self.configured_rules: tuple[Rule, ...] = ()
        self.feeds = Feeds(db, journal)
        self.entries = Entries(db)
        self.tags = Tags(db)

    @classmethod
    def open(cls, folder: Path, *, readonly: bool = False) -> Self:
        """Open the library in ``folder``, or make it there.

        A damaged file is put aside, and the newest good backup, or else an empty library, takes its place;
        ``recovered`` tells of it. Read-only, it raises LibraryDamaged instead. LibraryTooNew for a later schema. Where
        nothing can be written the library opens read-only, or, where there is none yet, CannotWrite is raised.
        """
        file = folder / FILE
        if not file.exists():
            if readonly:
                raise CannotWrite(file=str(file), reason="missing")
            _create(file)
        readonly = readonly or not (os.access(file, os.W_OK) and os.access(folder, os.W_OK))
        db, recovered = _connect(file, readonly=readonly)
        migrate(db)
        register(db.raw)
        return cls(db, recovered)

    def refresh(self, feed: int, record: FetchRecord, parsed: ParsedFeed | None, now: int) -> Applied:
        """Store the outcome of one fetch, as ``refresh_all`` does; raises NotFound."""
        (applied,) = self.refresh_all([Fetched(feed, record, parsed)], now)
        if applied is None:
            raise NotFound(kind="feed", name=str(feed))
        return applied

    def refresh_all(self, fetches: Sequence[Fetched], now: int) -> list[Applied | None]:
        """Store the outcomes of fetches, entries and fetch fields, all in one transaction.

        New entries meet the rules: those of the configuration (``configured_rules``), then those kept in the library.
        None for a feed that is not subscribed to.
        """
        from tui.store import refresh

        return refresh.refresh(self._db, fetches, now, configured=self.configured_rules)

    def counts(self) -> Counts:
        """Counts of all that is shown."""
        row = self._db.one("SELECT entries, unread, starred, saved FROM total")
        return Counts(*row) if row else Counts(0, 0, 0, 0)

    def search(
        self,
        query: Query,
        limit: int = 50,
        order: Order = "newest",
        *,
        after: Key | None = None,
        view: View | None = None,
    ) -> list[Hit]:
        """Entries that match, with a snippet each; ``after`` pages through ``newest``."""
        from tui.store import search

        return search.search(self._db, query, limit, order, after=after, view=view or View())

    def hits(self, query: Query, ids: Sequence[int]) -> list[Hit]:
        """Where in these entries the words of a search stand."""
        from tui.store import search

        return search.hits(self._db, query, ids)

    @property
    def acts(self) -> Acts:
        """What the reader does to entries."""
        from tui.store.acts import Acts

        return Acts(self._db, self._journal)

    @property
    def wholes(self) -> Wholes:
        """Articles as their pages have them."""
        from tui.store.whole import Wholes

        return Wholes(self._db)

    def best(self, view: View, limit: int) -> list[Key]:
        """The hits of a view's search as (sort, id), the best first."""
        from tui.store import search

        return search.best(self._db, view, limit)

    @property
    def shelf(self) -> Shelf:
        """What is kept of saved entries: pictures, pages, how far each saving has come."""
        from tui.store.shelf import Shelf

        return Shelf(self._db)

    @property
    def shelf_list(self) -> ShelfList:
        """The saved entries in groups."""
        from tui.store.shelf_list import ShelfList

        return ShelfList(self._db)

    @property
    def notes(self) -> Notes:
        """Notes and highlights."""
        from tui.store.notes import Notes

        return Notes(self._db, self._journal)

    @property
    def played(self) -> Played:
        """What became of enclosures."""
        from tui.store.played import Played

        return Played(self._db)

    @property
    def spellings(self) -> Spellings:
        """How titles and names sound."""
        from tui.store.spellings import Spellings

        return Spellings(self._db)

    @property
    def smart(self) -> Smart:
        """Smart feeds."""
        from tui.store.smart import Smart

        return Smart(self._db, self._journal)

    @property
    def rules(self) -> StoredRules:
        """Rules for what arrives."""
        from tui.store.arrival import StoredRules

        return StoredRules(self._db)

    @property
    def history(self) -> History:
        """What was searched for."""
        from tui.store.history import History

        return History(self._db)

    @property
    def tag_acts(self) -> TagActs:
        """Acts on tags themselves."""
        from tui.store.tag_acts import TagActs

        return TagActs(self._db, self._journal)

    @property
    def tree_acts(self) -> TreeActs:
        """Acts on feeds and folders themselves."""
        from tui.store.tree_acts import TreeActs

        return TreeActs(self._db, self._journal)

    def terms(self, query: Query, entry: int) -> list[str]:
        """What is to be found in an entry that a search has found, folded."""
        from tui.store.search import terms

        return terms(self._db, query, entry)

    def facets(self, view: View, most: int = 200) -> Facets:
        """How the entries of a view are spread over feeds, tags, sources and months; not for the thread that draws."""
        from tui.store.facets import facets

        return facets(self._db, view, most)

    @property
    def indexing(self) -> Indexing:
        """The version of the search index, and making it anew."""
        from tui.store.indexing import Indexing

        return Indexing(self._db)

    @property
    def mirrors(self) -> Mirrors:
        """What was written into mirror folders."""
        from tui.store.mirrored import Mirrors

        return Mirrors(self._db)

    @property
    def has_accounts(self) -> bool:
        """Whether anything of it is also on a server."""
        return has_accounts(self._db)

    @property
    def accounts(self) -> Accounts:
        """Accounts on feed servers."""
        from tui.store.accounts import Accounts

        return Accounts(self._db)

    @property
    def outbox(self) -> Outbox:
        """What servers have yet to hold."""
        from tui.store.outbox import Outbox

        return Outbox(self._db)

    def remote_feeds(self, account: int) -> RemoteFeeds:
        """Subscriptions of an account."""
        from tui.store.remote_feeds import RemoteFeeds

        return RemoteFeeds(self._db, account)

    def remote_items(self, account: int) -> RemoteItems:
        """Entries of an account."""
        from tui.store.remote_items import RemoteItems

        return RemoteItems(self._db, account)

    def remote_labels(self, account: int) -> RemoteLabels:
        """Labels of an account's entries."""
        from tui.store.remote_labels import RemoteLabels

        return RemoteLabels(self._db, account)

    @property
    def versions(self) -> Versions:
        """Earlier versions of articles."""
        from tui.store.versions import Versions

        return Versions(self._db)

    def expire(self, keep_days: int, keep_per_feed: int, now: int) -> int:
        """Delete old read entries that nobody kept; how many. 0 sets no bound."""
        from tui.store import expire

        return expire.expire(self._db, keep_days, keep_per_feed, now)

    def backup_if_due(self, now: int) -> Path | None:
        """Copy the library once a day; the copy, None when today's is there."""
        from tui.store.backup import backup_if_due

        return backup_if_due(self._db, now)

    def has_traces(self) -> bool:
        """Whether bytes that nothing uses may hold a login that is kept elsewhere by now."""
        from tui.store.logins import has_traces

        return has_traces(self._db)

    def wipe_traces(self) -> bool:
        """Write the library anew without such bytes, which takes a while; whether that was done. StoreError."""
        from tui.store.logins import wipe_traces

        return wipe_traces(self._db)

    def check(self) -> list[Finding]:
        """All that a doctor can find wrong with the library, or worth knowing about it."""
        from tui.store import check

        return check.check(self._db)

    def repair(self) -> None:
        """Count all counters anew and rebuild the search index."""
        from tui.store import check

        check.repair(self._db)

    def until(self, stop: Callable[[], bool]) -> AbstractContextManager[None]:
        """Inside, what is asked is given up (Interrupted) as soon as ``stop`` says so."""
        return self._db.until(stop)

    def close(self) -> None:
        """Let go of the files."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _create(file: Path) -> None:
    from tui.store.create import create

    create(file)


def _connect(file: Path, *, readonly: bool) -> tuple[Connection, LibraryDamaged | None]:
    """The database, and what was wrong with the one that stood there before."""
    try:
        return head.connect(file, readonly=readonly), None
    except LibraryDamaged as error:
        if readonly:
            raise
        from tui.store.damage import put_aside

        recovered = put_aside(file, error)
    if recovered.about["restored"] is None:
        _create(file)
    return head.connect(file, readonly=False), recovered
