"""How titles and names sound, as stored: what still has to be worked out, and keeping it."""

from collections.abc import Iterable

from tui.store.connection import Connection
from tui.store.feed_rows import SHOWN_TITLE
from tui.store.index_writes import index_sounds
from tui.store.utf8 import safe

_NAMES = f"""
SELECT name FROM (
    SELECT {SHOWN_TITLE} AS name FROM feed WHERE removed IS NULL
    UNION SELECT name FROM folder
    UNION SELECT name FROM tag WHERE entries > 0 OR own > 0
    UNION SELECT DISTINCT source FROM entry INDEXED BY entry_source WHERE source <> ''
    UNION SELECT title FROM smart WHERE title <> ''
) WHERE name NOT IN (SELECT name FROM spelling) LIMIT ?
"""


class Spellings:
    """Titles of entries and names of everything else, with how they sound."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def titles_wanted(self, limit: int) -> list[tuple[int, str]]:
        """Entries (id, title) whose title has no spelling yet, the newest first."""
        return [
            (id_, title)
            for id_, title in self._db.rows(
                "SELECT id, title FROM entry INDEXED BY entry_unspelt WHERE pinyin IS NULL ORDER BY id DESC LIMIT ?",
                (limit,),
            )
        ]

    def names_wanted(self, limit: int) -> list[str]:
        """Names of feeds, folders, tags, sources and smart feeds that have no spelling yet."""
        return [name for (name,) in self._db.rows(_NAMES, (limit,))]

    def put_titles(self, spelled: Iterable[tuple[int, str, str]]) -> None:
        """Keep spellings of titles: (entry, the title that was spelled, spelling); a title changed since waits."""
        sql = "UPDATE entry SET pinyin = ? WHERE id = ? AND title = ?"
        with self._db.write():
            rows = [(id_, title, safe(spelling)) for id_, title, spelling in spelled]
            kept = [(id_, spelling) for id_, title, spelling in rows if self._db.run(sql, (spelling, id_, title))]
            index_sounds(self._db, kept)

    def put_names(self, spelled: Iterable[tuple[str, str]]) -> None:
        """Keep spellings of names."""
        with self._db.write():
            self._db.run_many("INSERT OR REPLACE INTO spelling (name, pinyin) VALUES (?, ?)", list(spelled))

    def title(self, entry: int) -> str:
        """The spelling of an entry's title, empty where it is not known or there is none."""
        return str(self._db.value("SELECT pinyin FROM entry WHERE id = ?", (entry,)) or "")

    def names(self) -> dict[str, str]:
        """All spellings of names that have one."""
        return dict(self._db.rows("SELECT name, pinyin FROM spelling WHERE pinyin <> ''"))
