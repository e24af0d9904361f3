"""Earlier versions of articles: what stood there before a feed or a page changed it."""

from tui.model.saved import Version
from tui.store.connection import Connection

MOST = 20
"""Versions kept of one article: the first, and the newest before the present one."""


class Versions:
    """Reading the earlier versions."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, entry: int) -> tuple[Version, ...]:
        """The earlier versions of an article, oldest first."""
        rows = self._db.rows("SELECT id, at, title, text, html FROM version WHERE entry = ? ORDER BY id", (entry,))
        return tuple(Version(*row) for row in rows)

    def count(self, entry: int) -> int:
        """How often an article has changed."""
        return int(self._db.value("SELECT count(*) FROM version WHERE entry = ?", (entry,)))


def keep_version(db: Connection, entry: int, title: str, text: str, now: int) -> bool:
    """Keep what is stored of an entry, within the transaction that is about to make it ``title`` and ``text``.

    False where nothing that can be read changes, or where there was no text before. A text that its page gave is not
    changed by the feed, so ``text`` should be what will stand there.
    """
    row = db.one(
        "SELECT title, iif(full_text = 'page', coalesce(whole.text, detail.text), detail.text),"
        " iif(full_text = 'page', coalesce(whole.html, detail.html), detail.html) FROM entry"
        " JOIN detail ON detail.entry = entry.id LEFT JOIN whole ON whole.entry = entry.id WHERE id = ?",
        (entry,),
    )
    if row is None or not row[1]:
        return False
    if " ".join(title.split()) == " ".join(row[0].split()) and text.split() == row[1].split():
        return False
    db.run("INSERT INTO version (entry, at, title, text, html) VALUES (?, ?, ?, ?, ?)", (entry, now, *row))
    db.run(
        "DELETE FROM version WHERE entry = ?1 AND id <> (SELECT min(id) FROM version WHERE entry = ?1)"
        f" AND id NOT IN (SELECT id FROM version WHERE entry = ?1 ORDER BY id DESC LIMIT {MOST - 1})",
        (entry,),
    )
    return True
