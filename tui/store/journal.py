"""The journal of what the reader did, from which undo and redo work."""

from typing import Any, NamedTuple

from tui.store.connection import Connection

KEPT = 200


class Line(NamedTuple):
    """One line of the journal; ``data`` is all that is needed to go back and forth."""

    id: int
    at: int
    kind: str
    label: str
    data: dict[str, Any]


class Journal:
    """Acts in order: those done, then those undone and not yet done again."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def note(self, kind: str, label: str, data: dict[str, Any], now: int) -> None:
        """Write an act down, inside the transaction that does it; what had been undone is forgotten."""
        import json
        import zlib  # neither is for the first list

        blob = zlib.compress(json.dumps(data, separators=(",", ":")).encode(), 1)
        self._db.run("DELETE FROM journal WHERE undone = 1")
        id_ = self._db.added(
            "INSERT INTO journal (at, kind, label, data) VALUES (?, ?, ?, ?)", (now, kind, label, blob)
        )
        self._db.run("DELETE FROM journal WHERE id <= ?", (id_ - KEPT,))

    def last_done(self) -> Line | None:
        """The act that undo would take back."""
        return self._act("undone = 0 ORDER BY id DESC")

    def first_undone(self) -> Line | None:
        """The act that redo would do again."""
        return self._act("undone = 1 ORDER BY id")

    def turn(self, line: Line, *, undone: bool) -> None:
        """Note that ``line`` was undone or done again."""
        self._db.run("UPDATE journal SET undone = ? WHERE id = ?", (undone, line.id))

    def _act(self, which: str) -> Line | None:
        row = self._db.one(f"SELECT id, at, kind, label, data FROM journal WHERE {which} LIMIT 1")
        if row is None:
            return None
        import json
        import zlib

        id_, at, kind, label, blob = row
        return Line(id_, at, kind, label, json.loads(zlib.decompress(blob)))
