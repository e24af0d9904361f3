"""Entries of the library: lists, counts, whole articles."""

from collections.abc import Sequence

from tui.model.entry import Article, Entry
from tui.model.errors import NotFound
from tui.store import counting, entry_rows, listing
from tui.store.connection import Connection
from tui.store.listing import Key
from tui.store.view import View
from tui.store.where import selection, where

EVERYTHING = View()


class Entries:
    """Reading entries; what changes them is in ``acts`` and ``refresh``."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def ids(self, view: View = EVERYTHING, after: Key | None = None, limit: int = 50) -> list[Key]:
        """The next ``limit`` entries of ``view`` as (sort, id), behind the pair ``after``; None: from the beginning."""
        return listing.page(self._db, view, after, limit)

    def rows(self, ids: Sequence[int]) -> list[Entry]:
        """The entries with these ids, in this order; those that are gone are left out."""
        return entry_rows.entries(self._db, list(ids))

    def count(self, view: View = EVERYTHING) -> int:
        """How many entries ``view`` has; from counters, or from the tags' own table, where the view is a plain one."""
        counted = counting.counted(self._db, view)
        if counted is not None:
            return counted
        sql, params = selection(self._db, view)
        return int(self._db.value(f"SELECT count(*) {sql}", params))

    def count_among(self, view: View, ids: Sequence[int]) -> int:
        """How many of these entries are in ``view``."""
        sql, params = where(self._db, view)
        sql = f"SELECT count(*) FROM entry e WHERE e.id IN (SELECT value FROM json_each(?)) AND {sql}"
        return int(self._db.value(sql, [str(list(ids)), *params]))

    def sources(self, limit: int = 2000) -> list[str]:
        """The names of sources there are, by name; each is one step in an index."""
        rows = self._db.rows(
            "WITH RECURSIVE s (name) AS (SELECT min(source) FROM entry INDEXED BY entry_source WHERE source <> ''"
            " UNION ALL SELECT (SELECT min(source) FROM entry INDEXED BY entry_source WHERE source <> ''"
            " AND source > s.name) FROM s WHERE s.name IS NOT NULL)"
            " SELECT name FROM s WHERE name IS NOT NULL LIMIT ?",
            (limit,),
        )
        return [name for (name,) in rows]

    def newer(self, view: View, than_id: int, up_to_id: int | None = None) -> int:
        """How many entries of ``view`` came after the entry ``than_id``, and not after ``up_to_id``."""
        sql, params = where(self._db, view)
        # NOT INDEXED keeps SQLite on the ids: few are newer, while an index of the view may hold a million.
        sql = f"SELECT count(*) FROM entry e NOT INDEXED WHERE e.id > ? AND e.id <= ? AND {sql}"
        return int(self._db.value(sql, [than_id, (1 << 63) - 1 if up_to_id is None else up_to_id, *params]))

    def article(self, id_: int) -> Article:
        """The whole article; NotFound."""
        found = entry_rows.article(self._db, id_) if abs(id_) < 2**63 else None
        if found is None:
            raise NotFound(kind="entry", name=str(id_))
        return found

    def words(self, ids: Sequence[int]) -> dict[int, int]:
        """How long the texts of these entries are, in characters."""
        rows = self._db.rows(
            "SELECT id, words FROM entry WHERE id IN (SELECT value FROM json_each(?))", (str(list(ids)),)
        )
        return dict(rows)

    def saved_at(self, id_: int) -> int | None:
        """When an entry was saved, None where it is not."""
        found = self._db.value("SELECT saved_at FROM entry WHERE id = ? AND saved = 1", (id_,))
        return None if found is None else int(found)

    def kindred(self, id_: int, limit: int = 5) -> list[Entry]:
        """Other entries that share tags or rare pieces of the title with one, the nearest first."""
        from tui.store.kindred import kindred  # not for the first list

        return self.rows(kindred(self._db, id_, limit))

    def last_id(self) -> int:
        """The id of the entry that came last, 0 in an empty library."""
        return int(self._db.value("SELECT coalesce(max(id), 0) FROM entry"))
