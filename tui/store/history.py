"""What was searched for, the latest first."""

from tui.store.connection import Connection
from tui.store.utf8 import safe

KEPT = 200
LONGEST = 1000


class History:
    """Searches that were kept to the end (Enter, or a hit opened), each once."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def note(self, text: str, now: int) -> None:
        """Remember a search; one that is known moves to the front."""
        text = safe(" ".join(text.split()))[:LONGEST]
        if not text:
            return
        with self._db.write():
            self._db.run(
                "INSERT INTO searched (text, at) VALUES (?, ?)"
                " ON CONFLICT (text) DO UPDATE SET at = excluded.at, times = times + 1",
                (text, now),
            )
            self._db.run(
                "DELETE FROM searched WHERE text NOT IN (SELECT text FROM searched ORDER BY at DESC, text LIMIT ?)",
                (KEPT,),
            )

    def all(self, limit: int = KEPT) -> list[str]:
        """The searches, the latest first."""
        rows = self._db.rows("SELECT text FROM searched ORDER BY at DESC, text LIMIT ?", (limit,))
        return [text for (text,) in rows]

    def forget(self, text: str | None = None) -> int:
        """Forget one search, or all; how many."""
        with self._db.write():
            where, params = ("", ()) if text is None else (" WHERE text = ?", (text,))
            return self._db.run(f"DELETE FROM searched{where}", params)
