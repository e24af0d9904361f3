"""Pages of a view by keyset: the next entries after a given one, each from the index that has them in order.

A folder is a merge of its feeds, a choice of tags a merge of those tags; for searches see ``walk``.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from tui.dataclass import replace
from tui.store.connection import Connection
from tui.store.tags import known_tag
from tui.store.view import TagFilter, View
from tui.store.where import Sql, feeds_below, shows_hidden, where

Key = tuple[int, int]  # (sort, id): the place of an entry in every list

_CHUNK = 16


def page(db: Connection, view: View, after: Key | None, limit: int) -> list[Key]:
    """At most ``limit`` keys of ``view`` behind ``after`` (None: from the beginning), in the view's order."""
    if limit <= 0:
        return []
    if view.query is not None:
        from tui.store import walk  # a list without a search starts quicker without it

        return walk.page(db, view, after, limit)
    return plain_page(db, view, after, limit)


def plain_page(db: Connection, view: View, after: Key | None, limit: int) -> list[Key]:
    """A page without the index of words; conditions of a search are looked at row by row."""
    if shows_hidden(view):  # no index of lists holds those
        return _sorted(db, view, after, limit)
    if view.tags.any and view.feed is None:
        return _merged_tags(db, view, after, limit)
    if view.folder is not None and view.feed is None and not view.tags.all and view.state in ("all", "unread"):
        return list(islice(_merged_feeds(db, view, after), limit))
    return _ordered(db, view, after, limit)


def _sorted(db: Connection, view: View, after: Key | None, limit: int) -> list[Key]:
    """A page of what must be gathered before it can be put in order."""
    condition, params = where(db, view)
    beyond, key = behind("e.sort, e.id", view, after)
    sql = f"SELECT e.sort, e.id FROM entry e WHERE {condition} AND {beyond} {_order('e', view)} LIMIT ?"
    return _keys(db, sql, [*params, *key, limit])


def _ordered(db: Connection, view: View, after: Key | None, limit: int) -> list[Key]:
    """A page straight from one index."""
    condition, params = where(db, view)
    tag = known_tag(db, view.tags.all[0]) if view.tags.all and view.state in ("all", "unread") else None
    if tag is not None and view.feed is None:
        place, (beyond, key), order = "t.sort, t.entry", behind("t.sort, t.entry", view, after), _order("t", view)
        column = "unread" if view.state == "unread" else "shown"
        sql = (
            f"SELECT {place} FROM entry_tag t INDEXED BY entry_tag_{column} CROSS JOIN entry e ON e.id = t.entry"
            f" WHERE t.tag = ? AND t.{column} = 1 AND {beyond} AND {condition} {order} LIMIT ?"
        )
        return _keys(db, sql, [tag, *key, *params, limit])
    beyond, key = behind("e.sort, e.id", view, after)
    sql = (
        f"SELECT e.sort, e.id FROM entry e INDEXED BY {_index(view)}"
        f" WHERE {condition} AND {beyond} {_order('e', view)} LIMIT ?"
    )
    return _keys(db, sql, [*params, *key, limit])


def _index(view: View) -> str:
    if view.state in ("starred", "saved"):
        return f"entry_{view.state}"
    state = "unread" if view.state == "unread" else "shown"
    return f"entry_{state}" if view.feed is None else f"entry_feed_{state}"


def behind(place: str, view: View, after: Key | None) -> Sql:
    """The condition for ``place`` (sort, id) to come after ``after`` in the view's order."""
    return ("1", []) if after is None else (f"({place}) {'>' if view.oldest_first else '<'} (?, ?)", list(after))


def _order(table: str, view: View) -> str:
    way = "ASC" if view.oldest_first else "DESC"
    return f"ORDER BY {table}.sort {way}, {table}.{'id' if table == 'e' else 'entry'} {way}"


def _keys(db: Connection, sql: str, params: list[object]) -> list[Key]:
    return [(sort, id_) for sort, id_ in db.rows(sql, params)]


def _rank(view: View, key: Key) -> Key:
    """Keys so turned that the first in the list is the smallest."""
    return key if view.oldest_first else (-key[0], -key[1])


def _merged_feeds(db: Connection, view: View, after: Key | None) -> Iterator[Key]:
    """The entries of a folder: a feed is opened only when its first entry could be the next."""
    import heapq

    closed = _heads(db, view, after)
    heap: list[tuple[Key, Key, Iterator[Key]]] = []
    while heap or closed:
        while closed and (not heap or closed[-1][0] <= heap[0][0][0]):
            stream = _stream(db, replace(view, folder=None, feed=closed.pop()[1]), after)
            _push(heap, view, stream)
        if heap:
            _, key, stream = heapq.heappop(heap)
            yield key
            _push(heap, view, stream)


def _push(heap: list[tuple[Key, Key, Iterator[Key]]], view: View, stream: Iterator[Key]) -> None:
    import heapq

    if (key := next(stream, None)) is not None:
        heapq.heappush(heap, (_rank(view, key), key, stream))


def _heads(db: Connection, view: View, after: Key | None) -> list[tuple[int, int]]:
    """(rank of the first entry's time, feed) for each feed of the folder that has one, the last in the list first."""
    feeds = feeds_below(db, view.folder or "")
    condition, params = where(db, replace(view, folder=None))
    beyond, key = behind("e.sort, e.id", view, after)
    index = _index(replace(view, feed=0))
    sql = (
        f"SELECT f.value, (SELECT e.sort FROM entry e INDEXED BY {index}"
        f" WHERE e.feed = f.value AND {condition} AND {beyond} {_order('e', view)} LIMIT 1) AS head"
        " FROM json_each(?) f WHERE head IS NOT NULL"
    )
    rows = db.rows(sql, [*params, *key, str(feeds)])
    return sorted(((_rank(view, (head, 0))[0], feed) for feed, head in rows), reverse=True)


def _stream(db: Connection, view: View, after: Key | None) -> Iterator[Key]:
    """All entries behind ``after``, fetched a few at a time."""
    while chunk := _ordered(db, view, after, _CHUNK):
        yield from chunk
        if len(chunk) < _CHUNK:
            return
        after = chunk[-1]


def _merged_tags(db: Connection, view: View, after: Key | None, limit: int) -> list[Key]:
    """A page of entries with any of several tags, each entry once."""
    import heapq

    tags = view.tags
    streams = (
        _stream(db, replace(view, tags=TagFilter(all=(name, *tags.all), none=tags.none)), after)
        for name in tags.any
        if known_tag(db, name) is not None
    )
    merged = heapq.merge(*streams, key=lambda key: _rank(view, key))
    return list(islice(_once(merged), limit))


def _once(keys: Iterable[Key]) -> Iterator[Key]:
    last: Key | None = None
    for key in keys:
        if key != last:
            yield key
        last = key
