"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) to a raw feed; wrong types are passed over."""

import json
from typing import Any

from tui.feeds.raw import RawEnclosure, RawEntry, RawFeed, RawText
from tui.feeds.tree import join
from tui.feeds.xmlfeed import LOOKED_AT
from tui.model.errors import NotAFeed


def read_json(text: str, url: str, limit: int) -> RawFeed:
    """The feed in a JSON text; raises ``NotAFeed`` where it is something else, or nested beyond reading."""
    try:
        data = json.loads(text, parse_int=_whole_number, strict=False)
    except (ValueError, RecursionError):
        raise NotAFeed(url=url, found="json") from None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise NotAFeed(url=url, found="json")
    version = str(data.get("version", ""))
    feed = RawFeed(format="JSON Feed 1.1" if version.endswith("1.1") else "JSON Feed 1.0")
    feed.title = _plain(data.get("title"))
    feed.description = _plain(data.get("description"))
    feed.site = join(url, _text(data.get("home_page_url")))
    feed.language = _text(data.get("language"))
    feed.authors = _authors(data)
    items = [item for item in data["items"] if isinstance(item, dict)]
    feed.dropped = max(0, len(items) - limit * LOOKED_AT)
    entries = (_item(item) for item in items[: limit * LOOKED_AT])
    feed.entries = [entry for entry in entries if not entry.empty]
    return feed


def _item(item: dict[str, Any]) -> RawEntry:
    entry = RawEntry(language=_text(item.get("language")))
    entry.guid = _text(item.get("id"))
    entry.link = _text(item.get("url")) or _text(item.get("external_url"))
    entry.title = _plain(item.get("title"))
    if markup := _text(item.get("content_html")):
        entry.contents.append(RawText(markup))
    if text := _text(item.get("content_text")):
        entry.contents.append(RawText(text, html=False))
    if brief := _text(item.get("summary")):
        entry.summaries.append(RawText(brief, html=False))
    entry.authors = _authors(item)
    entry.published, entry.updated = _text(item.get("date_published")), _text(item.get("date_modified"))
    entry.tags = [_text(tag) for tag in _list(item.get("tags")) if _text(tag)]
    entry.images = [_text(item.get(key)) for key in ("image", "banner_image") if _text(item.get(key))]
    for attached in _list(item.get("attachments")):
        if isinstance(attached, dict) and _text(attached.get("url")):
            entry.enclosures.append(_enclosure(attached))
    return entry


def _enclosure(attached: dict[str, Any]) -> RawEnclosure:
    return RawEnclosure(
        url=_text(attached.get("url")),
        type=_text(attached.get("mime_type")),
        length=_text(attached.get("size_in_bytes")),
        title=_text(attached.get("title")),
    )


def _text(value: Any) -> str:
    """A text, or a number as text; anything else is nothing."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _plain(value: Any) -> RawText | None:
    text = _text(value)
    return RawText(text, html=False) if text else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _authors(item: dict[str, Any]) -> list[str]:
    return [_name(author) for author in (*_list(item.get("authors")), item.get("author")) if _name(author)]


def _name(author: Any) -> str:
    return _text(author.get("name")) if isinstance(author, dict) else _text(author)


def _whole_number(digits: str) -> int:
    return int(digits) if len(digits) < 20 else 0
