"""Entries and articles as JSON, with the names that CLI.md gives their fields."""

from datetime import UTC, datetime
from typing import Any

from tui.model.entry import Article, Entry


def iso(moment: int | None) -> str | None:
    """Seconds since 1970 as ISO 8601 in UTC; None for a time no calendar has."""
    if moment is None:
        return None
    try:
        return datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")
    except (OverflowError, ValueError, OSError):
        return None


def entry_fields(entry: Entry, snippet: str | None = None) -> dict[str, Any]:
    """An entry as ``list`` and ``search`` print it."""
    return {
        "id": entry.id,
        "feed": entry.feed,
        "feed_title": entry.feed_title,
        "title": entry.title,
        "url": entry.url,
        "authors": list(entry.authors),
        "source": entry.source,
        "published": iso(entry.published),
        "fetched": iso(entry.fetched),
        "read": entry.read,
        "starred": entry.starred,
        "saved": entry.saved,
        "tags": list(entry.tags),
        "snippet": entry.summary if snippet is None else snippet,
    }


def article_fields(article: Article) -> dict[str, Any]:
    """An article as ``show`` prints it."""
    return {
        **entry_fields(article.entry),
        "text": article.text,
        "html": article.html,
        "images": list(article.images),
        "enclosures": [
            {"url": file.url, "type": file.type, "length": file.length, "title": file.title}
            for file in article.enclosures
        ],
        "credits": dict(article.credits),
        "path": list(article.path),
        "disclaimer": article.disclaimer,
        "full_text": article.full_text,
    }
