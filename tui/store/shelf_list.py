"""The saved library as a list in groups: by month, by source, by tag; a page at a time, however much is saved."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Literal

from tui.dataclass import dataclass
from tui.model.saved import Saving
from tui.store.connection import Connection
from tui.store.feed_rows import SHOWN_TITLE
from tui.store.listing import Key
from tui.store.shelf import SAVING, saving_from
from tui.store.where import Sql

By = Literal["date", "source", "tag"]
WAYS: tuple[By, ...] = ("date", "source", "tag")

_SAVED = "FROM entry e INDEXED BY entry_saved WHERE e.hidden = 0 AND e.saved = 1"
_UNTAGGED = "NOT EXISTS (SELECT 1 FROM entry_tag t WHERE t.entry = e.id)"


@dataclass(frozen=True, slots=True)
class Group:
    """Saved entries that belong together: a month (``2026-11``), a feed's id or a tag's name ("" for none)."""

    by: By
    key: str
    title: str
    entries: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an entry besides its text: how far its saving has come, a note, so many highlights."""

    saving: Saving | None
    note: bool = False
    highlights: int = 0


class ShelfList:
    """Reading the shelf; what changes it is in ``acts`` and ``shelf``."""

    def __init__(self, db: Connection, zone: tzinfo | None = None) -> None:
        self._db = db
        self._zone = zone

    def groups(self, by: By) -> list[Group]:
        """The groups: months from the newest, sources and tags from the one with most; those of no tag come last."""
        match by:
            case "date":
                return self._months()
            case "source":
                rows = self._db.rows(
                    f"SELECT feed, {SHOWN_TITLE}, n FROM (SELECT e.feed, count(*) AS n {_SAVED} GROUP BY e.feed)"
                    " JOIN feed ON feed.id = feed ORDER BY n DESC, 2, feed"
                )
                return [Group("source", str(feed), title, n) for feed, title, n in rows]
            case "tag":
                rows = self._db.rows(
                    "SELECT tag.name, count(*) AS n FROM entry e INDEXED BY entry_saved CROSS JOIN entry_tag t"
                    " ON t.entry = e.id JOIN tag ON tag.id = t.tag WHERE e.hidden = 0 AND e.saved = 1"
                    " GROUP BY tag.id ORDER BY n DESC, tag.folded"
                )
                bare = int(self._db.value(f"SELECT count(*) {_SAVED} AND {_UNTAGGED}"))
                found = [Group("tag", name, name, n) for name, n in rows]
                return [*found, Group("tag", "", "", bare)] if bare else found

    def _months(self) -> list[Group]:
        """Month by month, each a stretch of the index; months without any are stepped over."""
        found: list[Group] = []
        end = 1 << 62
        while (newest := self._db.value(f"SELECT max(e.sort) {_SAVED} AND e.sort < ?", (end,))) is not None:
            then = datetime.fromtimestamp(max(0, newest), UTC).astimezone(self._zone)
            first = then.replace(day=1, hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
            begin = first.replace(tzinfo=self._zone) if self._zone is not None else first
            # What claims to be older than 1970 stands in the oldest month.
            start = int(begin.timestamp()) if newest >= 0 else -(1 << 62)
            n = int(self._db.value(f"SELECT count(*) {_SAVED} AND e.sort >= ? AND e.sort < ?", (start, end)))
            key = f"{then:%Y-%m}"
            found.append(Group("date", key, key, n, start, end))
            end = start
        return found

    def ids(self, group: Group, after: Key | None = None, limit: int = 200) -> list[Key]:
        """The next entries of a group as (sort, id), newest first, behind the pair ``after``."""
        condition, params = _condition(group)
        beyond, key = ("1", []) if after is None else ("(e.sort, e.id) < (?, ?)", list(after))
        rows = self._db.rows(
            f"SELECT e.sort, e.id {_SAVED} AND {condition} AND {beyond} ORDER BY e.sort DESC, e.id DESC LIMIT ?",
            [*params, *key, limit],
        )
        return [(sort, id_) for sort, id_ in rows]

    def kept(self, ids: Sequence[int]) -> dict[int, Kept]:
        """What is kept of these entries."""
        wanted = (json.dumps(list(ids)),)
        inside = "IN (SELECT value FROM json_each(?))"
        savings = {row[0]: saving_from(row) for row in self._db.rows(f"{SAVING} WHERE s.entry {inside}", wanted)}
        notes = {row[0] for row in self._db.rows(f"SELECT entry FROM note WHERE entry {inside}", wanted)}
        marks: dict[int, int] = dict(
            self._db.rows(f"SELECT entry, count(*) FROM highlight WHERE entry {inside} GROUP BY entry", wanted)
        )
        return {id_: Kept(savings.get(id_), id_ in notes, marks.get(id_, 0)) for id_ in ids}

    def unfinished(self, limit: int = 200) -> list[int]:
        """Saved entries of which something is still wanted, those that failed first."""
        rows = self._db.rows(
            "SELECT s.entry FROM saving s JOIN entry e ON e.id = s.entry WHERE s.state <> 'done' AND e.saved = 1"
            " AND e.hidden = 0 ORDER BY s.error = '', e.sort DESC, e.id DESC LIMIT ?",
            (limit,),
        )
        return [id_ for (id_,) in rows]


def _condition(group: Group) -> Sql:
    match group.by:
        case "date":
            return "e.sort >= ? AND e.sort < ?", [group.start, group.end]
        case "source":
            return "e.feed = ?", [int(group.key)]
        case "tag":
            if not group.key:
                return _UNTAGGED, []
            tag = "SELECT id FROM tag WHERE name = ?"
            return f"EXISTS (SELECT 1 FROM entry_tag t WHERE t.entry = e.id AND t.tag = ({tag}))", [group.key]
