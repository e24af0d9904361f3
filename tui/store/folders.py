"""Folders of feeds: paths whose parts are parted by ``/``; a folder's parents exist with it."""

from tui.model.errors import NotFound
from tui.model.feed import Folder
from tui.store.connection import Connection
from tui.store.utf8 import safe
from tui.text.clean import clean_text


def clean_path(name: str) -> str:
    """A folder's path fit to be shown, without empty parts and needless spaces; empty for the top."""
    parts = (" ".join(clean_text(part).split()) for part in safe(name).split("/"))
    return "/".join(part for part in parts if part)


def folder_id(db: Connection, name: str) -> int | None:
    """The id of the folder of this path, made with its parents where missing; None for the top."""
    found: int | None = None
    parts = clean_path(name).split("/") if clean_path(name) else []
    for end in range(1, len(parts) + 1):
        path = "/".join(parts[:end])
        found = db.value("SELECT id FROM folder WHERE name = ?", (path,))
        if found is None:
            found = db.added("INSERT INTO folder (name) VALUES (?)", (path,))
    return found


def below(db: Connection, name: str) -> list[int]:
    """Ids of the folder of this path and of all folders under it."""
    path = clean_path(name)
    rows = db.rows(
        "SELECT id FROM folder WHERE name = ?1 OR substr(name, 1, length(?1) + 1) = ?1 || '/' ORDER BY id", (path,)
    )
    return [row[0] for row in rows]


def all_folders(db: Connection) -> list[Folder]:
    """Every folder with the counts of all feeds in it and below it."""
    rows = db.rows(
        "SELECT folder.id, folder.name, sum(feed.entries), sum(feed.unread) FROM folder"
        " LEFT JOIN feed ON feed.folder = folder.id AND feed.removed IS NULL"
        " GROUP BY folder.id ORDER BY folder.position, folder.name"
    )
    totals: dict[str, list[int]] = {name: [0, 0] for _, name, _, _ in rows}
    for _, name, entries, unread in rows:
        parts = name.split("/")
        for end in range(1, len(parts) + 1):
            total = totals.get("/".join(parts[:end]))
            if total is not None:
                total[0] += entries or 0
                total[1] += unread or 0
    return [Folder(id_, name, *totals[name]) for id_, name, _, _ in rows]


def rename(db: Connection, name: str, new_name: str) -> None:
    """Move the folder ``name`` with all below it to ``new_name``; feeds join a folder that is there already."""
    old, new = clean_path(name), clean_path(new_name)
    ids = below(db, old)
    if not ids:
        raise NotFound(kind="folder", name=name)
    if old == new:
        return
    moves = [(id_, db.value("SELECT name FROM folder WHERE id = ?", (id_,))) for id_ in ids]
    # Out of the way first: the new path may lie inside the old one, or the other way round.
    db.run_many("UPDATE folder SET name = char(10) || name WHERE id = ?", [(id_,) for id_ in ids])
    folder_id(db, new.rpartition("/")[0])
    for id_, path in moves:
        _settle(db, id_, (new + path[len(old) :]).lstrip("/"))


def _settle(db: Connection, id_: int, path: str) -> None:
    """Give folder ``id_`` its path, or its feeds to the folder that has it already (or to the top)."""
    there = db.value("SELECT id FROM folder WHERE name = ?", (path,))
    if there is None and path:
        db.run("UPDATE folder SET name = ? WHERE id = ?", (path, id_))
    else:
        db.run("UPDATE feed SET folder = ? WHERE folder = ?", (there, id_))
        db.run("DELETE FROM folder WHERE id = ?", (id_,))
