"""What was last written into a mirror folder: by this a file the reader has changed is told from one of ours."""

from pathlib import Path

from tui.dataclass import dataclass
from tui.store.connection import Connection
from tui.store.utf8 import safe


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A file of ours: its name, the hash of what it holds, and of what it held should writing have been cut short."""

    name: str
    hash: str
    before: str = ""


class Mirrors:
    """Files written into folders, by entry."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def get(self, folder: Path, entry: int) -> Mirrored | None:
        """The file of an entry in a folder, None where none was written."""
        row = self._db.one(
            "SELECT name, hash, before FROM mirrored WHERE folder = ? AND entry = ?", (safe(str(folder)), entry)
        )
        return None if row is None else Mirrored(*row)

    def put(self, folder: Path, entry: int, file: Mirrored) -> None:
        """Note a file: before it is replaced, so that a kill in between leaves it known as ours."""
        with self._db.write():
            self._db.run(
                "INSERT OR REPLACE INTO mirrored (folder, entry, name, hash, before) VALUES (?, ?, ?, ?, ?)",
                (safe(str(folder)), entry, file.name, file.hash, file.before),
            )
