"""What the reader does to feeds and folders themselves: moved, renamed, set; one line of the journal each.

What an act has changed is found by looking before and after it. Folders go by their paths, so that taking back works
also where a sync or an import has made or emptied some meanwhile.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tui.store import folders
from tui.store.account_feeds import relative
from tui.store.connection import Connection
from tui.store.feed_rows import WEB
from tui.store.identity import hash64, plain_link
from tui.store.journal import Journal
from tui.store.outbox_notes import note_feed
from tui.store.tags import tag_id

KINDS = (
    "feed_move", "feed_sort", "feed_rename", "feed_folder", "feed_set", "feed_address", "feed_pause", "feed_resume",
    "folder_move", "folder_rename", "folder_place", "folder_remove",
)  # fmt: skip
_PLAIN = ("title", "position", "url", "full_text", "images", "script", "encoding_override", "interval_override",
          "status")  # fmt: skip
_COLUMNS = (*_PLAIN, "folder", "tags")
_FEEDS = f"""
SELECT feed.id, {", ".join(f"feed.{name}" for name in _PLAIN)}, coalesce(folder.name, ''),
(SELECT json_group_array(name) FROM (SELECT tag.name FROM feed_tag JOIN tag ON tag.id = feed_tag.tag
 WHERE feed_tag.feed = feed.id ORDER BY tag.name))
FROM feed LEFT JOIN folder ON folder.id = feed.folder WHERE url <> '{WEB}'
"""

Change = dict[str, Any]


class TreeActs:
    """Acts on the tree of feeds; all can be undone."""

    def __init__(self, db: Connection, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    @contextmanager
    def act(self, kind: str, label: str, now: int) -> Iterator[None]:
        """What is done inside is one transaction and, where it changed anything, one act called ``label``."""
        if kind not in KINDS:
            raise ValueError(kind)
        with self._db.write():
            before = _look(self._db)
            yield
            change = _difference(before, _look(self._db))
            if change:
                self._journal.note(kind, label, change, now)


def turn(db: Connection, data: Change, *, undone: bool) -> list[int]:
    """Take an act back or do it again, as far as what it was about is still there; the feeds touched."""
    side = 1 if undone else 2
    db.run_many("UPDATE OR IGNORE account SET name = ? WHERE id = ?", [(row[side], row[0]) for row in data["accounts"]])
    for path, *places in data["paths"]:
        if places[side - 1] is not None:
            folders.folder_id(db, path)
    for feed, columns in data["rows"]:
        _put(db, feed, {name: pair[side - 1] for name, pair in columns.items()})
    for path, *places in sorted(data["paths"], reverse=True):
        if places[side - 1] is None:
            _take_away(db, path)
        else:
            db.run("UPDATE folder SET position = ? WHERE name = ?", (places[side - 1], path))
    return [feed for feed, _ in data["rows"]]


def _look(db: Connection) -> tuple[dict[int, tuple[Any, ...]], dict[str, int], dict[int, str]]:
    feeds = {row[0]: tuple(row[1:]) for row in db.rows(_FEEDS)}
    return feeds, dict(db.rows("SELECT name, position FROM folder")), dict(db.rows("SELECT id, name FROM account"))


def _difference(before: tuple[Any, Any, Any], after: tuple[Any, Any, Any]) -> Change:
    """What is another than before, with both sides; empty where nothing is."""
    (feeds, paths, names), (feeds_then, paths_then, names_then) = before, after
    rows = [
        (feed, {name: (a, b) for name, a, b in zip(_COLUMNS, held, feeds_then[feed], strict=True) if a != b})
        for feed, held in feeds.items()
        if feed in feeds_then and held != feeds_then[feed]
    ]
    moved = [
        (path, paths.get(path), paths_then.get(path))
        for path in {**paths, **paths_then}
        if paths.get(path) != paths_then.get(path)
    ]
    accounts = [(id_, name, names_then[id_]) for id_, name in names.items() if names_then.get(id_, name) != name]
    return {"rows": rows, "paths": moved, "accounts": accounts} if rows or moved or accounts else {}


def _put(db: Connection, feed: int, columns: dict[str, Any]) -> None:
    found = db.one("SELECT account.name FROM feed LEFT JOIN account ON account.id = account WHERE feed.id = ?", (feed,))
    if found is None:
        return
    for name, value in columns.items():
        match name:
            case "folder":
                db.run("UPDATE feed SET folder = ? WHERE id = ?", (folders.folder_id(db, value), feed))
            case "tags":
                db.run("DELETE FROM feed_tag WHERE feed = ?", (feed,))
                tags = [(feed, tag) for tag in (tag_id(db, each) for each in json.loads(value)) if tag is not None]
                db.run_many("INSERT OR IGNORE INTO feed_tag VALUES (?, ?)", tags)
            case "url":
                # Where another feed has taken the address meanwhile, this one keeps what it has.
                identity = hash64(plain_link(value))
                db.run("UPDATE OR IGNORE feed SET url = ?, identity = ? WHERE id = ?", (value, identity, feed))
            case _:
                db.run(f"UPDATE feed SET {name} = ? WHERE id = ?", (value, feed))  # names come from _PLAIN
    root = found[0]
    if root is not None and "title" in columns:
        title = db.value("SELECT coalesce(nullif(title, ''), title_feed) FROM feed WHERE id = ?", (feed,))
        if title:
            note_feed(db, feed, "title", title)
    if root is not None and "folder" in columns:
        note_feed(db, feed, "folder", relative(root, columns["folder"]))


def _take_away(db: Connection, path: str) -> None:
    """Forget a folder in which nothing lies any more."""
    db.run(
        "DELETE FROM folder WHERE name = ?1 AND NOT EXISTS (SELECT 1 FROM feed WHERE feed.folder = folder.id)"
        " AND NOT EXISTS (SELECT 1 FROM folder below WHERE substr(below.name, 1, length(?1) + 1) = ?1 || '/')",
        (path,),
    )
