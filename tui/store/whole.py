"""Articles as their pages have them: kept beside the feed's own text, and either of them shown."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from tui.dataclass import dataclass, field
from tui.model.errors import NotFound
from tui.model.page import PageArticle
from tui.store import entry_writes
from tui.store.connection import Connection
from tui.store.identity import sane_time
from tui.store.index_writes import reindex
from tui.store.origin import FROM_PAGE
from tui.store.tags import tag_id
from tui.store.utf8 import safe
from tui.store.versions import keep_version

Shown = Literal["feed", "page"]
SHORT = 300
"""Characters under which a feed's text is taken for a summary."""

TRIES, PATIENCE = 3, 3600
"""How often a page that gives no article is asked for by itself, and how many seconds it is left after the first."""

_LACKING = """
FROM entry e JOIN detail d ON d.entry = e.id JOIN feed f ON f.id = e.feed
WHERE d.full_text <> 'page' AND e.url LIKE 'http%' AND NOT EXISTS (SELECT 1 FROM whole WHERE whole.entry = e.id)
AND NOT EXISTS (SELECT 1 FROM whole_failed w WHERE w.entry = e.id AND (w.tries >= :tries OR w.next_try > :now))
"""
_BY_SETTING = """
(f.full_text = 'always' OR (f.full_text = 'when short' AND (length(d.text) < :short
    OR rtrim(d.text) LIKE '%[…]' OR rtrim(d.text) LIKE '%...' OR rtrim(d.text) LIKE '%…' OR d.text LIKE '%阅读全文%')))
"""
_WANTED = f"""
SELECT e.id {_LACKING} AND e.feed = :feed AND e.hidden = 0
AND (e.id IN (SELECT entry FROM whole_wish) OR (e.read = 0 AND {_BY_SETTING}))
ORDER BY e.sort DESC, e.id DESC LIMIT :limit
"""
_WANTS = f"SELECT 1 {_LACKING} AND e.id = :entry AND {_BY_SETTING}"


@dataclass(frozen=True, slots=True)
class WholeText:
    """The article that a page gave: sanitised HTML, its text, pictures, and more fields of the detail."""

    html: str
    text: str
    images: tuple[str, ...] = ()
    title: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)


class Wholes:
    """Keeping, showing and finding articles taken from pages."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def put(self, entry: int, article: PageArticle, url: str, pages: int, now: int) -> None:
        """Keep an article for an entry and show it; what the feed did not say of the entry is filled in. NotFound."""
        with self._db.write():
            self._require(entry)
            text = WholeText(article.html, article.text, article.images, article.title, page_fields(article))
            write(self._db, entry, text, url=url, pages=pages, now=now)
            self._db.run("UPDATE entry SET has_image = has_image OR ?2 WHERE id = ?1", (entry, bool(article.images)))
            tags = [tag for name in article.tags if (tag := tag_id(self._db, name)) is not None]
            entry_writes.give_tags(self._db, entry, tags, FROM_PAGE)
            self._show(entry, "page")
            self._db.run("DELETE FROM whole_failed WHERE entry = ?", (entry,))

    def little(self, feed: int) -> bool:
        """Whether a feed that is shown by its own texts alone gave little of late: its pages may have more."""
        rows = self._db.rows(
            "SELECT length(d.text) < ? FROM entry e JOIN detail d ON d.entry = e.id JOIN feed f ON f.id = e.feed"
            " WHERE e.feed = ? AND f.full_text = 'never' AND d.full_text = 'feed' AND e.url LIKE 'http%'"
            " ORDER BY e.sort DESC LIMIT 8",
            (SHORT, feed),
        )
        return len(rows) > 2 and 2 * sum(short for (short,) in rows) > len(rows)

    def show(self, entry: int, shown: Shown) -> None:
        """Show the page's text or the feed's; NotFound where there is no such entry, or no page of it is kept."""
        with self._db.write():
            self._require(entry)
            if shown == "page" and not self.kept(entry):
                raise NotFound(kind="entry", name=str(entry))
            self._show(entry, shown)

    def kept(self, entry: int) -> bool:
        """Whether an article from a page is kept for the entry."""
        return self._db.value("SELECT 1 FROM whole WHERE entry = ?", (entry,)) is not None

    def wanted(self, feed: int, now: int, limit: int = 30) -> list[int]:
        """Entries of a feed that a rule wants whole, and unread ones that its setting does; the newest first.

        Left out are those whose page gave nothing when it was tried last, for a while, and in the end for good.
        """
        given = {"feed": feed, "now": now, "short": SHORT, "tries": TRIES, "limit": limit}
        return [row[0] for row in self._db.rows(_WANTED, given)]

    def wanting(self, feeds: Sequence[int]) -> list[int]:
        """Those of these feeds of which anything may be wanted whole, by their setting or by a rule."""
        sql = (
            "SELECT id FROM feed WHERE id IN (SELECT value FROM json_each(?)) AND (full_text <> 'never' OR id IN"
            " (SELECT feed FROM whole_wish JOIN entry ON entry.id = whole_wish.entry))"
        )
        return [id_ for (id_,) in self._db.rows(sql, (json.dumps(list(feeds)),))]

    def wants(self, entry: int, now: int) -> bool:
        """Whether the setting of its feed has an entry whole, which it is not yet and may be asked for."""
        given = {"entry": entry, "now": now, "short": SHORT, "tries": TRIES}
        return self._db.value(_WANTS, given) is not None

    def failed(self, entry: int, now: int) -> None:
        """The page of an entry gave no article: leave it alone for a while, each time longer."""
        with self._db.write():
            self._db.run(
                "INSERT INTO whole_failed SELECT id, 1, ?2 FROM entry WHERE id = ?1"
                " ON CONFLICT (entry) DO UPDATE SET tries = tries + 1, next_try = ?2 + ?3 * tries",
                (entry, now + PATIENCE, PATIENCE),
            )

    def _require(self, entry: int) -> None:
        if self._db.value("SELECT 1 FROM detail WHERE entry = ?", (entry,)) is None:
            raise NotFound(kind="entry", name=str(entry))

    def _show(self, entry: int, shown: Shown) -> None:
        self._db.run(
            "UPDATE detail SET full_text = CASE WHEN ?2 = 'page' THEN 'page'"
            " WHEN text = '' AND html = '' THEN 'none' ELSE 'feed' END, position = 0 WHERE entry = ?1",
            (entry, shown),
        )
        self._db.run(
            "UPDATE entry SET words = (SELECT length(text) FROM whole WHERE entry = ?1) WHERE id = ?1 AND ?2 = 'page'",
            (entry, shown),
        )
        reindex(self._db, [entry])


def write(db: Connection, entry: int, whole: WholeText, *, url: str, pages: int, now: int) -> None:
    """Keep and show a whole text, within a transaction; a page's text that was shown before becomes a version.

    The first whole text is no change of the article, only more of it.
    """
    before = db.one("SELECT title, full_text FROM entry JOIN detail ON entry = id WHERE id = ?", (entry,))
    if before is not None and before[1] == "page":
        keep_version(db, entry, before[0], safe(whole.text), now)
    db.run(
        "INSERT OR REPLACE INTO whole (entry, at, url, pages, text, html, images, fields)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (entry, now, safe(url), pages, safe(whole.text), safe(whole.html), _json(whole.images),
         _json(dict(whole.fields))),
    )  # fmt: skip
    db.run("UPDATE detail SET full_text = 'page' WHERE entry = ?", (entry,))
    fill_in(db, entry, whole.fields)


def fill_in(db: Connection, entry: int, fields: Mapping[str, Any]) -> None:
    """What a page says of an entry and its feed did not: who wrote it, where it came from, when."""
    db.run(
        "UPDATE entry SET authors = CASE authors WHEN '[]' THEN ?2 ELSE authors END,"
        " source = CASE source WHEN '' THEN ?3 ELSE source END WHERE id = ?1",
        (entry, _json(fields.get("authors", ())), safe(str(fields.get("source", "")))),
    )
    if (published := sane_time(fields.get("published"))) is not None:
        db.run(
            "UPDATE entry SET published = ?2, sort = min(?2, fetched) WHERE id = ?1 AND published IS NULL",
            (entry, published),
        )


def page_fields(article: PageArticle) -> dict[str, Any]:
    """What a page says of its article besides the text, as it is stored: only what it does say."""
    values = {
        "outlet": article.outlet,
        "credits": list(article.credits.items()),
        "path": article.path,
        "disclaimer": article.disclaimer,
        "promotion": article.promotion,
        "views": article.views,
        "comments": article.comments,
        "comments_url": article.comments_url,
        "language": article.language,
        "published": article.published,
        "updated": article.updated,
        "authors": article.authors,
        "source": article.source,
        "related": [[link.title, link.url] for link in article.related],
        "origins": dict(article.origins),
    }
    return {name: value for name, value in values.items() if value not in ("", None, [], (), {})}


def _json(value: object) -> str:
    return safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
