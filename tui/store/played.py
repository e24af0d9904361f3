"""Which enclosures were played or downloaded."""

from tui.store.connection import Connection
from tui.store.utf8 import safe


class Played:
    """What became of the files that come with entries."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, entry: int) -> dict[str, tuple[int | None, str]]:
        """By address: when it was opened (seconds, None for never), and the file it was downloaded to or ""."""
        rows = self._db.rows("SELECT url, at, file FROM played WHERE entry = ?", (entry,))
        return {url: (at, file) for url, at, file in rows}

    def opened(self, entry: int, url: str, now: int) -> None:
        """Remember that it was opened."""
        with self._db.write():
            self._db.run(
                "INSERT INTO played (entry, url, at) VALUES (?, ?, ?) ON CONFLICT (entry, url) DO UPDATE SET at = ?3",
                (entry, url, now),
            )

    def downloaded(self, entry: int, url: str, file: str) -> None:
        """Remember where it was put."""
        with self._db.write():
            self._db.run(
                "INSERT INTO played (entry, url, file) VALUES (?, ?, ?)"
                " ON CONFLICT (entry, url) DO UPDATE SET file = ?3",
                (entry, url, safe(file)),
            )
