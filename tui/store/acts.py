"""What the reader does to entries, with undo and redo.

Read, starred and saved are written by ``_set`` and nowhere else, tags by ``_set_tags``: what has to happen together
with an act (a row for a sync server) has one place in the same transaction.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tui.store.connection import Connection
from tui.store.journal import Journal, Line
from tui.store.origin import OWN
from tui.store.tags import known_tag, tag_id
from tui.store.unsubscribe import hide_feed, show_feed
from tui.store.view import View
from tui.store.where import selection

Flag = Literal["read", "starred", "saved"]
FLAGS: tuple[Flag, ...] = ("read", "starred", "saved")
NOTED = ("note", "highlight")


@dataclass(frozen=True, slots=True)
class Act:
    """What was done: its kind and the entries it changed (0 and nothing in the journal where all was so already)."""

    kind: str
    entries: tuple[int, ...] = ()

    @property
    def changed(self) -> int:
        """How many entries it changed."""
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class Undone:
    """What undo took back or redo did again; ``entries`` are those touched (empty for an unsubscription)."""

    kind: str
    label: str
    entries: tuple[int, ...]
    feeds: tuple[int, ...] = ()


class Acts:
    """The acts of the reader on entries; each is one transaction and, but for the position, one line of the journal."""

    def __init__(self, db: Connection, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def act(self, ids: Iterable[int], field: Flag, value: bool, now: int, label: str = "") -> Act:
        """Set read, starred or saved."""
        _check(field)
        with self._db.write():
            rows = self._db.rows(
                f"SELECT id, {field}_at FROM entry WHERE id IN (SELECT value FROM json_each(?)) AND {field} <> ?",
                (json.dumps(sorted(set(ids))), value),
            )
            return self._do(field, rows, field, value, now=now, label=label)

    def mark_view(self, view: View, read: bool, now: int, up_to_id: int | None = None, label: str = "") -> Act:
        """Set read for the whole of ``view``, or for what was there when ``up_to_id`` was the last id."""
        sql, params = selection(self._db, view)
        bound, last = ("", []) if up_to_id is None else (" AND e.id <= ?", [up_to_id])
        with self._db.write():
            rows = self._db.rows(f"SELECT e.id, e.read_at {sql} AND e.read <> ?{bound}", [*params, read, *last])
            return self._do("mark_view", rows, "read", read, now=now, label=label)

    def tag(self, ids: Iterable[int], add: Iterable[str], remove: Iterable[str], now: int, label: str = "") -> Act:
        """Give tags by the reader's hand and take tags away, wherever they came from."""
        with self._db.write():
            wanted = json.dumps(sorted(set(ids)))
            rows = self._db.rows("SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
            added = [tag for tag in (tag_id(self._db, name) for name in add) if tag is not None]
            gone = [tag for tag in (known_tag(self._db, name) for name in remove) if tag is not None]
            changes = [
                (entry, tag, before, after)
                for (entry,) in rows
                for tag in dict.fromkeys([*added, *gone])
                for before in (self._origin(entry, tag),)
                for after in (0 if tag in gone else before | OWN,)
                if before != after
            ]
            if changes:
                self._set_tags((entry, tag, after) for entry, tag, _, after in changes)
                self._journal.note("tag", label, {"tags": changes}, now)
            return Act("tag", tuple(dict.fromkeys(change[0] for change in changes)))

    def position(self, id_: int, chars: int) -> None:
        """Remember how far an article was read, in characters of its text."""
        with self._db.write():
            self._db.run("UPDATE detail SET position = ? WHERE entry = ?", (max(0, chars), id_))

    def undo(self) -> Undone | None:
        """Take the last act back, exactly; None when there is none."""
        with self._db.write():
            line = self._journal.last_done()
            return None if line is None else self._turn(line, undone=True)

    def redo(self) -> Undone | None:
        """Do again what was undone last; None when there is nothing."""
        with self._db.write():
            line = self._journal.first_undone()
            return None if line is None else self._turn(line, undone=False)

    def _do(
        self, kind: str, rows: Sequence[tuple[int, int | None]], field: Flag, value: bool, *, now: int, label: str
    ) -> Act:
        """Set a flag on rows (id, time of the flag before), which are known to have the other value."""
        if not rows:
            return Act(kind)
        ids = [row[0] for row in rows]
        self._set(field, value, [(id_, now if value else None) for id_ in ids])
        data = {"field": field, "value": value, "ids": ids, "at": now if value else [row[1] for row in rows]}
        self._journal.note(kind, label, data, now)
        return Act(kind, tuple(ids))

    def _set(self, field: Flag, value: bool, times: Sequence[tuple[int, int | None]]) -> None:
        """THE place where read, starred and saved are written: (entry, time the flag was set or None)."""
        self._db.run_many(
            f"UPDATE entry SET {field} = ?, {field}_at = ? WHERE id = ?", [(value, at, id_) for id_, at in times]
        )

    def _set_tags(self, changes: Iterable[tuple[int, int, int]]) -> None:
        """THE place where the reader's tags are written: (entry, tag, new origin; 0 takes it away)."""
        for entry, tag, origin in changes:
            if origin:
                self._db.run(
                    "INSERT INTO entry_tag (entry, tag, origin, shown, unread, sort)"
                    " SELECT id, ?2, ?3, hidden = 0, hidden = 0 AND read = 0, sort FROM entry WHERE id = ?1"
                    " ON CONFLICT (entry, tag) DO UPDATE SET origin = excluded.origin",
                    (entry, tag, origin),
                )
            else:
                self._db.run("DELETE FROM entry_tag WHERE entry = ? AND tag = ?", (entry, tag))

    def _origin(self, entry: int, tag: int) -> int:
        sql = "SELECT origin FROM entry_tag WHERE entry = ? AND tag = ?"
        return int(self._db.value(sql, (entry, tag)) or 0)

    def _turn(self, line: Line, *, undone: bool) -> Undone:
        data = line.data
        entries: Iterable[int] = ()
        if line.kind == "tag":
            self._set_tags((entry, tag, before if undone else after) for entry, tag, before, after in data["tags"])
            entries = dict.fromkeys(entry for entry, *_ in data["tags"])
        elif line.kind in NOTED:
            from tui.store import notes

            notes.turn(self._db, line.kind, data, undone=undone)
            entries = data["ids"]
        elif line.kind == "remove":
            for feed in data["feeds"]:
                _ = show_feed(self._db, feed) if undone else hide_feed(self._db, feed, data["at"])
        else:
            self._turn_flag(data, undone=undone)
            entries = data["ids"]
        self._journal.turn(line, undone=undone)
        return Undone(line.kind, line.label, tuple(entries), tuple(data.get("feeds", ())))

    def _turn_flag(self, data: dict[str, Any], *, undone: bool) -> None:
        ids, value, at = data["ids"], data["value"], data["at"]
        if value:
            times = [(id_, None if undone else at) for id_ in ids]
        else:
            times = [(id_, time if undone else None) for id_, time in zip(ids, at, strict=True)]
        self._set(data["field"], value is not undone, times)


def _check(field: str) -> None:
    if field not in FLAGS:  # the name goes into SQL
        raise ValueError(field)
