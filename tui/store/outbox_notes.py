"""Rows of the outbox, written in the transaction of the act that makes them: neither can be seen without the other.

Only feeds of accounts have any; a library without accounts pays one look. What a row may become is told in
``tui.model.pending``.
"""

from collections.abc import Iterable

from tui.store.connection import Connection
from tui.store.origin import OWN

_NOTE = """
INSERT INTO outbox (account, target, target_id, field, value, created) {rows}
ON CONFLICT (account, target, target_id, field) DO UPDATE SET
    value = excluded.value, rev = rev + 1, state = 'pending', resent = 0, error = ''
"""
# What is on the server already and was never in a request need not go there.
_NEEDLESS = """
DELETE FROM outbox WHERE target = ? AND field = ? AND tried = 0 AND target_id IN ({ids}) AND value = ({held})
"""
_LISTED = "SELECT value FROM json_each(?)"
_ENTRIES = """
SELECT feed.account, 'entry', entry.id, ?, ?, unixepoch() FROM entry JOIN feed ON feed.id = entry.feed
LEFT JOIN remote_item ON remote_item.entry = entry.id
WHERE entry.id IN (SELECT value FROM json_each(?)) AND feed.account IS NOT NULL AND coalesce(remote_item.gone, 0) = 0
"""
SENT_FLAGS = ("read", "starred")


def has_accounts(db: Connection) -> bool:
    """Whether anything of this library is also elsewhere."""
    return db.value("SELECT 1 FROM account LIMIT 1") is not None


def note_flag(db: Connection, field: str, value: bool, ids: Iterable[int]) -> None:
    """The reader, or a rule, set a flag of entries; those of accounts are to have it on the server too."""
    if field not in SENT_FLAGS or not has_accounts(db):
        return
    wanted, text = str(list(ids)), str(int(value))
    db.run(_NOTE.format(rows=_ENTRIES), (field, text, wanted))
    held = f"SELECT CAST({field} AS TEXT) FROM remote_item WHERE entry = target_id"
    db.run(_NEEDLESS.format(ids=_LISTED, held=held), ("entry", field, wanted))


def note_labels(db: Connection, changes: Iterable[tuple[int, int, int]]) -> None:
    """The reader is about to give or take tags, as ``set_tags`` has them; servers with labels are to follow."""
    for entry, tag, origin in changes:
        before = db.value("SELECT origin FROM entry_tag WHERE entry = ? AND tag = ?", (entry, tag)) or 0
        if bool(before & OWN) != bool(origin & OWN):
            name = db.value("SELECT name FROM tag WHERE id = ?", (tag,))
            rows = f"{_ENTRIES} AND feed.account IN (SELECT id FROM account WHERE abilities LIKE '%\"labels\"%')"
            db.run(_NOTE.format(rows=rows), (f"label:{name}", str(int(bool(origin & OWN))), str([entry])))


def note_feed(db: Connection, feed: int, field: str, value: str) -> None:
    """The reader subscribed to a feed of an account or gave it up (subscribed), renamed or moved it (title, folder)."""
    account = db.value("SELECT account FROM feed WHERE id = ?", (feed,))
    if account is None:
        return
    rows = "SELECT ?, 'feed', ?, ?, ?, unixepoch() WHERE true"
    db.run(_NOTE.format(rows=rows), (account, feed, field, value))
    held = {
        "subscribed": "SELECT CASE WHEN EXISTS (SELECT 1 FROM remote_feed WHERE feed = target_id AND gone = 0)"
        " THEN '1' ELSE '0' END",
        "title": "SELECT title FROM remote_feed WHERE feed = target_id AND gone = 0",
        "folder": "SELECT folder FROM remote_feed WHERE feed = target_id AND gone = 0",
    }[field]
    db.run(_NEEDLESS.format(ids="?", held=held), ("feed", field, feed))
