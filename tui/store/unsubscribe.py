"""Taking a feed out of sight and bringing it back: nothing is deleted by either."""

from tui.store.connection import Connection
from tui.store.origin import OWN
from tui.store.outbox_notes import note_feed


def hide_feed(db: Connection, id_: int, now: int, *, from_server: bool = False) -> bool:
    """Mark the feed removed and hide its entries, save those starred, saved or tagged by hand; False if it was gone.

    A feed of an account is to be given up on its server too, unless that is where this comes from.
    """
    if not db.run("UPDATE feed SET removed = ? WHERE id = ? AND removed IS NULL", (now, id_)):
        return False
    db.run(
        "UPDATE entry SET hidden = 2 WHERE feed = ? AND hidden = 0 AND starred = 0 AND saved = 0"
        " AND NOT EXISTS (SELECT 1 FROM entry_tag WHERE entry = entry.id AND origin >= ?)",
        (id_, OWN),
    )
    if not from_server:
        note_feed(db, id_, "subscribed", "0")
    return True


def show_feed(db: Connection, id_: int, *, from_server: bool = False) -> bool:
    """Bring a removed feed and its entries back; False if it was not removed."""
    if not db.run("UPDATE feed SET removed = NULL WHERE id = ? AND removed IS NOT NULL", (id_,)):
        return False
    db.run("UPDATE entry SET hidden = 0 WHERE feed = ? AND hidden = 2", (id_,))
    if not from_server:
        note_feed(db, id_, "subscribed", "1")
    return True
