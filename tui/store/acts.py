"""What the reader does to entries, with undo and redo.

Read, starred, saved, hidden and tags are written by ``store.state`` and nowhere else: what has to happen together with
an act (a row for a sync server) has one place in the same transaction.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from tui.store.connection import Connection
from tui.store.journal import Journal, Line
from tui.store.origin import OWN
from tui.store.state import set_flag, set_hidden, set_tags
from tui.store.tags import known_tag, tag_id
from tui.store.unsubscribe import hide_feed, show_feed
from tui.store.view import View
from tui.store.where import Sql, selection

Flag = Literal["read", "starred", "saved"]
FLAGS: tuple[Flag, ...] = ("read", "starred", "saved")
_LISTED = "SELECT value FROM json_each(?)"
NOTED = ("note", "highlight")


class Act(NamedTuple):
    """What was done: its kind and the entries it changed (0 and nothing in the journal where all was so already)."""

    kind: str
    entries: tuple[int, ...] = ()

    @property
    def changed(self) -> int:
        """How many entries it changed."""
        return len(self.entries)


class Undone(NamedTuple):
    """What undo took back or redo did again; ``entries`` and ``feeds`` are those touched.

    ``rules``: where it was about the rules of the configuration, which stand in no library, those that are to hold.
    """

    kind: str
    label: str
    entries: tuple[int, ...]
    feeds: tuple[int, ...] = ()
    rules: tuple[str, ...] = ()


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

    def lacking(self, ids: Iterable[int], field: Flag) -> bool:
        """Whether some of these entries are not yet read, starred or saved."""
        _check(field)
        sql = f"SELECT 1 FROM entry WHERE id IN ({_LISTED}) AND {field} = 0 LIMIT 1"
        return self._db.value(sql, (json.dumps(list(ids)),)) is not None

    def mark_view(self, view: View, read: bool, now: int, up_to_id: int | None = None, label: str = "") -> Act:
        """Set read for the whole of ``view``, or for what was there when ``up_to_id`` was the last id."""
        return self.act_view(view, "read", read, now, up_to_id=up_to_id, label=label)

    def act_view(
        self, view: View, field: Flag, value: bool, now: int, *, up_to_id: int | None = None, label: str = ""
    ) -> Act:
        """Set read, starred or saved for the whole of ``view``, as one act."""
        _check(field)
        sql, params = selection(self._db, view)
        bound, last = ("", []) if up_to_id is None else (" AND e.id <= ?", [up_to_id])
        with self._db.write():
            rows = self._db.rows(f"SELECT e.id, e.{field}_at {sql} AND e.{field} <> ?{bound}", [*params, value, *last])
            return self._do("mark_view" if field == "read" else field, rows, field, value, now=now, label=label)

    def hide(self, ids: Iterable[int], value: bool, now: int, label: str = "") -> Act:
        """Hide entries as a rule does, or show them again."""
        with self._db.write():
            rows = self._db.rows(
                "SELECT id FROM entry WHERE id IN (SELECT value FROM json_each(?)) AND hidden = ?",
                (json.dumps(sorted(set(ids))), 0 if value else 1),
            )
            return self._hide([id_ for (id_,) in rows], value, now, label)

    def hide_view(self, view: View, value: bool, now: int, label: str = "") -> Act:
        """Hide the whole of ``view``, or show it again (its search must speak of what is hidden)."""
        sql, params = selection(self._db, view)
        with self._db.write():
            rows = self._db.rows(f"SELECT e.id {sql} AND e.hidden = ?", [*params, 0 if value else 1])
            return self._hide([id_ for (id_,) in rows], value, now, label)

    def tag(self, ids: Iterable[int], add: Iterable[str], remove: Iterable[str], now: int, label: str = "") -> Act:
        """Give tags by the reader's hand and take tags away, wherever they came from."""
        wanted = json.dumps(sorted(set(ids)))
        return self._tag((f"FROM entry e WHERE e.id IN ({_LISTED})", [wanted]), add, remove, now, label)

    def tag_view(self, view: View, add: Iterable[str], remove: Iterable[str], now: int, label: str = "") -> Act:
        """Give tags to the whole of ``view`` and take tags away, as one act."""
        return self._tag(selection(self._db, view), add, remove, now, label)

    def position(self, id_: int, chars: int) -> None:
        """Remember how far an article was read, in characters of its text."""
        with self._db.write():
            self._db.run("UPDATE detail SET position = ? WHERE entry = ?", (max(0, chars), id_))

    def note_rules(self, before: Sequence[str], after: Sequence[str], now: int, label: str = "") -> None:
        """Write down that the rules of the configuration were changed: their texts before and after."""
        with self._db.write():
            self._journal.note("rules", label, {"before": list(before), "after": list(after)}, now)

    def note_added(self, feeds: Sequence[int], now: int, label: str = "") -> None:
        """Write down that feeds were subscribed to: taken back, they are given up, and their entries out of sight."""
        with self._db.write():
            self._journal.note("add", label, {"feeds": list(feeds), "at": now}, now)

    def undo(self, only: Collection[str] = ()) -> Undone | None:
        """Take the last act back, exactly; None when there is none, or it is not of the kinds asked for."""
        with self._db.write():
            line = self._journal.last_done()
            return None if line is None or (only and line.kind not in only) else self._turn(line, undone=True)

    def redo(self, only: Collection[str] = ()) -> Undone | None:
        """Do again what was undone last; None when there is nothing, or it is not of the kinds asked for."""
        with self._db.write():
            line = self._journal.first_undone()
            return None if line is None or (only and line.kind not in only) else self._turn(line, undone=False)

    def _do(
        self, kind: str, rows: Sequence[tuple[int, int | None]], field: Flag, value: bool, *, now: int, label: str
    ) -> Act:
        """Set a flag on rows (id, time of the flag before), which are known to have the other value."""
        if not rows:
            return Act(kind)
        ids = [row[0] for row in rows]
        set_flag(self._db, field, value, [(id_, now if value else None) for id_ in ids])
        data = {"field": field, "value": value, "ids": ids, "at": now if value else [row[1] for row in rows]}
        self._journal.note(kind, label, data, now)
        return Act(kind, tuple(ids))

    def _hide(self, ids: list[int], value: bool, now: int, label: str) -> Act:
        if ids:
            set_hidden(self._db, value, ids)
            self._journal.note("hide", label, {"ids": ids, "value": value}, now)
        return Act("hide", tuple(ids))

    def _tag(self, wanted: Sql, add: Iterable[str], remove: Iterable[str], now: int, label: str) -> Act:
        sql, params = wanted
        with self._db.write():
            added = [tag for tag in (tag_id(self._db, name) for name in add) if tag is not None]
            gone = [tag for tag in (known_tag(self._db, name) for name in remove) if tag is not None]
            changes = [
                (entry, tag, before, after)
                for tag in dict.fromkeys([*added, *gone])
                for entry, before in self._db.rows(
                    "SELECT e.id, coalesce((SELECT origin FROM entry_tag t WHERE t.entry = e.id AND t.tag = ?), 0)"
                    f" {sql}",
                    [tag, *params],
                )
                for after in (0 if tag in gone else before | OWN,)
                if before != after
            ]
            if changes:
                set_tags(self._db, ((entry, tag, after) for entry, tag, _, after in changes))
                self._journal.note("tag", label, {"tags": changes}, now)
            return Act("tag", tuple(dict.fromkeys(change[0] for change in changes)))

    def _turn(self, line: Line, *, undone: bool) -> Undone:
        data = line.data
        entries: Iterable[int] = ()
        rules: tuple[str, ...] = ()
        feeds: Iterable[int] = data.get("feeds", ()) if line.kind in ("add", "remove") else ()
        if line.kind == "tag":
            set_tags(
                self._db, ((entry, tag, before if undone else after) for entry, tag, before, after in data["tags"])
            )
            entries = dict.fromkeys(entry for entry, *_ in data["tags"])
        elif line.kind in NOTED:
            from tui.store import notes

            notes.turn(self._db, line.kind, data, undone=undone)
            entries = data["ids"]
        elif line.kind.startswith("tag_"):
            from tui.store import tag_acts

            entries = tag_acts.turn(self._db, line.kind, data, undone=undone)
        elif line.kind == "smart":
            from tui.store import smart

            smart.turn(self._db, data, undone=undone)
        elif line.kind.startswith(("feed_", "folder_")):
            from tui.store import tree_acts

            feeds = tree_acts.turn(self._db, data, undone=undone)
        elif line.kind == "rules":
            rules = tuple(data["before" if undone else "after"])
        elif line.kind == "hide":
            set_hidden(self._db, data["value"] is not undone, data["ids"])
            entries = data["ids"]
        elif line.kind in ("add", "remove"):
            for feed in data["feeds"]:
                back = undone is (line.kind == "remove")
                _ = show_feed(self._db, feed) if back else hide_feed(self._db, feed, data["at"])
        else:
            self._turn_flag(data, undone=undone)
            entries = data["ids"]
        self._journal.turn(line, undone=undone)
        return Undone(line.kind, line.label, tuple(entries), tuple(feeds), rules)

    def _turn_flag(self, data: dict[str, Any], *, undone: bool) -> None:
        ids, value, at = data["ids"], data["value"], data["at"]
        if value:
            times = [(id_, None if undone else at) for id_ in ids]
        else:
            times = [(id_, time if undone else None) for id_, time in zip(ids, at, strict=True)]
        set_flag(self._db, data["field"], value is not undone, times)


def _check(field: str) -> None:
    if field not in FLAGS:  # the name goes into SQL
        raise ValueError(field)
