"""What the library knows of how its feeds fare."""

from tui.model.health import SILENT, SLOW, FeedFacts
from tui.store.connection import Connection
from tui.store.feed_rows import FETCHED, SHOWN_TITLE

_FACTS = f"""
SELECT id, {SHOWN_TITLE}, url, site, status, error, failures, failing_since, took,
(SELECT max(sort) FROM entry WHERE entry.feed = feed.id AND hidden = 0) AS newest, moved_to, moved_from, moved_at
FROM feed WHERE removed IS NULL AND {FETCHED}
"""
_ODD = """ AND status <> 'paused'
AND (status <> 'ok' OR failures OR error <> '' OR moved_at IS NOT NULL OR took > ? OR newest < ?)"""


def feed_facts(db: Connection, feed: int | None = None) -> list[FeedFacts]:
    """The facts of one feed, or of all."""
    rows = db.rows(_FACTS) if feed is None else db.rows(_FACTS + " AND id = ?", (feed,))
    return [FeedFacts._make(row) for row in rows]


def odd_facts(db: Connection, now: int) -> list[FeedFacts]:
    """The facts of those feeds that are fetched and cannot be judged to be well without a second look."""
    return [FeedFacts._make(row) for row in db.rows(_FACTS + _ODD, (SLOW, now - SILENT))]


def note_moved(db: Connection, feed: int, before: str, now: int) -> None:
    """Remember where a feed has moved from."""
    db.run("UPDATE feed SET moved_from = ?, moved_at = ? WHERE id = ? AND url <> ?", (before, now, feed, before))
