"""Smart feeds in the library: kept searches, five of which come with it."""

from typing import Any

from tui.dataclass import replace
from tui.model.errors import NotFound
from tui.model.smart import SORTS, SmartFeed
from tui.store.connection import Connection
from tui.store.journal import Journal
from tui.store.utf8 import safe

GIVEN = {
    "today": "date:today", "unread": "is:unread", "starred": "is:starred", "saved": "is:saved", "image": "has:image",
}  # fmt: skip

_ROWS = "SELECT id, title, query, given, sort, notify, position FROM smart ORDER BY position, id"


class Smart:
    """The kept searches in the reader's order."""

    def __init__(self, db: Connection, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def all(self) -> list[SmartFeed]:
        """Every smart feed."""
        rows = self._db.rows("SELECT id, title, query, given, sort, notify FROM smart ORDER BY position, id")
        return [
            SmartFeed(id_, title, query, given, sort, bool(notify)) for id_, title, query, given, sort, notify in rows
        ]

    def get(self, id_: int) -> SmartFeed:
        """One of them; NotFound."""
        found = next((feed for feed in self.all() if feed.id == id_), None)
        if found is None:
            raise NotFound(kind="smart", name=str(id_))
        return found

    def add(self, title: str, query: str, *, sort: str = "newest", notify: bool = False) -> int:
        """Keep a search as the last smart feed; its id."""
        _check(sort)
        with self._db.write():
            return self._db.added(
                "INSERT INTO smart (title, query, sort, notify, position)"
                " VALUES (?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM smart))",
                (safe(title.strip()), safe(query), sort, notify),
            )

    def update(self, feed: SmartFeed) -> None:
        """Give a smart feed this title, search, sort and notification; NotFound."""
        _check(feed.sort)
        with self._db.write():
            changed = self._db.run(
                "UPDATE smart SET title = ?, query = ?, sort = ?, notify = ? WHERE id = ?",
                (safe(feed.title.strip()), safe(feed.query), feed.sort, feed.notify, feed.id),
            )
            if not changed:
                raise NotFound(kind="smart", name=str(feed.id))

    def remove(self, id_: int) -> SmartFeed:
        """Forget a smart feed; what it was, so that ``restore`` can bring it back. NotFound."""
        with self._db.write():
            feed = self.get(id_)
            self._db.run("DELETE FROM smart WHERE id = ?", (id_,))
            return feed

    def restore(self, feed: SmartFeed) -> int:
        """Bring a removed smart feed back, at the end; its id."""
        with self._db.write():
            id_ = self.add(feed.title, feed.query, sort=feed.sort, notify=feed.notify)
            self._db.run("UPDATE smart SET given = ? WHERE id = ?", (feed.given, id_))
            self.update(replace(feed, id=id_))
            return id_

    def arrange(self, feeds: list[SmartFeed], now: int) -> None:
        """Have these smart feeds and no others, in this order: one act, which can be undone.

        Those that are new (id 0) get an id; ValueError for a sort that is none.
        """
        for feed in feeds:
            _check(feed.sort)
        with self._db.write():
            before = [*map(list, self._db.rows(_ROWS))]
            first = 1 + int(self._db.value("SELECT coalesce(max(id), 0) FROM smart"))
            ids = [feed.id or first + place for place, feed in enumerate(feeds)]
            after = [
                [id_, safe(feed.title.strip()), safe(feed.query), feed.given, feed.sort, int(feed.notify), place]
                for place, (id_, feed) in enumerate(zip(ids, feeds, strict=True), 1)
            ]
            if before != after:
                data = {"before": before, "after": after, "ids": []}
                turn(self._db, data, undone=False)
                self._journal.note("smart", "", data, now)

    def order(self, ids: list[int]) -> None:
        """Put the smart feeds in this order."""
        with self._db.write():
            self._db.run_many("UPDATE smart SET position = ? WHERE id = ?", list(enumerate(ids, 1)))


def turn(db: Connection, data: dict[str, Any], *, undone: bool) -> None:
    """Do what a line of the journal tells, or take it back; smart feeds made meanwhile stay."""
    was, becomes = (data["after"], data["before"]) if undone else (data["before"], data["after"])
    staying = {row[0] for row in becomes}
    db.run_many("DELETE FROM smart WHERE id = ?", [(row[0],) for row in was if row[0] not in staying])
    columns = "id, title, query, given, sort, notify, position"
    db.run_many(f"INSERT OR REPLACE INTO smart ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", becomes)


def seed(db: Connection) -> None:
    """Put the given ones into a table that has none, as an archive of an earlier version leaves it."""
    if db.value("SELECT 1 FROM smart LIMIT 1") is None:
        db.run_many(
            "INSERT INTO smart (given, query, position) VALUES (?, ?, ?)",
            [(name, query, place) for place, (name, query) in enumerate(GIVEN.items(), 1)],
        )


def _check(sort: str) -> None:
    if sort not in SORTS:
        raise ValueError(sort)
