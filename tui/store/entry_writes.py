"""Writing entries: a row, its details, its tags and its pieces in the search index, always together."""

import json
from collections.abc import Iterable
from typing import Any

from tui.dataclass import astuple
from tui.model.feed import ParsedEntry
from tui.store.connection import Connection
from tui.store.decide import Arrived
from tui.store.grams import body_grams, title_grams
from tui.store.identity import Keys, sane_time
from tui.store.origin import FROM_FEED
from tui.store.spellings import index_sound
from tui.store.tags import tag_id
from tui.store.utf8 import safe
from tui.store.versions import keep_version
from tui.text.fold import fold

_COLUMNS = (
    "updated", "guid_hash", "link_hash", "title_hash", "content_hash", "has_image", "has_audio", "words",
    "url", "title", "authors", "source", "summary",
)  # fmt: skip
_INSERT = (
    f"INSERT INTO entry (feed, sort, published, fetched, {', '.join(_COLUMNS)})"
    f" VALUES (:feed, :sort, :published, :fetched, {', '.join(':' + name for name in _COLUMNS)})"
)
_UPDATE = (
    "UPDATE entry SET published = coalesce(published, :published), sort = min(coalesce(published, :published, fetched),"
    f" fetched), {', '.join(f'{name} = :{name}' for name in _COLUMNS)} WHERE id = :id"
)


def insert(db: Connection, feed: int, item: Arrived, tags: Iterable[int], now: int) -> int:
    """A new entry; its id."""
    published = item.keys.published
    row = _row(item) | {"feed": feed, "published": published, "fetched": now, "sort": min(published or now, now)}
    id_ = db.added(_INSERT, row)
    db.run(
        "INSERT INTO detail (entry, full_text, text, html, images, enclosures, fields) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (id_, *_detail(item.entry)),
    )
    _tag(db, id_, tags)
    _index(db, id_, item.entry)
    return id_


def update(db: Connection, id_: int, item: Arrived, tags: Iterable[int], now: int) -> None:
    """New content of a stored entry; read, starred and the like stay, as does the page's text where that is shown.

    What could be read before is kept as an earlier version.
    """
    from_page = db.value(
        "SELECT whole.text FROM whole JOIN detail ON detail.entry = whole.entry"
        " WHERE whole.entry = ? AND full_text = 'page'",
        (id_,),
    )
    text = item.entry.text or item.entry.summary if from_page is None else from_page
    keep_version(db, id_, safe(item.entry.title), safe(text), now)
    db.run(_UPDATE, _row(item) | {"id": id_, "published": item.keys.published})
    db.run(
        "UPDATE detail SET full_text = CASE full_text WHEN 'page' THEN full_text ELSE ? END,"
        " text = ?, html = ?, images = ?, enclosures = ?, fields = ? WHERE entry = ?",
        (*_detail(item.entry), id_),
    )
    db.run("UPDATE entry_tag SET origin = origin & ~?1 WHERE entry = ?2 AND origin & ?1", (FROM_FEED, id_))
    _tag(db, id_, tags)
    db.run("DELETE FROM entry_tag WHERE entry = ? AND origin = 0", (id_,))
    reindex(db, id_)


def rekey(db: Connection, id_: int, keys: Keys) -> None:
    """The identity by which a stored entry, or (id negative) a remembered one, is known from now on."""
    table = "entry" if id_ > 0 else "expired"
    db.run(
        f"UPDATE {table} SET guid_hash = ?, link_hash = ?, title_hash = ?, content_hash = ? WHERE id = ?",
        (keys.guid, keys.link, keys.title, keys.content, abs(id_)),
    )


def reindex(db: Connection, id_: int) -> None:
    """Search finds entry ``id_`` by what is stored of it now."""
    row = db.one(
        "SELECT title, iif(full_text = 'page', coalesce(whole.text, detail.text), detail.text), pinyin FROM entry"
        " JOIN detail ON detail.entry = entry.id LEFT JOIN whole ON whole.entry = entry.id WHERE id = ?",
        (id_,),
    )
    drop_from_index(db, [id_])
    if row is not None:
        title, text, spelling = row
        _index_texts(db, id_, title, text)
        if spelling:
            index_sound(db, id_, spelling)


def drop_from_index(db: Connection, ids: Iterable[int]) -> None:
    """Search no longer finds these entries."""
    wanted = [(id_,) for id_ in ids]
    db.run_many("DELETE FROM title_index WHERE rowid = ?", wanted)
    db.run_many("DELETE FROM body_index WHERE rowid = ?", wanted)
    db.run_many("DELETE FROM pinyin_index WHERE rowid = ?", wanted)


def tag_ids(db: Connection, feed: int, entry: ParsedEntry) -> list[int]:
    """The tags of an arrived entry: its own categories and the tags given to its feed."""
    given = (tag_id(db, name) for name in entry.tags)
    of_feed = (row[0] for row in db.rows("SELECT tag FROM feed_tag WHERE feed = ?", (feed,)))
    return list(dict.fromkeys([*filter(None, given), *of_feed]))


def _row(item: Arrived) -> dict[str, Any]:
    entry, keys = item.entry, item.keys
    return {
        "updated": sane_time(entry.updated),
        "guid_hash": keys.guid,
        "link_hash": keys.link,
        "title_hash": keys.title,
        "content_hash": keys.content,
        "has_image": bool(entry.images),
        "has_audio": any(enclosure.type.startswith("audio/") for enclosure in entry.enclosures),
        "words": len(entry.text),
        "url": safe(entry.url),
        "title": safe(entry.title),
        "authors": _json(entry.authors),
        "source": safe(entry.source),
        "summary": safe(entry.summary),
    }


def _detail(entry: ParsedEntry) -> tuple[str, ...]:
    fields = {
        "comments_url": entry.comments_url,
        "comments_feed": entry.comments_feed,
        "comments": entry.comments,
        "language": entry.language,
    }
    return (
        "feed" if entry.html or entry.text else "none",
        safe(entry.text or entry.summary),
        safe(entry.html),
        _json(entry.images),
        _json([astuple(enclosure) for enclosure in entry.enclosures]),
        _json({name: value for name, value in fields.items() if value not in ("", None)}),
    )


def _json(value: object) -> str:
    return safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _tag(db: Connection, id_: int, tags: Iterable[int]) -> None:
    give_tags(db, id_, tags, FROM_FEED)


def give_tags(db: Connection, id_: int, tags: Iterable[int], origin: int) -> None:
    """Give an entry tags that its feed or its page has."""
    db.run_many(
        "INSERT INTO entry_tag (entry, tag, origin, shown, unread, sort)"
        " SELECT id, ?2, ?3, hidden = 0, hidden = 0 AND read = 0, sort FROM entry WHERE id = ?1"
        " ON CONFLICT (entry, tag) DO UPDATE SET origin = origin | excluded.origin",
        [(id_, tag, origin) for tag in tags],
    )


def _index(db: Connection, id_: int, entry: ParsedEntry) -> None:
    _index_texts(db, id_, safe(entry.title), safe(entry.text or entry.summary))


def _index_texts(db: Connection, id_: int, title: str, text: str) -> None:
    folded = fold(title)
    db.run("INSERT INTO title_index (rowid, grams) VALUES (?, ?)", (id_, title_grams(folded)))
    db.run("INSERT INTO body_index (rowid, grams) VALUES (?, ?)", (id_, body_grams(f"{folded}\n{fold(text)}")))
