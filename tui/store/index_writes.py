"""Writing the search index: always within the transaction that writes the entries, and after all else in it.

Before a statement that changes several rows or tables (an INSERT that counters follow is one) SQLite marks a point to
go back to, and FTS5 then writes out all it holds, as an index of its own that has to be merged later. Between entries
that cost more than everything else; behind them, the pieces of many entries are written out once.
"""

from collections.abc import Iterable, Sequence

from tui.model.feed import Pieces
from tui.store.connection import Connection
from tui.store.grams import paired, pieces
from tui.text.spelling import sound_terms


def index(db: Connection, entries: Sequence[tuple[int, Pieces]]) -> None:
    """Search finds new entries, each given by its id, by these pieces."""
    db.run_many("INSERT INTO title_index (rowid, grams) VALUES (?, ?)", [(id_, each.title) for id_, each in entries])
    db.run_many("INSERT INTO body_index (rowid, grams) VALUES (?, ?)", ((id_, paired(each)) for id_, each in entries))


def reindex(db: Connection, ids: Sequence[int]) -> None:
    """Search finds these entries by what is stored of them now."""
    stored = [(id_, row) for id_ in dict.fromkeys(ids) if (row := db.one(_STORED, (id_,))) is not None]
    drop_from_index(db, ids)
    index(db, [(id_, pieces(title, text)) for id_, (title, text, _) in stored])
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


def _write_sounds(db: Connection, spelled: Sequence[tuple[int, str]]) -> None:
    rows = [(id_, sound_terms(spelling)) for id_, spelling in spelled if spelling]
    db.run_many("INSERT INTO pinyin_index (rowid, sounds) VALUES (?, ?)", rows)
