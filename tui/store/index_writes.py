"""Writing the search index: always within the transaction that writes the entries, and after all else in it.

Before a statement that changes several rows or tables (an INSERT that counters follow is one) SQLite marks a point to
go back to, and FTS5 then writes out all it holds, as an index of its own that has to be merged later. Between entries
that cost more than everything else; behind them, the pieces of many entries are written out once.
"""

from collections.abc import Iterable, Sequence

from tui.model.feed import ParsedEntry
from tui.store.connection import Connection
from tui.store.grams import body_grams, title_grams
from tui.store.utf8 import safe
from tui.text.fold import fold
from tui.text.spelling import sound_terms


def index(db: Connection, entries: Iterable[tuple[int, ParsedEntry]]) -> None:
    """Search finds these new entries, each given with its id."""
    _write(db, [(id_, safe(entry.title), safe(entry.text or entry.summary)) for id_, entry in entries])


def reindex(db: Connection, ids: Sequence[int]) -> None:
    """Search finds these entries by what is stored of them now."""
    stored = [(id_, row) for id_ in dict.fromkeys(ids) if (row := db.one(_STORED, (id_,))) is not None]
    drop_from_index(db, ids)
    _write(db, [(id_, title, text) for id_, (title, text, _) in stored])
    _write_sounds(db, [(id_, spelling) for id_, (_, _, spelling) in stored])


def index_sounds(db: Connection, spelled: Sequence[tuple[int, str]]) -> None:
    """Search finds each entry by this spelling of its title and no other."""
    db.run_many("DELETE FROM pinyin_index WHERE rowid = ?", [(id_,) for id_, _ in spelled])
    _write_sounds(db, spelled)


def drop_from_index(db: Connection, ids: Iterable[int]) -> None:
    """Search no longer finds these entries."""
    wanted = [(id_,) for id_ in ids]
    db.run_many("DELETE FROM title_index WHERE rowid = ?", wanted)
    db.run_many("DELETE FROM body_index WHERE rowid = ?", wanted)
    db.run_many("DELETE FROM pinyin_index WHERE rowid = ?", wanted)


_STORED = (
    "SELECT title, iif(full_text = 'page', coalesce(whole.text, detail.text), detail.text), pinyin FROM entry"
    " JOIN detail ON detail.entry = entry.id LEFT JOIN whole ON whole.entry = entry.id WHERE id = ?"
)


def _write(db: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    titles = [(id_, title_grams(fold(title))) for id_, title, _ in rows]
    db.run_many("INSERT INTO title_index (rowid, grams) VALUES (?, ?)", titles)
    bodies = ((id_, body_grams(title, text)) for id_, title, text in rows)
    db.run_many("INSERT INTO body_index (rowid, grams) VALUES (?, ?)", bodies)


def _write_sounds(db: Connection, spelled: Sequence[tuple[int, str]]) -> None:
    rows = [(id_, sound_terms(spelling)) for id_, spelling in spelled if spelling]
    db.run_many("INSERT INTO pinyin_index (rowid, sounds) VALUES (?, ?)", rows)
