"""Where the state of entries is written: by the reader's acts, by rules and from servers, and nowhere else.

What the reader or a rule does to an entry of an account makes a row of the outbox in the same transaction.
"""

from collections.abc import Iterable, Sequence

from tui.store.connection import Connection
from tui.store.outbox_notes import has_accounts, note_flag, note_labels


def set_flag(
    db: Connection, field: str, value: bool, times: Sequence[tuple[int, int | None]], *, from_server: bool = False
) -> None:
    """THE place where read, starred and saved are written: (entry, time the flag was set or None)."""
    db.run_many(f"UPDATE entry SET {field} = ?, {field}_at = ? WHERE id = ?", [(value, at, id_) for id_, at in times])
    if not from_server:
        note_flag(db, field, value, (id_ for id_, _ in times))


def set_hidden(db: Connection, value: bool, ids: Iterable[int]) -> None:
    """THE place where entries are hidden and shown again; those of a removed feed stay as they are."""
    db.run_many("UPDATE entry SET hidden = ? WHERE id = ? AND hidden <> 2", [(int(value), id_) for id_ in ids])


def set_tags(db: Connection, changes: Iterable[tuple[int, int, int]], *, from_server: bool = False) -> None:
    """THE place where the reader's tags are written: (entry, tag, new origin; 0 takes it away)."""
    if not from_server and has_accounts(db):
        changes = list(changes)
        note_labels(db, changes)
    for entry, tag, origin in changes:
        if origin:
            db.run(
                "INSERT INTO entry_tag (entry, tag, origin, shown, unread, sort)"
                " SELECT id, ?2, ?3, hidden = 0, hidden = 0 AND read = 0, sort FROM entry WHERE id = ?1"
                " ON CONFLICT (entry, tag) DO UPDATE SET origin = excluded.origin",
                (entry, tag, origin),
            )
        else:
            db.run("DELETE FROM entry_tag WHERE entry = ? AND tag = ?", (entry, tag))
