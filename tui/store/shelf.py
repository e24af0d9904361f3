"""The shelf: what is kept of saved entries, how far each saving has come, and what it takes on disk.

Files first, then the transaction that names them: whatever a kill leaves in between is a file nobody names, and
``sweep`` removes it at the next start.
"""

import json
import zlib
from collections.abc import Sequence

from tui.dataclass import dataclass
from tui.model.errors import LibraryDamaged
from tui.model.saved import Page, Picture, Saving, SavingState
from tui.store import web
from tui.store.connection import Connection, Row
from tui.store.images import Images
from tui.store.index_writes import reindex
from tui.store.utf8 import safe
from tui.store.whole import WholeText, write

LARGEST_PAGE = 50_000_000
USUAL_PICTURE, USUAL_PAGE, USUAL_PICTURES = 150_000, 80_000, 2
"""Bytes of a picture and of a page, and pictures of an article, where nothing is known yet."""
LEAST = 0.7
"""Of the length of a feed's text, what a page must give to be taken for the whole article."""

SAVING = """
SELECT s.entry, s.state, s.tries, s.next_try, s.error, s.allow_private OR
(SELECT allow_private FROM feed WHERE feed.id = e.feed),
(SELECT count(*) FROM entry_picture p WHERE p.entry = s.entry AND p.hash IS NULL),
(SELECT coalesce(sum(bytes), 0) FROM picture WHERE hash IN (SELECT hash FROM entry_picture p WHERE p.entry = s.entry))
+ (SELECT coalesce(sum(length(packed)), 0) FROM page WHERE page.entry = s.entry)
FROM saving s JOIN entry e ON e.id = s.entry
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """The outcome of one try to save an entry; ``missing`` are pictures that did not come, with a stored error each."""

    entry: int
    state: SavingState
    pictures: tuple[Picture, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    pages: tuple[Page, ...] = ()
    whole: WholeText | None = None
    error: str = ""
    next_try: int | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What the shelf takes: saved entries, pictures (each counted once) and bytes of both pictures and pages."""

    entries: int
    pictures: int
    picture_bytes: int
    page_bytes: int


class Shelf:
    """What is kept of entries besides their text."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.images = Images(db.file.parent)

    def keep(self, kept: Kept, now: int) -> None:
        """Store what a saving brought, all of it or none; the pictures' files must be there already.

        Pages and a whole text that did not come this time leave those of an earlier time alone. An entry that is gone
        is passed over.
        """
        with self._db.write():
            if self._db.value("SELECT 1 FROM entry WHERE id = ?", (kept.entry,)) is None:
                return
            if kept.whole is not None:
                self._store_text(kept.entry, kept.whole, max(1, len(kept.pages)), now)
            if kept.pages:
                self._store_pages(kept.entry, kept.pages)
            self._store_pictures(kept)
            self._db.run(
                "INSERT INTO saving (entry, state, tries, next_try, error) VALUES (?, ?, 1, ?, ?) ON CONFLICT (entry)"
                " DO UPDATE SET state = excluded.state, tries = iif(excluded.state = 'done', 0, tries + 1),"
                " next_try = excluded.next_try, error = excluded.error",
                (kept.entry, kept.state, kept.next_try, safe(kept.error)),
            )

    def keep_offline(self, entry: int, pictures: tuple[Picture, ...], until: int) -> None:
        """Keep pictures of an entry that is not saved for good until a time (UTC seconds)."""
        with self._db.write():
            if self._db.value("SELECT 1 FROM entry WHERE id = ?", (entry,)) is None:
                return
            self._store_pictures(Kept(entry, "wanted", pictures))
            self._db.run(
                "INSERT INTO saving (entry, state, next_try) VALUES (?, 'offline', ?) ON CONFLICT (entry)"
                " DO UPDATE SET next_try = excluded.next_try WHERE state = 'offline'",
                (entry, until),
            )

    def expected(self, entries: Sequence[int]) -> tuple[int, int]:
        """How many pictures, and bytes in all, fetching these whole would bring, judged by what was fetched before."""
        row = self._db.one("SELECT count(*), coalesce(avg(bytes), 0) FROM (SELECT bytes FROM picture LIMIT 5000)")
        known, size = row or (0, 0)
        per_picture = int(size) if known >= 10 else USUAL_PICTURE
        told = self._db.one(
            "SELECT coalesce(sum(max(json_array_length(d.images),"
            " iif(w.entry IS NULL, ?2, json_array_length(w.images)))"
            " - (SELECT count(*) FROM entry_picture p WHERE p.entry = d.entry AND p.hash IS NOT NULL)), 0),"
            " coalesce(sum(w.entry IS NULL), 0) FROM json_each(?1) e JOIN detail d ON d.entry = e.value"
            " LEFT JOIN whole w ON w.entry = d.entry",
            (json.dumps(list(entries)), USUAL_PICTURES),
        )
        pictures, pages = told or (0, 0)
        return max(0, pictures), max(0, pictures) * per_picture + pages * USUAL_PAGE

    def entry_for(self, url: str, feed_title: str, now: int, *, allow_private: bool = False) -> int:
        """The entry of an address, made where there is none; ``feed_title`` names the feed of such pages."""
        with self._db.write():
            entry = web.entry_at(self._db, url)
            if entry is None:
                entry = web.add_entry(self._db, url, feed_title, now)
            if allow_private:
                self._db.run(
                    "INSERT INTO saving (entry, allow_private) VALUES (?, 1) ON CONFLICT (entry)"
                    " DO UPDATE SET allow_private = 1",
                    (entry,),
                )
            return entry

    def add_page(self, url: str, feed_title: str, now: int, *, title: str = "", at: int | None = None) -> int:
        """The entry of an address on a list that was imported, made where there is none."""
        with self._db.write():
            found = web.entry_at(self._db, url)
            return web.add_entry(self._db, url, feed_title, now, title=title, at=at) if found is None else found

    def saving(self, entry: int) -> Saving | None:
        """How far the saving of an entry has come; None for one that was never saved."""
        row = self._db.one(f"{SAVING} WHERE s.entry = ?", (entry,))
        return None if row is None else saving_from(row)

    def pending(self, now: int, limit: int = 1000) -> list[Saving]:
        """Saved entries of which something is still wanted and whose time to be tried has come."""
        rows = self._db.rows(
            f"{SAVING} WHERE s.state <> 'done' AND (s.state = 'offline' OR coalesce(s.next_try, 0) <= ?)"
            " AND e.saved = 1"
            " ORDER BY coalesce(s.next_try, 0), s.entry LIMIT ?",
            (now, limit),
        )
        return [saving_from(row) for row in rows]

    def hurry(self, now: int) -> int:
        """The network is back: what failed for want of it is due at once; how many. What a server refused waits on."""
        with self._db.write():
            return self._db.run(
                "UPDATE saving SET next_try = NULL WHERE state <> 'done' AND next_try > ? AND"
                " json_extract(iif(json_valid(error), error, '{}'), '$.code') IN ('connection-failed', 'timed-out')",
                (now,),
            )

    def pictures(self, entry: int) -> tuple[Picture, ...]:
        """The pictures of an entry that are kept."""
        rows = self._db.rows(
            "SELECT url, p.hash, type, bytes FROM entry_picture e JOIN picture p ON p.hash = e.hash WHERE entry = ?"
            " ORDER BY url",
            (entry,),
        )
        return tuple(Picture(*row) for row in rows)

    def pages(self, entry: int) -> tuple[Page, ...]:
        """The pages of an entry as they were fetched. LibraryDamaged where one cannot be unpacked."""
        rows = self._db.rows(
            "SELECT url, came_from, fetched, packed, type, charset FROM page WHERE entry = ? ORDER BY place", (entry,)
        )
        return tuple(
            Page(url, came_from, fetched, self._unpacked(packed), type_, charset)
            for url, came_from, fetched, packed, type_, charset in rows
        )

    def came_from(self, entry: int) -> str:
        """The address at which the first kept page of an entry was found, "" where none is kept."""
        return str(self._db.value("SELECT came_from FROM page WHERE entry = ? ORDER BY place LIMIT 1", (entry,)) or "")

    def usage(self) -> Usage:
        """What the whole shelf takes on disk."""
        pictures, size = self._db.one("SELECT count(*), coalesce(sum(bytes), 0) FROM picture") or (0, 0)
        packed = self._db.value("SELECT coalesce(sum(length(packed)), 0) FROM page")
        return Usage(int(self._db.value("SELECT saved FROM total")), pictures, size, int(packed))

    def sweep(self, now: int = 0) -> int:
        """Let go of what belongs to nothing kept any more; how many files went. For a start, under the lock ``save``.

        What was taken along until a time before ``now`` goes too.
        A picture whose file has been lost counts as missing again, so that it is fetched once more.
        """
        there = set(self.images.all())
        with self._db.write():
            for table in ("entry_picture", "page", "saving"):
                self._db.run(
                    f"DELETE FROM {table} WHERE entry IN (SELECT id FROM entry WHERE saved = 0)"
                    " AND entry NOT IN (SELECT entry FROM saving WHERE state = 'offline' AND next_try > ?)",
                    (now,),
                )
            lost = [(hash_,) for (hash_,) in self._db.each("SELECT hash FROM picture") if hash_ not in there]
            self._db.run_many(
                "UPDATE saving SET state = 'partial', next_try = NULL WHERE entry IN"
                " (SELECT entry FROM entry_picture WHERE hash = ?)",
                lost,
            )
            self._db.run_many("UPDATE entry_picture SET hash = NULL WHERE hash = ?", lost)
            self._db.run(
                "DELETE FROM picture WHERE hash NOT IN (SELECT hash FROM entry_picture WHERE hash IS NOT NULL)"
            )
            known = {row[0] for row in self._db.each("SELECT hash FROM picture")}
        return self.images.sweep(known)

    def _store_text(self, entry: int, whole: WholeText, pages: int, now: int) -> None:
        row = self._db.one("SELECT url, text FROM entry JOIN detail ON entry = id WHERE id = ?", (entry,))
        url, of_feed = row or ("", "")
        text = safe(whole.text)
        if is_stub(text, of_feed):
            return
        write(self._db, entry, whole, url=url, pages=pages, now=now)
        # A feed's own title stands; an entry that began as an address gets that of its page.
        self._db.run(
            "UPDATE entry SET words = ?1, has_image = ?2, title = iif(title IN ('', url) AND ?3 <> '', ?3, title),"
            " summary = iif(summary = '', ?4, summary) WHERE id = ?5",
            (len(text), bool(whole.images), safe(whole.title), " ".join(text[:200].split()), entry),
        )
        reindex(self._db, [entry])

    def _store_pages(self, entry: int, pages: tuple[Page, ...]) -> None:
        self._db.run("DELETE FROM page WHERE entry = ?", (entry,))
        self._db.run_many(
            "INSERT INTO page (entry, place, url, came_from, fetched, type, charset, packed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (entry, place, safe(page.url), safe(page.came_from), page.fetched, safe(page.type), safe(page.charset),
                 zlib.compress(page.body, 6))
                for place, page in enumerate(pages)
            ],
        )  # fmt: skip

    def _store_pictures(self, kept: Kept) -> None:
        self._db.run_many(
            "INSERT INTO picture (hash, type, bytes) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING",
            [(picture.hash, picture.type, picture.bytes) for picture in kept.pictures],
        )
        rows: list[tuple[int, str, str | None, str]] = []
        rows += [(kept.entry, safe(picture.url), picture.hash, "") for picture in kept.pictures]
        rows += [(kept.entry, safe(url), None, safe(error)) for url, error in kept.missing]
        self._db.run_many(
            "INSERT INTO entry_picture (entry, url, hash, error) VALUES (?, ?, ?, ?) ON CONFLICT (entry, url)"
            " DO UPDATE SET hash = coalesce(excluded.hash, hash), error = excluded.error",
            rows,
        )

    def _unpacked(self, packed: bytes) -> bytes:
        unpacking = zlib.decompressobj()
        try:
            return unpacking.decompress(packed, LARGEST_PAGE)
        except zlib.error as error:
            raise LibraryDamaged(file=str(self._db.file), kept="", restored=None, reason="page") from error


def is_stub(text: str, of_feed: str) -> bool:
    """Whether a page has less than the feed gave: a stub, a notice, an error, and not the whole article."""
    return len(text) < LEAST * len(of_feed)


def saving_from(row: Row) -> Saving:
    """The saving that a row of ``SAVING`` tells of."""
    entry, state, tries, next_try, error, allow_private, missing, size = row
    return Saving(entry, state, tries, next_try, error, bool(allow_private), missing, size)


def _json(value: object) -> str:
    return safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
