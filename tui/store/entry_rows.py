"""Rows of entries as values of the model."""

from typing import Any

from tui.model.entry import Article, Entry
from tui.model.feed import Enclosure
from tui.store.connection import Connection, Row
from tui.store.feed_rows import SHOWN_TITLE, texts

_ENTRY = f"""
SELECT entry.id, feed, {SHOWN_TITLE}, entry.title, entry.url, authors, source, published, fetched, read, starred, saved,
(SELECT json_group_array(name ORDER BY folded) FROM entry_tag JOIN tag ON tag.id = tag WHERE entry = entry.id), summary
FROM json_each(?) wanted CROSS JOIN entry ON entry.id = wanted.value JOIN feed ON feed.id = entry.feed
"""


def entries(db: Connection, ids: list[int]) -> list[Entry]:
    """The entries with these ids, in this order; those that are not there are left out."""
    found = {row[0]: entry_from(row) for row in db.rows(_ENTRY, (str(ids),))}
    return [found[id_] for id_ in ids if id_ in found]


def entry_from(row: Row) -> Entry:
    """The entry that a row of ``entries`` tells of."""
    id_, feed, feed_title, title, url, authors, source, published, fetched, read, starred, saved, tags, summary = row
    return Entry(
        id=id_,
        feed=feed,
        feed_title=feed_title,
        title=title,
        url=url,
        authors=texts(authors),
        source=source,
        published=published,
        fetched=fetched,
        read=bool(read),
        starred=bool(starred),
        saved=bool(saved),
        tags=texts(tags),
        summary=summary,
    )


def article(db: Connection, id_: int) -> Article | None:
    """The whole article, None where there is none."""
    found = entries(db, [id_])
    row = db.one(
        "SELECT position, full_text, text, html, images, enclosures, fields, updated FROM detail"
        " JOIN entry ON entry.id = detail.entry WHERE detail.entry = ?",
        (id_,),
    )
    if not found or row is None:
        return None
    import json

    position, full_text, text, html, images, enclosures, fields, updated = row
    own = db.rows(
        "SELECT name FROM entry_tag JOIN tag ON tag.id = tag WHERE entry = ? AND origin >= 4 ORDER BY folded", (id_,)
    )
    known: dict[str, Any] = json.loads(fields)
    pages = 0
    if full_text == "page":
        page = db.one("SELECT pages, text, html, images, fields FROM whole WHERE entry = ?", (id_,))
        if page is not None:
            pages, text, html, images, told = page
            known |= json.loads(told)
    return Article(
        entry=found[0],
        html=html,
        text=text,
        own_tags=tuple(name for (name,) in own),
        images=tuple(json.loads(images)),
        enclosures=tuple(Enclosure(*parts) for parts in json.loads(enclosures)),
        credits=tuple((role, name) for role, name in known.get("credits", ())),
        path=tuple(known.get("path", ())),
        outlet=known.get("outlet", ""),
        disclaimer=known.get("disclaimer", ""),
        updated=known.get("updated") or updated,
        comments_url=known.get("comments_url", ""),
        comments_feed=known.get("comments_feed", ""),
        comments=known.get("comments"),
        language=known.get("language", ""),
        position=position,
        full_text=full_text,
        pages=pages,
        views=known.get("views"),
        promotion=known.get("promotion", ""),
        related=tuple((title, url) for title, url in known.get("related", ())),
        origins=known.get("origins", {}),
    )
