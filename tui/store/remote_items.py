"""Entries of accounts: which the server has, their bodies, and its word on what is read and starred."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence

from tui.dataclass import dataclass, field
from tui.model.feed import Pieces
from tui.model.pending import Pending
from tui.model.remote import KnownItem, RemoteEntry, Row
from tui.model.smart import Rule
from tui.query.verdict import Ready
from tui.store import entry_writes
from tui.store.arrival import Rules, active
from tui.store.connection import Connection
from tui.store.decide import Arrived
from tui.store.grams import pieces_of
from tui.store.identity import keys
from tui.store.index_writes import index, reindex
from tui.store.state import set_flag

_KNOWN = """
SELECT remote, entry, entry.read, entry.starred, remote_item.read, remote_item.starred, gone FROM remote_item
JOIN entry ON entry.id = remote_item.entry WHERE account = ?
"""


@dataclass(slots=True)
class ItemIntents:
    """What a server's word changes here.

    ``flags``: entries by field and value to set; ``held``: what the server holds now (remote, read, starred);
    ``gone`` and ``back``: it no longer has them, or has them again; ``drop``: rows of the outbox that are done with,
    ``again``: those that it was seen to have ignored.
    """

    flags: dict[tuple[str, bool], list[int]] = field(default_factory=dict)
    held: list[tuple[str, bool, bool]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    drop: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    confirmed: int = 0
    overruled: int = 0

    @property
    def changes(self) -> int:
        """How many states change here."""
        return sum(map(len, self.flags.values()))


class RemoteItems:
    """The entries of one account, by the server's ids."""

    def __init__(self, db: Connection, account: int) -> None:
        self._db = db
        self._account = account

    def unknown(self, ids: Collection[str]) -> set[str]:
        """Those of ``ids`` that were never heard of."""
        return set(ids) - {row[0] for row in self._listed(ids, "true")}

    def without_body(self, ids: Collection[str]) -> set[str]:
        """Those of ``ids`` that are known, but not kept here."""
        return {row[0] for row in self._listed(ids, "entry IS NULL")}

    def sent(self) -> set[str]:
        """Entries of which the server was sent a change that it has not yet been seen to hold."""
        rows = self._db.rows(
            "SELECT DISTINCT remote FROM outbox JOIN remote_item ON remote_item.entry = target_id"
            " WHERE outbox.account = ? AND target = 'entry' AND outbox.state = 'sent' AND gone = 0",
            (self._account,),
        )
        return {remote for (remote,) in rows}

    def note(self, ids: Iterable[str]) -> None:
        """Remember that the server has these, without bodies."""
        with self._db.write():
            self._db.run_many(
                "INSERT OR IGNORE INTO remote_item (account, remote) VALUES (?, ?)",
                [(self._account, id_) for id_ in ids],
            )

    def keep(
        self, entries: Sequence[RemoteEntry], now: int, *, configured: tuple[Rule, ...] = ()
    ) -> tuple[list[int], list[int]]:
        """Store entries with their state, in one transaction; ids of the new and of those whose content changed.

        New ones meet the rules; what a rule does goes to the server like an act of the reader.
        """
        new: list[int] = []
        changed: list[int] = []
        arrived: list[tuple[int, Pieces]] = []
        with self._db.write():
            feeds: dict[str, int] = dict(
                self._db.rows("SELECT remote, feed FROM remote_feed WHERE account = ?", (self._account,))
            )
            rules: dict[int, Rules] = {}
            ready = active(self._db, configured, now)
            # Lists begin with the newest; stored last it gets the highest id and stays first.
            for entry in reversed(entries):
                feed = feeds.get(entry.feed)
                if feed is None:
                    continue  # subscribed to meanwhile: its turn comes with the next list of feeds
                known = self._db.value(
                    "SELECT entry FROM remote_item WHERE account = ? AND remote = ?", (self._account, entry.id)
                )
                if known is not None:
                    changed += self._renew(feed, known, entry, now)
                elif added := self._add(feed, entry, now, rules, ready):
                    new += added
                    arrived.append((added[0], pieces_of(entry.entry)))
            index(self._db, arrived)
            reindex(self._db, changed)
        return new[::-1], changed[::-1]

    def settle(self, decide: Callable[[list[KnownItem]], ItemIntents | None]) -> ItemIntents | None:
        """Decide over all that is known and carry it out, in one transaction; nothing where the decision is None."""
        with self._db.write():
            intents = decide(self._known())
            if intents is not None:
                self._carry_out(intents)
            return intents

    def _listed(self, ids: Collection[str], where: str) -> list[tuple[str]]:
        sql = (
            "SELECT remote FROM remote_item WHERE account = ? AND remote IN (SELECT value FROM json_each(?))"
            f" AND {where}"
        )
        return self._db.rows(sql, (self._account, json.dumps(list(ids))))

    def _known(self) -> list[KnownItem]:
        rows = outbox_rows(self._db, self._account, "entry")
        return [
            KnownItem(
                remote,
                entry,
                bool(read),
                bool(starred),
                None if server_read is None else bool(server_read),
                None if server_starred is None else bool(server_starred),
                bool(gone),
                rows.get(entry, {}),
            )
            for remote, entry, read, starred, server_read, server_starred, gone in self._db.rows(
                _KNOWN, (self._account,)
            )
        ]

    def _carry_out(self, intents: ItemIntents) -> None:
        db, account = self._db, self._account
        now = int(db.value("SELECT unixepoch()"))
        for (name, value), entries in intents.flags.items():
            set_flag(db, name, value, [(id_, now if value else None) for id_ in entries], from_server=True)
        db.run_many(
            "UPDATE remote_item SET read = ?, starred = ? WHERE account = ? AND remote = ?",
            [(read, starred, account, remote) for remote, read, starred in intents.held],
        )
        for gone, remotes in ((1, intents.gone), (0, intents.back)):
            db.run_many(
                "UPDATE remote_item SET gone = ? WHERE account = ? AND remote = ?",
                [(gone, account, remote) for remote in remotes],
            )
        finish_rows(db, intents.drop, intents.again)

    def _add(
        self, feed: int, entry: RemoteEntry, now: int, rules: dict[int, Rules], ready: tuple[Ready, ...]
    ) -> list[int]:
        item = Arrived(entry.entry, keys(entry.entry))
        there = self._adopted(feed, item)
        if there is None:
            tags = entry_writes.tag_ids(self._db, entry.entry, entry_writes.feed_tags(self._db, feed))
            id_ = entry_writes.insert(self._db, feed, item, tags, now)
        else:
            id_ = there
        for name, value in (("read", entry.read), ("starred", entry.starred)):
            if value and there is None:
                set_flag(self._db, name, True, [(id_, now)], from_server=True)
        self._db.run(
            "INSERT INTO remote_item (account, remote, entry, read, starred) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (account, remote) DO UPDATE SET entry = excluded.entry, read = excluded.read,"
            " starred = excluded.starred, gone = 0",
            (self._account, entry.id, id_, entry.read, entry.starred),
        )
        if there is not None:
            return []
        if feed not in rules:
            rules[feed] = Rules(self._db, feed, ready, now)
        rules[feed].take(id_, item, tags)
        return [id_]

    def _adopted(self, feed: int, item: Arrived) -> int | None:
        """An entry that is here already without a server's id: kept from before the account was added again."""
        found: int | None = self._db.value(
            "SELECT id FROM entry WHERE feed = ? AND link_hash = ? AND title_hash = ?"
            " AND NOT EXISTS (SELECT 1 FROM remote_item WHERE remote_item.entry = entry.id)",
            (feed, item.keys.link, item.keys.title),
        )
        return found

    def _renew(self, feed: int, known: int, entry: RemoteEntry, now: int) -> list[int]:
        item = Arrived(entry.entry, keys(entry.entry))
        if self._db.value("SELECT content_hash FROM entry WHERE id = ?", (known,)) == item.keys.content:
            return []
        entry_writes.update(
            self._db,
            known,
            item,
            entry_writes.tag_ids(self._db, entry.entry, entry_writes.feed_tags(self._db, feed)),
            now,
        )
        return [known]


def outbox_rows(db: Connection, account: int, target: str) -> dict[int, dict[str, Row]]:
    """The rows of the outbox for an account's entries or feeds: by what they are about, then by field."""
    found: dict[int, dict[str, Row]] = {}
    for id_, about, name, value, rev, state, tried, resent in db.rows(
        "SELECT id, target_id, field, value, rev, state, tried, resent FROM outbox WHERE account = ? AND target = ?",
        (account, target),
    ):
        found.setdefault(about, {})[name] = (id_, Pending(value, rev, state, bool(tried), bool(resent)))
    return found


def finish_rows(db: Connection, drop: list[int], again: list[int]) -> None:
    """Forget rows that are done with; send once more what the server was seen to have ignored."""
    db.run_many("DELETE FROM outbox WHERE id = ?", [(id_,) for id_ in drop])
    db.run_many("UPDATE outbox SET state = 'pending', resent = 1 WHERE id = ?", [(id_,) for id_ in again])
