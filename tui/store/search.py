"""Search: hits with the place where they were found."""

import heapq
from collections.abc import Sequence
from typing import Literal

from tui.dataclass import dataclass, replace
from tui.query.ast import And, Everything, Field, Or, Phrase, Query, Word
from tui.store.connection import Connection
from tui.store.grams import required
from tui.store.listing import Key, page
from tui.store.search_sql import match_expression
from tui.store.snippets import Span, marked, snippet
from tui.store.view import View
from tui.store.where import where
from tui.text.fold import fold
from tui.text.spelling import sound_query, soundable

Order = Literal["newest", "best"]
Rank = tuple[float, int]
_BEST_OF = 2000


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that matches; spans are (start, end) in ``snippet`` and in the title; a page goes on at (sort, id)."""

    id: int
    snippet: str
    spans: tuple[Span, ...]
    title_spans: tuple[Span, ...] = ()
    sort: int = 0


def search(db: Connection, query: Query, limit: int, order: Order, *, after: Key | None, view: View) -> list[Hit]:
    """The hits for ``query`` within ``view``."""
    view = replace(view, query=query if view.query is None else And((view.query, query)))
    keys = page(db, view, after, limit) if order == "newest" else best(db, view, limit)
    return _shown(db, query, keys)


def hits(db: Connection, query: Query, ids: Sequence[int]) -> list[Hit]:
    """Where in these entries the words of ``query`` stand."""
    return _shown(db, query, [(0, id_) for id_ in ids])


def _shown(db: Connection, query: Query, keys: Sequence[Key]) -> list[Hit]:
    words, letters = [fold(word) for word in sought(query)], listened(query)
    return [_hit(db, key, words, letters) for key in keys]


def sought(query: Query) -> list[str]:
    """The words that a match holds, for showing where: those not negated."""
    match query:
        case Word(text) | Phrase(text) | Field("title", text):
            return [text]
        case And(parts) | Or(parts):
            return [word for part in parts for word in sought(part)]
        case _:
            return []


def listened(query: Query) -> list[str]:
    """Those of the words sought that can be meant as pinyin."""
    match query:
        case Word(text) | Field("title", text):
            return [text] if soundable(text) else []
        case And(parts) | Or(parts):
            return [word for part in parts for word in listened(part)]
        case _:
            return []


def terms(db: Connection, query: Query, id_: int) -> list[str]:
    """What is to be found in an entry of the answer: the folded words, and for pinyin what of the title sounds so."""
    words = [fold(word) for word in sought(query)]
    title, spelling = db.one("SELECT title, pinyin FROM entry WHERE id = ?", (id_,)) or ("", "")
    heard = [title[start:end] for start, end in marked(title, [], listened(query), spelling or "")]
    return list(dict.fromkeys(word for word in (*words, *map(fold, heard)) if word.strip()))


def _hit(db: Connection, key: Key, words: list[str], letters: list[str]) -> Hit:
    sort, id_ = key
    row = db.one(
        "SELECT title, iif(full_text = 'page', coalesce(whole.text, detail.text), detail.text), summary, pinyin"
        " FROM entry"
        " JOIN detail ON detail.entry = id LEFT JOIN whole ON whole.entry = id WHERE id = ?",
        (id_,),
    )
    title, text, summary, spelling = row or ("", "", "", "")
    found, spans = snippet(text, words, summary)
    return Hit(id_, found, spans, marked(title, words, letters, spelling or ""), sort)


def best(db: Connection, view: View, limit: int) -> list[Key]:
    """Hits in titles first, by bm25, then titles that sound so, then the newest of the rest."""
    query = view.query or Everything()
    titles = [*_in_titles(db, view, query), *_heard(db, view, query)] if match_expression(query) else []
    first = list(dict.fromkeys(key for _, key in heapq.nsmallest(2 * limit, titles)))[:limit]
    seen = set(first)
    rest = page(db, view, None, limit + len(first)) if len(first) < limit else []
    return (first + [key for key in rest if key not in seen])[:limit]


def _in_titles(db: Connection, view: View, query: Query) -> list[tuple[Rank, Key]]:
    terms = [term for word in sought(query) for term in required(fold(word))]
    if not terms:
        return []
    condition, params = where(db, view)
    rows = db.rows(
        "SELECT t.rank, e.sort, e.id FROM (SELECT rowid, rank FROM title_index WHERE title_index MATCH ?"
        f" ORDER BY rank LIMIT {_BEST_OF}) t CROSS JOIN entry e ON e.id = t.rowid WHERE {condition}",
        [" AND ".join(dict.fromkeys(terms)), *params],
    )
    # Equal titles are not rare (a paper's daily column): among them the newest counts.
    return [((round(rank, 6), -sort), (sort, id_)) for rank, sort, id_ in rows]


def _heard(db: Connection, view: View, query: Query) -> list[tuple[Rank, Key]]:
    """Titles that sound like the first word typed as pinyin, behind all that have the words themselves."""
    asked = next((sound_query(word) for word in listened(query)), None)
    if asked is None:
        return []
    condition, params = where(db, view)
    rows = db.rows(
        "SELECT e.sort, e.id FROM (SELECT rowid FROM pinyin_index WHERE pinyin_index MATCH ?"
        f" ORDER BY rowid DESC LIMIT {_BEST_OF}) t CROSS JOIN entry e ON e.id = t.rowid WHERE {condition}",
        [asked, *params],
    )
    return [((0.0, -sort), (sort, id_)) for sort, id_ in rows]
