"""A view as a condition over ``entry e``."""

from typing import Any

from tui.store import folders
from tui.store.connection import Connection
from tui.store.tags import known_tag
from tui.store.view import View

Sql = tuple[str, list[Any]]

# Not a plain 0: SQLite folds that before it looks for an index, and then finds none that INDEXED BY names.
NEVER = "e.id < 0"

_STATES = {"all": "", "unread": "e.read = 0", "starred": "e.starred = 1", "saved": "e.saved = 1"}
_TAGGED = "EXISTS (SELECT 1 FROM entry_tag WHERE entry_tag.entry = e.id AND entry_tag.tag IN ({marks}))"


def where(db: Connection, view: View, *, matched: bool = False, hidden: bool | None = None) -> Sql:
    """The condition for an entry to be in ``view``; ``matched``: a walk over the index has been there first.

    ``hidden``: whether hidden entries are among them, where ``view`` has only a part of the search that tells it.
    """
    shows = shows_hidden(view) if hidden is None else hidden
    parts: list[str] = ["e.hidden IN (0, 1)" if shows else "e.hidden = 0"]
    params: list[Any] = []
    if state := _STATES[view.state]:
        parts.append(state)
    if view.feed is not None:
        parts.append("e.feed = ?")
        params.append(view.feed)
    if view.folder is not None:
        ids = feeds_below(db, view.folder)
        parts.append(f"e.feed IN ({_marks(ids)})" if ids else NEVER)
        params += ids
    for sql, tags in _tag_parts(db, view):
        parts.append(sql)
        params += tags
    if view.query is not None:
        from tui.store.search_sql import condition

        sql, more = condition(view.query, matched=matched)
        parts.append(f"({sql})")
        params += more
    return " AND ".join(parts), params


def selection(db: Connection, view: View) -> Sql:
    """``FROM entry e WHERE …`` for all entries of ``view``, in no order."""
    match = None
    if view.query is not None:
        from tui.store.search_sql import match_expression

        match = match_expression(view.query)
    sql, params = where(db, view, matched=match is not None)
    if match is None:
        return f"FROM entry e WHERE {sql}", params
    ids = " UNION ".join(f"SELECT rowid FROM {index} WHERE {index} MATCH ?" for index, _ in match.tables)
    return f"FROM entry e WHERE e.id IN ({ids}) AND {sql}", [*(asked for _, asked in match.tables), *params]


def shows_hidden(view: View) -> bool:
    """Whether the view has a search that speaks of hidden entries."""
    if view.query is None:
        return False
    from tui.query.ast import asks_hidden

    return asks_hidden(view.query)


def feeds_below(db: Connection, folder: str) -> list[int]:
    """Ids of the feeds in a folder and in the folders below it."""
    ids = folders.below(db, folder)
    rows = db.rows(
        f"SELECT id FROM feed WHERE folder IN ({_marks(ids)}) AND removed IS NULL",
        ids,
    )
    return [row[0] for row in rows]


def _tag_parts(db: Connection, view: View) -> list[Sql]:
    parts: list[Sql] = []
    for name in view.tags.all:
        tag = known_tag(db, name)
        parts.append((NEVER, []) if tag is None else (_TAGGED.format(marks="?"), [tag]))
    if view.tags.any:
        some = [tag for tag in (known_tag(db, name) for name in view.tags.any) if tag is not None]
        parts.append((_TAGGED.format(marks=_marks(some)) if some else NEVER, some))
    barred = [tag for tag in (known_tag(db, name) for name in view.tags.none) if tag is not None]
    if barred:
        parts.append((f"NOT {_TAGGED.format(marks=_marks(barred))}", barred))
    return parts


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))
