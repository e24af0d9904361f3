"""Pages of a search: a walk over the indexes of bodies and of sounds, in the order of lists."""

import heapq
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from itertools import islice

from tui.dataclass import replace
from tui.query.ast import And, Field, Query, State
from tui.store.connection import Connection, Row
from tui.store.listing import Key, behind, plain_page
from tui.store.search_sql import condition, match_expression, split
from tui.store.view import View
from tui.store.where import shows_hidden, where

_CLOCK_SLACK = 3600  # seconds a clock may have been set back between two refreshes


def page(db: Connection, view: View, after: Key | None, limit: int) -> list[Key]:
    """At most ``limit`` keys of ``view``, which has a search, behind ``after``."""
    view = _hoisted(view)
    match = match_expression(view.query) if view.query is not None else None
    if view.query is None or match is None:
        return plain_page(db, view, after, limit)
    quick, slow = split(view.query)
    conditions, params = where(db, replace(view, query=quick), hidden=shows_hidden(view))
    beyond, key = behind("e.sort, e.id", view, after)
    with ExitStack() as open_:
        walks = [
            open_.enter_context(
                closing(
                    db.each(
                        f"SELECT e.sort, e.id, e.fetched FROM {index} CROSS JOIN entry e ON e.id = {index}.rowid"
                        f" WHERE {index} MATCH ? AND {beyond} AND {conditions} ORDER BY {index}.rowid DESC",
                        [expression, *key, *params],
                    )
                )
            )
            for index, expression in match.tables
        ]
        rows = walks[0] if len(walks) == 1 else _merged(walks)
        keys = iter(sorted((sort, id_) for sort, id_, _ in rows)) if view.oldest_first else _newest_first(rows)
        return list(islice(_verified(db, keys, slow), limit))


def _merged(walks: list[Generator[Row]]) -> Iterator[Row]:
    """The rows (sort, id, first seen) of several walks by falling id, each once."""
    last = None
    for row in heapq.merge(*walks, key=lambda row: -row[1]):
        if row[1] != last:
            yield row
        last = row[1]


def _hoisted(view: View) -> View:
    """The same view with tags and state of the search moved where an index serves them."""
    parts: tuple[Query, ...] = view.query.parts if isinstance(view.query, And) else (view.query,) if view.query else ()
    rest: list[Query] = []
    for part in parts:
        if isinstance(part, Field) and part.name == "tag":
            view = replace(view, tags=replace(view.tags, all=(*view.tags.all, part.value)))
        elif isinstance(part, State) and part.value not in ("read", "hidden") and view.state == "all":
            view = replace(view, state=part.value)  # type: ignore[arg-type]
        else:
            rest.append(part)
    query = None if not rest else rest[0] if len(rest) == 1 else And(tuple(rest))
    return replace(view, query=query)


def _newest_first(rows: Iterable[Row]) -> Iterator[Key]:
    """Rows (sort, id, first seen) that come by falling id, as keys from the newest.

    No entry sorts later than it was first seen, and ids rise with that time: a key can go out as soon as it is newer
    than what was seen last, so that a page ends the walk long before the index does.
    """
    waiting: list[Key] = []
    for sort, id_, fetched in rows:
        while waiting and -waiting[0][0] > fetched + _CLOCK_SLACK:
            yield _turned(heapq.heappop(waiting))
        heapq.heappush(waiting, (-sort, -id_))
    while waiting:
        yield _turned(heapq.heappop(waiting))


def _turned(key: Key) -> Key:
    return -key[0], -key[1]


def _verified(db: Connection, keys: Iterator[Key], slow: Query | None) -> Iterator[Key]:
    """The keys whose text does what the index could only promise."""
    sql, params = ("1", []) if slow is None else condition(slow, matched=True)
    if not params:
        return keys
    statement = f"SELECT 1 FROM entry e WHERE e.id = ? AND {sql}"
    return (key for key in keys if db.value(statement, (key[1], *params)))
