"""Writing entries: a row, its details and its tags; their pieces in the search index follow (``index_writes``)."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from tui.dataclass import astuple
from tui.model.feed import Keys, ParsedEntry
from tui.store.connection import Connection
from tui.store.decide import Arrived
from tui.store.identity import sane_time
from tui.store.origin import FROM_FEED
from tui.store.tags import tag_id
from tui.store.utf8 import safe
from tui.store.versions import keep_version

_COLUMNS = (
    "updated", "guid_hash", "link_hash", "title_hash", "content_hash", "has_image", "has_audio", "words",
    "url", "title", "authors", "source", "summary",
)  # fmt: skip
_INSERT = (
    f"INSERT INTO entry (id, feed, fetched, published, sort, {', '.join(_COLUMNS)})"
    f" VALUES (?, ?, ?, ?, ?, {', '.join('?' * len(_COLUMNS))})"
)
_UPDATE = (
    f"UPDATE entry SET {', '.join(f'{name} = ?{n}' for n, name in enumerate(_COLUMNS, 3))},"
    " published = coalesce(published, ?2), sort = min(coalesce(published, ?2, fetched), fetched) WHERE id = ?1"
)


def insert_all(db: Connection, feed: int, items: Sequence[tuple[Arrived, Sequence[int]]], now: int) -> list[int]:
    """New entries with their tags, in this order; their ids. Whoever calls has them indexed, behind all else."""
    first = int(db.value("SELECT coalesce(max(id), 0) + 1 FROM entry"))
    ids = list(range(first, first + len(items)))
    rows, details = [], []
    for id_, (item, _) in zip(ids, items, strict=True):
        published = item.keys.published
        rows.append((id_, feed, now, published, min(published or now, now), *_row(item)))
        details.append((id_, *_detail(item.entry)))
    db.run_many(_INSERT, rows)
    db.run_many(
        "INSERT INTO detail (entry, full_text, text, html, images, enclosures, fields) VALUES (?, ?, ?, ?, ?, ?, ?)",
        details,
    )
    _tag(db, [(id_, tag) for id_, (_, tags) in zip(ids, items, strict=True) for tag in tags], FROM_FEED)
    return ids


def insert(db: Connection, feed: int, item: Arrived, tags: Sequence[int], now: int) -> int:
    """One new entry; its id."""
    return insert_all(db, feed, [(item, tags)], now)[0]


def update(db: Connection, id_: int, item: Arrived, tags: Iterable[int], now: int) -> None:
    """New content of a stored entry; read, starred and the like stay, as does the page's text where that is shown.

    What could be read before is kept as an earlier version. Whoever calls has it indexed anew, behind all else.
    """
    from_page = db.value(
        "SELECT whole.text FROM whole JOIN detail ON detail.entry = whole.entry"
        " WHERE whole.entry = ? AND full_text = 'page'",
        (id_,),
    )
    text = item.entry.text or item.entry.summary if from_page is None else from_page
    keep_version(db, id_, safe(item.entry.title), safe(text), now)
    db.run(_UPDATE, (id_, item.keys.published, *_row(item)))
    db.run(
        "UPDATE detail SET full_text = CASE full_text WHEN 'page' THEN full_text ELSE ? END,"
        " text = ?, html = ?, images = ?, enclosures = ?, fields = ? WHERE entry = ?",
        (*_detail(item.entry), id_),
    )
    db.run("UPDATE entry_tag SET origin = origin & ~?1 WHERE entry = ?2 AND origin & ?1", (FROM_FEED, id_))
    give_tags(db, id_, tags, FROM_FEED)
    db.run("DELETE FROM entry_tag WHERE entry = ? AND origin = 0", (id_,))


def rekey(db: Connection, id_: int, keys: Keys) -> None:
    """The identity by which a stored entry, or (id negative) a remembered one, is known from now on."""
    table = "entry" if id_ > 0 else "expired"
    db.run(
        f"UPDATE {table} SET guid_hash = ?, link_hash = ?, title_hash = ?, content_hash = ? WHERE id = ?",
        (keys.guid, keys.link, keys.title, keys.content, abs(id_)),
    )


def tag_ids(db: Connection, entry: ParsedEntry, of_feed: Iterable[int]) -> list[int]:
    """The tags of an arrived entry: its own categories and the tags given to its feed."""
    given = (tag_id(db, name) for name in entry.tags)
    return list(dict.fromkeys([*filter(None, given), *of_feed]))


def feed_tags(db: Connection, feed: int) -> list[int]:
    """The tags given to a feed."""
    return [tag for (tag,) in db.rows("SELECT tag FROM feed_tag WHERE feed = ?", (feed,))]


def _row(item: Arrived) -> tuple[Any, ...]:
    """The values of ``_COLUMNS``."""
    entry, keys = item.entry, item.keys
    return (
        sane_time(entry.updated),
        keys.guid,
        keys.link,
        keys.title,
        keys.content,
        bool(entry.images),
        any(enclosure.type.startswith("audio/") for enclosure in entry.enclosures),
        len(entry.text),
        safe(entry.url),
        safe(entry.title),
        _json(entry.authors),
        safe(entry.source),
        safe(entry.summary),
    )


def _detail(entry: ParsedEntry) -> tuple[str, ...]:
    fields: dict[str, Any] = {}
    if entry.comments_url or entry.comments_feed or entry.comments is not None or entry.language:
        given = {
            "comments_url": entry.comments_url,
            "comments_feed": entry.comments_feed,
            "comments": entry.comments,
            "language": entry.language,
        }
        fields = {name: value for name, value in given.items() if value not in ("", None)}
    return (
        "feed" if entry.html or entry.text else "none",
        safe(entry.text or entry.summary),
        safe(entry.html),
        _json(entry.images),
        _json([astuple(enclosure) for enclosure in entry.enclosures]),
        _json(fields),
    )


def _json(value: Sequence[object] | dict[str, Any]) -> str:
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    return safe(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def give_tags(db: Connection, id_: int, tags: Iterable[int], origin: int) -> None:
    """Give an entry tags that its feed or its page has."""
    _tag(db, [(id_, tag) for tag in tags], origin)


def _tag(db: Connection, pairs: Sequence[tuple[int, int]], origin: int) -> None:
    db.run_many(
        "INSERT INTO entry_tag (entry, tag, origin, shown, unread, sort)"
        " SELECT id, ?2, ?3, hidden = 0, hidden = 0 AND read = 0, sort FROM entry WHERE id = ?1"
        " ON CONFLICT (entry, tag) DO UPDATE SET origin = origin | excluded.origin",
        [(id_, tag, origin) for id_, tag in pairs],
    )
