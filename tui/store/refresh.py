"""Storing fetches of feeds: of each its entries and its fetch fields, in one transaction."""

import json
from collections.abc import Sequence
from functools import cached_property

from tui.model.feed import Keys, ParsedFeed, Pieces
from tui.model.smart import Rule
from tui.query.verdict import Ready
from tui.secrets.login import parted, reach
from tui.store import entry_writes
from tui.store.arrival import Rules, active
from tui.store.connection import Connection, Row
from tui.store.decide import Arrived, Decision, Known, decide, identified
from tui.store.feeds import feed_identity
from tui.store.grams import pieces_of
from tui.store.health import note_moved
from tui.store.index_writes import index, reindex
from tui.store.record import Applied, Fetched, FetchRecord
from tui.store.utf8 import safe

_KEYS = "guid_hash, link_hash, title_hash, published, content_hash"
# One statement each, so that SQLite uses the index that belongs to it.
_CANDIDATES = {
    "guid": "guid_hash IN (SELECT value FROM json_each(:hashes))",
    "link": "link_hash IN (SELECT value FROM json_each(:hashes))",
    "title": "link_hash IS NULL AND title_hash IN (SELECT value FROM json_each(:hashes))",
}


def refresh(
    db: Connection, fetches: Sequence[Fetched], now: int, *, configured: tuple[Rule, ...] = ()
) -> list[Applied | None]:
    """Store what several fetches came to, each whole or, when an error is raised, none of them.

    In their order what each changed, None for a feed that is not subscribed to.
    """
    with db.write():
        work = _Work(db, now, configured)
        applied = [work.store(fetch) for fetch in fetches]
        index(db, work.arrived)
        reindex(db, work.changed)
        return applied


class _Work:
    """One transaction: the rules it needs, and what is to be indexed at its end."""

    def __init__(self, db: Connection, now: int, configured: tuple[Rule, ...]) -> None:
        self._db = db
        self._now = now
        self._configured = configured
        self.arrived: list[tuple[int, Pieces]] = []
        self.changed: list[int] = []

    @cached_property
    def _rules(self) -> tuple[Ready, ...]:
        return active(self._db, self._configured, self._now)

    def store(self, fetch: Fetched) -> Applied | None:
        """Store one fetch, but for the index."""
        db, feed = self._db, fetch.feed
        if db.value("SELECT 1 FROM feed WHERE id = ? AND removed IS NULL", (feed,)) is None:
            return None
        applied = Applied() if fetch.parsed is None else self._apply(feed, fetch.parsed)
        _store_record(db, feed, fetch.record, self._now)
        return applied

    def _apply(self, feed: int, parsed: ParsedFeed) -> Applied:
        self._db.run(
            "UPDATE feed SET title_feed = coalesce(nullif(?, ''), title_feed), site = coalesce(nullif(?, ''), site),"
            " description = ?, language = ? WHERE id = ?",
            (*map(safe, (parsed.title, parsed.site, parsed.description, parsed.language)), feed),
        )
        document = identified(parsed)
        decision = decide(candidates(self._db, feed, document), document)
        rules = Rules(self._db, feed, self._rules if decision.inserts else (), self._now)
        new = self._carry_out(feed, decision, rules)
        updated = tuple(id_ for id_, _ in decision.updates)
        kept = [id_ for id_, _ in decision.rekeyed] + list(decision.unchanged)
        _store_document(self._db, feed, sorted([*new, *updated, *kept]))
        return Applied(new, updated, len(kept), tuple(rules.hidden), tuple(rules.notify))

    def _carry_out(self, feed: int, decision: Decision, rules: Rules) -> tuple[int, ...]:
        """Write what was decided; the ids of new entries in the order of the document."""
        db, now = self._db, self._now
        given = entry_writes.feed_tags(db, feed)
        # Documents begin with their newest entry; stored last it gets the highest id and stays first in the list.
        inserts = [(item, entry_writes.tag_ids(db, item.entry, given)) for item in reversed(decision.inserts)]
        new = entry_writes.insert_all(db, feed, inserts, now)
        for id_, (item, tags) in zip(new, inserts, strict=True):
            rules.take(id_, item, tags)
            self.arrived.append((id_, item.pieces or pieces_of(item.entry)))
        for id_, item in decision.updates:
            entry_writes.update(db, id_, item, entry_writes.tag_ids(db, item.entry, given), now)
            self.changed.append(id_)
        for id_, item in decision.rekeyed:
            entry_writes.rekey(db, id_, item.keys)
        return tuple(reversed(new))


def candidates(db: Connection, feed: int, document: Sequence[Arrived]) -> list[Known]:
    """Stored and remembered entries of the feed that share a guid, a link or a lone title with an arrived one."""
    known = [item.keys for item in document]
    wanted = {
        "guid": {key.guid for key in known if key.guid is not None},
        "link": {key.link for key in known if key.link is not None},
        "title": {key.title for key in known if key.link is None},
    }
    found: dict[int, Keys] = {}
    for name, hashes in wanted.items():
        params = {"feed": feed, "hashes": json.dumps(list(hashes))}
        for table, sign in (("entry", ""), ("expired", "-")) if hashes else ():
            sql = f"SELECT {sign}id, {_KEYS} FROM {table} WHERE feed = :feed AND {_CANDIDATES[name]}"
            found.update(map(_known, db.rows(sql, params)))
    return [Known(id_, found[id_]) for id_ in sorted(found)]


def _known(row: Row) -> tuple[int, Keys]:
    id_, guid, link, title, published, content = row
    return id_, Keys(guid, link, title, published, content)


def _store_document(db: Connection, feed: int, ids: list[int]) -> None:
    db.run(
        "INSERT INTO document (feed, entries) VALUES (?, ?)"
        " ON CONFLICT (feed) DO UPDATE SET entries = excluded.entries WHERE entries <> excluded.entries",
        (feed, json.dumps(ids, separators=(",", ":"))),
    )


def _store_record(db: Connection, feed: int, record: FetchRecord, now: int) -> None:
    db.run(
        "UPDATE feed SET status = ?, http_status = ?, error = ?, etag = ?, modified = ?, body_hash = ?, failures = ?,"
        " interval = ?, next_fetch = ?, moved_to = ?, moved_seen = ?, last_fetched = ?,"
        " encoding = coalesce(nullif(?, ''), encoding), encoding_why = coalesce(nullif(?, ''), encoding_why),"
        " failing_since = iif(?, coalesce(failing_since, ?), NULL), took = iif(? = 0, took, (took * 3 + ?) / 4)"
        " WHERE id = ?",
        (
            record.status,
            record.http_status,
            safe(record.error),
            safe(record.etag),
            safe(record.modified),
            record.body_hash,
            record.failures,
            record.interval,
            record.next_fetch,
            parted(safe(record.moved_to)).url,
            record.moved_seen,
            now,
            record.encoding,
            record.encoding_why,
            record.failures > 0 or record.status == "gone",
            now,
            record.took,
            record.took,
            feed,
        ),
    )
    if record.url:
        _move(db, feed, safe(record.url), now)


def _move(db: Connection, feed: int, url: str, now: int) -> None:
    """Another address from now on; the login stays with the origin that it was given for."""
    before, login, user = db.one("SELECT url, login, login_user FROM feed WHERE id = ?", (feed,)) or ("", "", "")
    url = parted(url).url
    kept = bool(login) and reach(url) == reach(before)
    user = user if kept else ""
    # An address that another feed has already stays with that one.
    db.run(
        "UPDATE OR IGNORE feed SET url = ?, identity = ?, login = ?, login_user = ? WHERE id = ?",
        (url, feed_identity(url, user), login if kept else "", user, feed),
    )
    note_moved(db, feed, before, now)
