"""The outbox: what the reader did to entries and feeds of accounts, until their servers were seen to hold it."""

import json
from collections.abc import Iterable, Sequence

from tui.dataclass import dataclass
from tui.model.account import Waiting
from tui.store.account_feeds import relative
from tui.store.connection import Connection
from tui.store.feed_rows import SHOWN_TITLE

Sent = tuple[int, int]
"""A row's id and the revision that was sent."""


@dataclass(frozen=True, slots=True)
class StateRow:
    """A wanted state of an entry that the server knows by ``remote``."""

    id: int
    rev: int
    field: str
    value: str
    remote: str


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A wanted change of a subscription; ``remote`` is None until the server knows the feed. ``folder`` is relative."""

    id: int
    rev: int
    feed: int
    field: str
    value: str
    url: str
    title: str
    folder: str
    remote: str | None
    login: str = ""


class Outbox:
    """Rows in the order in which they were made; every change is one short transaction."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def states(self, account: int) -> list[StateRow]:
        """Pending states of entries that the server knows; the others wait until it does."""
        rows = self._db.rows(
            "SELECT outbox.id, rev, field, value, remote FROM outbox"
            " JOIN remote_item ON remote_item.entry = target_id AND remote_item.account = outbox.account"
            " WHERE outbox.account = ? AND target = 'entry' AND state = 'pending' AND gone = 0 ORDER BY outbox.id",
            (account,),
        )
        return [StateRow(*row) for row in rows]

    def feeds(self, account: int) -> list[FeedRow]:
        """Pending changes of subscriptions."""
        rows = self._db.rows(
            f"SELECT outbox.id, rev, feed.id, field, value, feed.url, {SHOWN_TITLE}, coalesce(folder.name, ''), remote,"
            " account.name, feed.login FROM outbox JOIN account ON account.id = outbox.account"
            " JOIN feed ON feed.id = target_id LEFT JOIN folder ON folder.id = feed.folder"
            " LEFT JOIN remote_feed ON remote_feed.feed = feed.id AND remote_feed.gone = 0"
            " WHERE outbox.account = ? AND target = 'feed' AND outbox.state = 'pending'"
            " ORDER BY outbox.id",
            (account,),
        )
        return [
            FeedRow(id_, rev, feed, name, value, url, title, relative(root, path), remote, login)
            for id_, rev, feed, name, value, url, title, path, remote, root, login in rows
        ]

    def sending(self, ids: Sequence[int]) -> None:
        """These rows are about to stand in a request: from now on the server may have them, whatever is heard."""
        with self._db.write():
            self._db.run(
                "UPDATE outbox SET tried = tried + 1 WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
            )

    def accepted(self, sent: Iterable[Sent]) -> None:
        """The server said yes; what the reader changed meanwhile keeps waiting."""
        with self._db.write():
            self._db.run_many(
                "UPDATE outbox SET state = 'sent', error = '' WHERE id = ? AND rev = ? AND state = 'pending'", sent
            )

    def failed(self, sent: Iterable[Sent], error: str) -> None:
        """Nothing was heard, or no: the rows stay as they are, with the reason."""
        with self._db.write():
            self._db.run_many("UPDATE outbox SET error = ? WHERE id = ? AND rev = ?", [(error, *row) for row in sent])

    def park(self, sent: Sent, error: str) -> None:
        """The server refuses this one row: it is put aside for the reader to see."""
        with self._db.write():
            self._db.run("UPDATE outbox SET state = 'parked', error = ? WHERE id = ? AND rev = ?", (error, *sent))

    def retry(self, ids: Sequence[int] | None = None) -> int:
        """Let parked rows (all, or these) be sent again; how many."""
        return self._change("UPDATE outbox SET state = 'pending', error = '', resent = 0 WHERE state = 'parked'", ids)

    def drop(self, ids: Sequence[int]) -> int:
        """Forget rows: their servers will not hold it, and what they hold shows at the next sync; how many."""
        return self._change("DELETE FROM outbox WHERE true", ids)

    def counts(self, account: int) -> tuple[int, int]:
        """How many rows of an account are under way (pending or sent) and how many parked."""
        row = self._db.one(
            "SELECT coalesce(sum(state <> 'parked'), 0), coalesce(sum(state = 'parked'), 0) FROM outbox"
            " WHERE account = ?",
            (account,),
        )
        return (row[0], row[1]) if row else (0, 0)

    def unsent(self) -> int:
        """How many rows of all accounts have yet to go out: neither said yes to nor put aside."""
        return int(self._db.value("SELECT count(*) FROM outbox WHERE state = 'pending'"))

    def list(self, account: int | None = None, limit: int = 500) -> list[Waiting]:
        """The rows as people see them, the parked first, then the oldest."""
        rows = self._db.rows(
            f"SELECT outbox.id, account.name, target, target_id, coalesce(entry.title, {SHOWN_TITLE}, ''),"
            " field, value, outbox.state, tried, created, outbox.error FROM outbox"
            " JOIN account ON account.id = outbox.account"
            " LEFT JOIN entry ON target = 'entry' AND entry.id = target_id"
            " LEFT JOIN feed ON target = 'feed' AND feed.id = target_id"
            " WHERE ?1 IS NULL OR outbox.account = ?1 ORDER BY outbox.state <> 'parked', outbox.id LIMIT ?2",
            (account, limit),
        )
        return [Waiting(*row) for row in rows]

    def _change(self, sql: str, ids: Sequence[int] | None) -> int:
        with self._db.write():
            if ids is None:
                return self._db.run(sql)
            return self._db.run(f"{sql} AND id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
