"""Bodies as servers send them, read like those of any feed: in a worker, cleaned, bounded."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tui.dataclass import dataclass, field, replace
from tui.feeds.reader import FeedReader
from tui.model.errors import ParseError
from tui.model.feed import ParsedEntry
from tui.model.remote import RemoteEntry
from tui.text.clean import clean_text


@dataclass(frozen=True, slots=True)
class RawItem:
    """An entry as a server sends it, nothing in it to be trusted; times are UTC seconds."""

    id: str
    feed: str
    url: str = ""
    title: str = ""
    author: str = ""
    html: str = ""
    published: int | None = None
    updated: int | None = None
    tags: tuple[str, ...] = ()
    enclosures: tuple[tuple[str, str, int], ...] = ()
    comments: str = ""
    read: bool = False
    starred: bool = False
    more: dict[str, Any] = field(default_factory=dict)


async def read_items(reader: FeedReader, items: Sequence[RawItem], now: int) -> list[RemoteEntry]:
    """The entries in their order; one whose body cannot be read comes without it."""
    if not items:
        return []
    try:
        parsed = await reader.read(_document(items), content_type="application/feed+json", now=now, limit=len(items))
    except ParseError:
        if len(items) == 1:
            return [_remote(items[0], ParsedEntry(url="", title=clean_text(items[0].title[:500])))]
        half = len(items) // 2
        return [*await read_items(reader, items[:half], now), *await read_items(reader, items[half:], now)]
    found = {entry.guid: entry for entry in parsed.entries}
    return [_remote(item, found.get(str(n), ParsedEntry())) for n, item in enumerate(items)]


def _remote(item: RawItem, entry: ParsedEntry) -> RemoteEntry:
    return RemoteEntry(item.id, item.feed, replace(entry, guid=f"remote:{item.id}"), item.read, item.starred)


def _document(items: Sequence[RawItem]) -> bytes:
    """The items as a JSON Feed, each by its place."""
    found = [
        {
            "id": str(n),
            "url": item.url,
            "title": item.title,
            "content_html": item.html,
            "authors": [{"name": item.author}] if item.author else [],
            "date_published": _date(item.published),
            "date_modified": _date(item.updated),
            "tags": list(item.tags),
            "attachments": [
                {"url": url, "mime_type": kind, "size_in_bytes": size} for url, kind, size in item.enclosures
            ],
        }
        for n, item in enumerate(items)
    ]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "", "items": found}).encode()


def _date(moment: int | None) -> str:
    if moment is None or not 0 < moment < 4_000_000_000:
        return ""
    return datetime.fromtimestamp(moment, UTC).isoformat()
