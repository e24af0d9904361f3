"""How many entries a view has, without looking at entries."""

from tui.store.connection import Connection
from tui.store.tags import known_tag
from tui.store.view import TagFilter, View
from tui.store.where import feeds_below


def counted(db: Connection, view: View) -> int | None:
    """The count that a counter, or the table of tags, knows; None where entries must be looked at."""
    places = (view.feed is not None) + (view.folder is not None) + bool(view.tags)
    if view.query is not None or places > 1:
        return None
    if places == 0:
        column = "entries" if view.state == "all" else view.state
        return int(db.value(f"SELECT {column} FROM total"))
    if view.state not in ("all", "unread"):
        return None
    column = "entries" if view.state == "all" else "unread"
    if view.feed is not None:
        return int(db.value(f"SELECT {column} FROM feed WHERE id = ?", (view.feed,)) or 0)
    if view.folder is not None:
        ids = feeds_below(db, view.folder)
        sql = f"SELECT coalesce(sum({column}), 0) FROM feed WHERE id IN ({', '.join('?' * len(ids))})"
        return int(db.value(sql, ids))
    return _tagged(db, view.tags, column)


def _tagged(db: Connection, tags: TagFilter, column: str) -> int | None:
    """Entries with these tags: one tag has a counter, several are met in the table of tags alone."""
    required, some, barred = (_known(db, names) for names in (tags.all, tags.any, tags.none))
    if len(required) < len(tags.all) or (tags.any and not some):
        return 0
    if not required and not some:
        return None
    first = required[:1] or some
    if first == [*required, *some] and len(first) == 1 and not barred:
        return int(db.value(f"SELECT {column} FROM tag WHERE id = ?", first))
    flag = "unread" if column == "unread" else "shown"
    also = "EXISTS (SELECT 1 FROM entry_tag o WHERE o.entry = t.entry AND o.tag IN ({}))"
    parts = [f"t.tag IN ({_marks(first)})", f"t.{flag} = 1", *(also.format("?") for _ in required[1:])]
    params = [*first, *required[1:]]
    if required and some:
        parts.append(also.format(_marks(some)))
        params += some
    if barred:
        parts.append("NOT " + also.format(_marks(barred)))
        params += barred
    sql = f"SELECT count(DISTINCT t.entry) FROM entry_tag t INDEXED BY entry_tag_{flag} WHERE {' AND '.join(parts)}"
    return int(db.value(sql, params))


def _known(db: Connection, names: tuple[str, ...]) -> list[int]:
    found = (known_tag(db, name) for name in names)
    return [tag for tag in found if tag is not None]


def _marks(values: list[int]) -> str:
    return ", ".join("?" * len(values))
