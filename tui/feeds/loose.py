"""The last resort for markup that could not even be repaired: feedparser, given UTF-8 bytes and nothing to fetch."""

import re
from io import BytesIO
from typing import Any

from tui.feeds.raw import RawEnclosure, RawEntry, RawFeed, RawText
from tui.feeds.tree import join

_ITEM = re.compile(r"(?=<(?:item|entry)\b)", re.IGNORECASE)
_TEXT = re.compile(r"<(?:description|summary|content(?::encoded)?)[\s>]", re.IGNORECASE)
_OF_MEDIA = re.compile(r"(</?media:)(title|description)\b", re.IGNORECASE)


def read_loose(text: str, url: str, limit: int) -> RawFeed:
    """What feedparser makes of a text; slow on hostile input, therefore only run where it can be stopped."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(
        BytesIO(_without_captions(text).encode("utf-8", "replace")),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    head = parsed.feed
    feed = RawFeed(format=_format(str(parsed.get("version", ""))))
    feed.title = RawText(_text(head, "title"))
    feed.site, feed.language = join(url, _text(head, "link")), _text(head, "language")
    feed.description = RawText(_text(head, "subtitle"))
    if feed.format == "Atom 1.0":
        feed.authors = [_text(author, "name") for author in head.get("authors", [])]
    feed.dropped = max(0, len(parsed.entries) - limit)
    feed.entries = [_entry(item) for item in parsed.entries[:limit]]
    return feed


def _without_captions(text: str) -> str:
    """The text with what is said of an item's media out of the way where the item says something itself."""
    head, *items = _ITEM.split(text)
    # To feedparser a second description, whatever it describes, is the item's content.
    return head + "".join(_OF_MEDIA.sub(r"\1of-\2", item) if _TEXT.search(item) else item for item in items)


def _format(version: str) -> str:
    return "Atom 1.0" if version.startswith("atom") else "RSS 1.0" if version == "rss10" else "RSS"


def _entry(item: Any) -> RawEntry:
    entry = RawEntry(guid=_text(item, "id"), link=_text(item, "link"), title=RawText(_text(item, "title")))
    entry.contents = [
        RawText(_text(content, "value"), base=_text(content, "base")) for content in item.get("content", [])
    ]
    if _text(item, "summary"):
        entry.summaries.append(RawText(_text(item, "summary")))
    entry.authors = [_text(author, "name") for author in item.get("authors", [])]
    entry.published, entry.updated = _text(item, "published"), _text(item, "updated")
    entry.tags = [_text(tag, "term") for tag in item.get("tags", [])]
    for link in item.get("links", []):
        if link.get("rel") == "enclosure":
            entry.enclosures.append(RawEnclosure(_text(link, "href"), _text(link, "type"), _text(link, "length")))
    entry.source = _text(item.get("source") or {}, "title")
    entry.comments_url = _text(item, "comments")
    return entry


def _text(fields: Any, key: str) -> str:
    # feedparser warns when "updated" is asked for and only "published" is there.
    value = fields.get(key) if key in fields else ""
    return value if isinstance(value, str) else ""
