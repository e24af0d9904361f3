"""What the reader does to tags themselves: colour, rename, merge, delete; each one line of the journal."""

import json
from typing import Any

from tui.model.errors import Duplicate, NotFound
from tui.store.connection import Connection
from tui.store.journal import Journal
from tui.store.state import set_tags
from tui.store.tags import clean_name, known_tag
from tui.store.utf8 import safe
from tui.text.fold import fold

KINDS = ("tag_colour", "tag_rename", "tag_merge", "tag_delete")
COLOURS = ("", "red", "orange", "yellow", "green", "cyan", "blue", "violet", "grey")


class TagActs:
    """Acts on tags; all can be undone."""

    def __init__(self, db: Connection, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def colour(self, name: str, colour: str, now: int) -> None:
        """Give a tag one of ``COLOURS``, empty for none; NotFound, ValueError."""
        if colour not in COLOURS:
            raise ValueError(colour)
        with self._db.write():
            tag = self._known(name)
            before = self._db.value("SELECT colour FROM tag WHERE id = ?", (tag,))
            self._do("tag_colour", name, {"tag": tag, "before": before, "after": colour}, now)

    def rename(self, name: str, new_name: str, now: int) -> None:
        """Give a tag another name; NotFound, Duplicate where a tag in use has it (merge them instead)."""
        clean = safe(clean_name(new_name))
        folded = fold(clean)
        with self._db.write():
            tag = self._known(name)
            other = self._db.one(
                "SELECT id, entries > 0 OR own > 0 OR id IN (SELECT tag FROM feed_tag) FROM tag WHERE folded = ?",
                (folded,),
            )
            if not folded.strip() or (other and other[0] != tag and other[1]):
                raise Duplicate(kind="tag", name=new_name)
            if other and other[0] != tag:
                self._set_aside(other[0])
            before = self._db.one("SELECT name, folded FROM tag WHERE id = ?", (tag,))
            self._do("tag_rename", name, {"tag": tag, "before": before, "after": [clean, folded]}, now)

    def merge(self, names: list[str], into: str, now: int) -> int:
        """Give every entry with one of these tags the tag ``into`` instead; how many entries. NotFound."""
        with self._db.write():
            target = self._known(into)
            tags = [tag for tag in map(self._known, names) if tag != target]
            gone = self._carriers(tags)
            origins = {entry: origin for entry, _, origin in self._carriers([target])}
            joined: dict[int, int] = {}
            for entry, _, origin in gone:
                joined[entry] = joined.get(entry, origins.get(entry, 0)) | origin
            changes = [(entry, tag, origin, 0) for entry, tag, origin in gone]
            changes += [(entry, target, origins.get(entry, 0), after) for entry, after in joined.items()]
            feeds = self._feeds(tags)
            have = {feed for feed, _ in self._feeds([target])}
            joining = sorted({feed for feed, _ in feeds} - have)
            data = {"tags": changes, "feeds": feeds, "into": target, "joining": joining}
            self._do("tag_merge", into, data, now)
            return len(joined)

    def delete(self, name: str, now: int) -> int:
        """Take a tag from every entry and feed; how many entries had it. NotFound."""
        with self._db.write():
            tag = self._known(name)
            gone = self._carriers([tag])
            changes = [(entry, tag, origin, 0) for entry, _, origin in gone]
            self._do("tag_delete", name, {"tags": changes, "feeds": self._feeds([tag]), "joining": []}, now)
            return len(gone)

    def _do(self, kind: str, label: str, data: dict[str, Any], now: int) -> None:
        turn(self._db, kind, data, undone=False)
        self._journal.note(kind, label, data, now)

    def _known(self, name: str) -> int:
        tag = known_tag(self._db, name)
        if tag is None:
            raise NotFound(kind="tag", name=name, reason="tag")
        return tag

    def _carriers(self, tags: list[int]) -> list[tuple[int, int, int]]:
        rows = self._db.rows(
            "SELECT entry, tag, origin FROM entry_tag WHERE tag IN (SELECT value FROM json_each(?))",
            (json.dumps(tags),),
        )
        return [(entry, tag, origin) for entry, tag, origin in rows]

    def _feeds(self, tags: list[int]) -> list[tuple[int, int]]:
        rows = self._db.rows(
            "SELECT feed, tag FROM feed_tag WHERE tag IN (SELECT value FROM json_each(?))", (json.dumps(tags),)
        )
        return [(feed, tag) for feed, tag in rows]

    def _set_aside(self, tag: int) -> None:
        """Free the name of a tag that nothing carries; a line of the journal may still speak of it."""
        self._db.run("UPDATE tag SET folded = folded || char(10) || id WHERE id = ?", (tag,))


def turn(db: Connection, kind: str, data: dict[str, Any], *, undone: bool) -> list[int]:
    """Do what a line of the journal tells, or take it back; the entries touched."""
    if kind == "tag_colour":
        db.run("UPDATE tag SET colour = ? WHERE id = ?", (data["before" if undone else "after"], data["tag"]))
        return []
    if kind == "tag_rename":
        # Where the name has been taken meanwhile (a feed brought it again), both stay as they are.
        db.run(
            "UPDATE OR IGNORE tag SET name = ?, folded = ? WHERE id = ?",
            (*data["before" if undone else "after"], data["tag"]),
        )
        return []
    set_tags(db, ((entry, tag, before if undone else after) for entry, tag, before, after in data["tags"]))
    for feed, tag in data["feeds"]:
        if undone:
            db.run("INSERT OR IGNORE INTO feed_tag VALUES (?, ?)", (feed, tag))
        else:
            db.run("DELETE FROM feed_tag WHERE feed = ? AND tag = ?", (feed, tag))
    for feed in data["joining"]:
        sql = (
            "DELETE FROM feed_tag WHERE feed = ? AND tag = ?"
            if undone
            else "INSERT OR IGNORE INTO feed_tag VALUES (?, ?)"
        )
        db.run(sql, (feed, data["into"]))
    return list(dict.fromkeys(entry for entry, *_ in data["tags"]))
