"""The version of the search index, and making it anew a few entries at a time while it is in use."""

from tui.store.connection import Connection
from tui.store.index_writes import reindex

VERSION = 2
"""Goes up by one whenever folding (text/fold.py), pieces (store/grams.py) or terms of sounds change."""

SPELLING_VERSION = 1
"""Goes up by one whenever spellings (text/pinyin.py) come out otherwise: all are then worked out again."""


class Indexing:
    """How far the index is what this program would make, and the work that makes it so."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def remaining(self) -> int:
        """Entries that were indexed by another version and wait to be indexed anew."""
        if self._number("index_version") == VERSION:
            return 0
        return int(self._db.value("SELECT count(*) FROM entry WHERE id <= ?", (self._from(),)))

    def step(self, limit: int = 200) -> int:
        """Index some waiting entries anew, the newest first, in one transaction; how many wait still."""
        if self._number("index_version") == VERSION:
            return 0
        with self._db.write():
            rows = self._db.rows("SELECT id FROM entry WHERE id <= ? ORDER BY id DESC LIMIT ?", (self._from(), limit))
            reindex(self._db, [id_ for (id_,) in rows])
            if len(rows) < limit:
                self._put("index_version", VERSION)
                self._db.run("DELETE FROM meta WHERE key IN ('index_from', 'index_for')")
                return 0
            # A program of another version may take over half way: it begins at the top.
            self._put("index_for", VERSION)
            self._put("index_from", rows[-1][0] - 1)
        return self.remaining()

    def forget_old_spellings(self) -> bool:
        """Have everything spelled again where another version did it; whether that was so."""
        if self._number("spelling_version") == SPELLING_VERSION:
            return False
        with self._db.write():
            self._db.run("UPDATE entry SET pinyin = NULL WHERE pinyin IS NOT NULL")
            self._db.run("DELETE FROM spelling")
            self._put("spelling_version", SPELLING_VERSION)
        return True

    def _from(self) -> int:
        if self._number("index_for") != VERSION:
            return 2**62
        found = self._number("index_from")
        return 2**62 if found is None else found

    def _number(self, key: str) -> int | None:
        value = self._db.value("SELECT value FROM meta WHERE key = ?", (key,))
        return int(value) if value is not None and value.lstrip("-").isdigit() else None

    def _put(self, key: str, value: int) -> None:
        self._db.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, str(value)))
