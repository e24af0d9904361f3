"""Notes and highlights: what the reader wrote and marked; each change is one line of the journal."""

from typing import Any

from tui.model.errors import NotFound
from tui.model.saved import Highlight
from tui.store.connection import Connection
from tui.store.journal import Journal
from tui.store.utf8 import safe
from tui.text.clean import clean_block

LONGEST = 100_000
_COLUMNS = "start, stop, quote, note, made, id"


class Notes:
    """Notes of entries and highlights in them."""

    def __init__(self, db: Connection, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def note(self, entry: int) -> str:
        """What the reader noted about an entry, "" for nothing."""
        return str(self._db.value("SELECT text FROM note WHERE entry = ?", (entry,)) or "")

    def write(self, entry: int, text: str, now: int) -> bool:
        """Set the note of an entry, "" takes it away; whether that changed anything. NotFound."""
        text = safe(clean_block(text[:LONGEST])).strip()
        with self._db.write():
            self._known(entry)
            before = self.note(entry)
            if before == text:
                return False
            _put_note(self._db, entry, text, now)
            self._journal.note("note", "", {"ids": [entry], "before": before, "after": text, "at": now}, now)
            return True

    def highlights(self, entry: int) -> tuple[Highlight, ...]:
        """The highlights of an entry in the order of its text."""
        rows = self._db.rows(f"SELECT {_COLUMNS} FROM highlight WHERE entry = ? ORDER BY start, stop, id", (entry,))
        return tuple(Highlight(*row) for row in rows)

    def mark(self, entry: int, highlight: Highlight, now: int) -> int:
        """Add a highlight, or change the one whose ``id`` it has; its id. NotFound, ValueError for an empty passage."""
        if not 0 <= highlight.start < highlight.end < 2**31:
            raise ValueError("an empty passage")
        quote, note = (safe(clean_block(text[:LONGEST])) for text in (highlight.quote, highlight.note))
        with self._db.write():
            self._known(entry)
            before = self._row(highlight.id) if highlight.id else None
            if highlight.id and (before is None or before[-1] != entry):
                raise NotFound(kind="highlight", name=str(highlight.id))
            id_ = highlight.id or int(self._db.value("SELECT coalesce(max(id), 0) + 1 FROM highlight"))
            after = [highlight.start, highlight.end, quote, note, before[4] if before else now, id_, entry]
            self._change(before, after, now)
            return id_

    def unmark(self, highlight: int, now: int) -> bool:
        """Take a highlight away; False where there is none."""
        with self._db.write():
            before = self._row(highlight)
            if before is not None:
                self._change(before, None, now)
            return before is not None

    def _change(self, before: list[Any] | None, after: list[Any] | None, now: int) -> None:
        _put_highlight(self._db, before, after)
        entry = (after or before or [0])[-1]
        self._journal.note("highlight", "", {"ids": [entry], "before": before, "after": after}, now)

    def _row(self, id_: int) -> list[Any] | None:
        row = self._db.one(f"SELECT {_COLUMNS}, entry FROM highlight WHERE id = ?", (id_,))
        return None if row is None else list(row)

    def _known(self, entry: int) -> None:
        if abs(entry) >= 2**63 or self._db.value("SELECT 1 FROM entry WHERE id = ?", (entry,)) is None:
            raise NotFound(kind="entry", name=str(entry), reason="entry")


def turn(db: Connection, kind: str, data: dict[str, Any], *, undone: bool) -> None:
    """Take a change back, or do it again; what has gone meanwhile stays gone."""
    entry = data["ids"][0]
    if db.value("SELECT 1 FROM entry WHERE id = ?", (entry,)) is None:
        return
    old, new = ("after", "before") if undone else ("before", "after")
    if kind == "note":
        _put_note(db, entry, data[new], data["at"])
    else:
        _put_highlight(db, data[old], data[new])


def _put_note(db: Connection, entry: int, text: str, now: int) -> None:
    if text:
        db.run("INSERT OR REPLACE INTO note (entry, text, changed) VALUES (?, ?, ?)", (entry, text, now))
    else:
        db.run("DELETE FROM note WHERE entry = ?", (entry,))


def _put_highlight(db: Connection, old: list[Any] | None, new: list[Any] | None) -> None:
    if old is not None:
        db.run("DELETE FROM highlight WHERE id = ?", (old[-2],))
    if new is not None:
        db.run(f"INSERT OR REPLACE INTO highlight ({_COLUMNS}, entry) VALUES (?, ?, ?, ?, ?, ?, ?)", new)
