"""The reader's order of feeds and folders: one step up or down, and all of a folder by name."""

from tui.store.connection import Connection


def move_feed(db: Connection, feed: int, by: int) -> bool:
    """Move a feed among those of its folder; False where it stands at the end already."""
    rows = db.rows(
        "SELECT id, position FROM feed WHERE removed IS NULL"
        " AND folder IS (SELECT folder FROM feed WHERE id = ?) ORDER BY position, id",
        (feed,),
    )
    return _move(db, "feed", [(id_, position) for id_, position in rows], feed, by)


def move_folder(db: Connection, name: str, by: int) -> bool:
    """Move a folder among its siblings; False where it stands at the end already."""
    parent = name.rpartition("/")[0]
    rows = db.rows("SELECT id, name FROM folder ORDER BY position, name")
    siblings = [(id_, path) for id_, path in rows if path.rpartition("/")[0] == parent]
    this = next((id_ for id_, path in siblings if path == name), None)
    if this is None:
        return False
    return _move(db, "folder", [(id_, place) for place, (id_, _) in enumerate(siblings)], this, by)


def _move(db: Connection, table: str, placed: list[tuple[int, int]], this: int, by: int) -> bool:
    ids = [id_ for id_, _ in placed]
    place = ids.index(this)
    target = max(0, min(len(ids) - 1, place + by))
    if target == place:
        return False
    ids.insert(target, ids.pop(place))
    _put(db, table, ids, [position for _, position in placed])
    return True


def sort_feeds(db: Connection, folder: str, shown_title: str) -> None:
    """Put the feeds of a folder (empty: of the top) in the order of their titles."""
    rows = db.rows(
        f"SELECT feed.id, feed.position, {shown_title} FROM feed LEFT JOIN folder ON folder.id = feed.folder"
        " WHERE removed IS NULL AND coalesce(folder.name, '') = ? ORDER BY feed.position, feed.id",
        (folder,),
    )
    # The usual Han stand in GB 18030 in the order of their sound.
    ordered = sorted(rows, key=lambda row: str(row[2]).casefold().encode("gb18030", "replace"))
    _put(db, "feed", [row[0] for row in ordered], [row[1] for row in rows])


def _put(db: Connection, table: str, ids: list[int], positions: list[int]) -> None:
    """Give these, in this order, the positions they had among them, made distinct where some were the same."""
    free: list[int] = []
    for position in sorted(positions):
        free.append(position if not free or position > free[-1] else free[-1] + 1)
    db.run_many(f"UPDATE {table} SET position = ? WHERE id = ?", zip(free, ids, strict=True))
