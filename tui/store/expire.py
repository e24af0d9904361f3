"""Letting old entries go: only what was read, what nobody kept, and what its feed no longer lists."""

from tui.store.connection import Connection
from tui.store.index_writes import drop_from_index
from tui.store.origin import OWN

DAY = 86_400
REMEMBERED_DAYS = 400
_PAGES = 1000
_BATCH = 500

_FREE = """
e.starred = 0 AND e.saved = 0 AND (e.read = 1 OR e.hidden <> 0)
AND NOT EXISTS (SELECT 1 FROM entry_tag WHERE entry = e.id AND origin >= :own)
AND NOT EXISTS (SELECT 1 FROM outbox WHERE target = 'entry' AND target_id = e.id)
AND NOT EXISTS (SELECT 1 FROM note WHERE entry = e.id) AND NOT EXISTS (SELECT 1 FROM highlight WHERE entry = e.id)
"""
_UNLISTED = "e.id NOT IN (SELECT value FROM document, json_each(document.entries))"
_OLD = f"SELECT e.id FROM entry e WHERE e.sort < :before AND e.fetched < :before AND {_FREE} AND {_UNLISTED}"
_SURPLUS = f"""
SELECT e.id FROM entry e
JOIN (SELECT id, row_number() OVER (PARTITION BY feed ORDER BY sort DESC, id DESC) AS place FROM entry) p ON p.id = e.id
WHERE p.place > :keep AND {_FREE} AND {_UNLISTED}
"""


def expire(db: Connection, keep_days: int, keep_per_feed: int, now: int) -> int:
    """Delete what is older than ``keep_days`` or beyond the newest ``keep_per_feed`` of its feed; how many.

    0 sets no bound. What goes is remembered by its hashes, so that a feed that lists it again brings nothing new.
    """
    ids: set[int] = set()
    if keep_days > 0:
        ids |= {row[0] for row in db.rows(_OLD, {"before": now - keep_days * DAY, "own": OWN})}
    if keep_per_feed > 0:
        ids |= {row[0] for row in db.rows(_SURPLUS, {"keep": keep_per_feed, "own": OWN})}
    wanted = sorted(ids)
    gone = sum(_delete(db, wanted[at : at + _BATCH], now) for at in range(0, len(wanted), _BATCH))
    with db.write():
        # One still listed by its feed is met again at every fetch; the others are forgotten after a year.
        db.run(
            "DELETE FROM expired WHERE at < ? AND -id NOT IN"
            " (SELECT value FROM document, json_each(document.entries) WHERE document.feed = expired.feed)",
            (now - REMEMBERED_DAYS * DAY,),
        )
    if gone:
        _give_back(db)
    return gone


def _give_back(db: Connection) -> None:
    """Make the file smaller by the pages that are free, some at a time, so that no writer waits long."""
    # It goes on for as long as its rows are asked for, one for each page.
    while db.value("PRAGMA freelist_count") and db.rows(f"PRAGMA incremental_vacuum({_PAGES})"):
        pass


def _delete(db: Connection, ids: list[int], now: int) -> int:
    """Delete one batch in one transaction, short enough that nobody waits long."""
    with db.write():
        gone = [id_ for id_ in ids if _still_free(db, id_)]
        db.run_many(
            "INSERT INTO expired (feed, guid_hash, link_hash, title_hash, content_hash, published, at)"
            " SELECT feed, guid_hash, link_hash, title_hash, content_hash, published, ? FROM entry WHERE id = ?",
            [(now, id_) for id_ in gone],
        )
        drop_from_index(db, gone)
        db.run_many("DELETE FROM entry WHERE id = ?", [(id_,) for id_ in gone])
        return len(gone)


def _still_free(db: Connection, id_: int) -> bool:
    """Whether nobody has kept the entry since it was chosen."""
    sql = f"SELECT 1 FROM entry e WHERE e.id = :id AND {_FREE}"
    return db.value(sql, {"id": id_, "own": OWN}) is not None
