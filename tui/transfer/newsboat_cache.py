"""Newsboat's cache.db: the feeds it knows, their entries, and which were read."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from tui.dataclass import dataclass
from tui.document.html import images, plain_text, summary, to_document
from tui.document.sanitize import sanitize
from tui.model.errors import TransferError
from tui.model.feed import Enclosure, ParsedEntry
from tui.store.foreign import foreign
from tui.text.clean import clean_text, clean_url, cut

MOST = 100_000
"""Entries of one feed; newsboat's own default keeps all, and none has so many."""

_ITEMS = """
SELECT i.feedurl, f.title, f.url, i.guid, i.title, i.author, i.url, i.pubDate, i.content, i.unread, i.enclosure_url,
i.enclosure_type FROM rss_item i LEFT JOIN rss_feed f ON f.rssurl = i.feedurl WHERE i.deleted = 0
ORDER BY i.feedurl, i.pubDate DESC, i.id DESC
"""


@dataclass(frozen=True, slots=True)
class CachedFeed:
    """One feed of the cache with its entries, the newest first, those read apart from the others."""

    url: str
    title: str
    site: str
    read: tuple[ParsedEntry, ...]
    unread: tuple[ParsedEntry, ...]


def read_cache(file: Path) -> Iterator[CachedFeed]:
    """The feeds, one after another, so that one is in memory; TransferError for what is no cache of newsboat."""
    with foreign(file) as cache:
        if not cache.has("rss_item", "guid", "feedurl", "content", "unread", "deleted") or not cache.has(
            "rss_feed", "rssurl"
        ):
            raise TransferError(file=str(file), reason="not-a-list", line=None)
        for url, rows in groupby(cache.rows(_ITEMS), key=lambda row: _text(row[0])):
            address = clean_url(url)
            if not address.startswith(("http://", "https://")):
                for _ in rows:  # exec: and query: feeds have entries too, but no address to be had from
                    pass
                continue
            yield _feed(address, rows)


def _feed(url: str, rows: Iterator[tuple[Any, ...]]) -> CachedFeed:
    title = site = ""
    read: list[ParsedEntry] = []
    unread: list[ParsedEntry] = []
    for count, row in enumerate(rows):
        title, site = title or _line(row[1]), site or clean_url(_text(row[2]))
        if count < MOST:
            (unread if row[9] else read).append(_entry(row))
    return CachedFeed(url, title, site, tuple(read), tuple(unread))


def _entry(row: tuple[Any, ...]) -> ParsedEntry:
    guid, title, author, link, published, content, _, enclosure, kind = row[3:]
    url = clean_url(_text(link))
    html = sanitize(_text(content), url)
    document = to_document(html, url)
    text = plain_text(document)
    address = clean_url(_text(enclosure))
    return ParsedEntry(
        guid=_line(guid),
        url=url,
        title=_line(title),
        authors=(_line(author),) if _line(author) else (),
        published=published if isinstance(published, int) and published > 0 else None,
        html=html,
        text=text,
        summary=summary(text),
        enclosures=(Enclosure(address, _line(kind)),) if address else (),
        images=images(document),
    )


def _text(value: Any) -> str:
    """Whatever stands in a column: SQLite holds a column to no type."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else ""


def _line(value: Any) -> str:
    return cut(clean_text(_text(value)[:4000]), 1000)
