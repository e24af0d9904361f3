"""A library in which every field is hostile: by way of the parser as it comes, or put in past every cleaning."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.trust.strings import many
from tui.feeds.parse import parse
from tui.store.library import Library
from tui.store.record import FetchRecord

NOW = 1_795_000_000
FIELDS = 20
"""Strings in each entry."""
ENTRIES = 50


def library_of(folder: Path, strings: list[str]) -> int:
    """Fill a library with feeds that hold these strings in every field there is; how many entries are there."""
    given = iter(strings)
    with Library.open(folder) as library:
        for number in range(max(1, len(strings) // (FIELDS * ENTRIES))):
            url = f"https://feed{number}.invalid/feed.json"
            body = json.dumps(document(given)).encode("utf-8", "surrogatepass")
            parsed = parse(body, url, now=NOW)
            id_ = library.feeds.add(url, next(given, ""), folder=next(given, "").replace("/", ""), now=NOW)
            library.refresh(id_, FetchRecord(), parsed, NOW)
        ids = [id_ for _, id_ in library.entries.ids(limit=100_000)]
        library.acts.tag(ids[:40], [text for text in many(11, 40) if text.strip()], [], NOW)
        library.acts.act(ids[::7], "starred", True, NOW)
        library.acts.act(ids[::11], "saved", True, NOW)
        for id_, text in zip(ids, many(12, 30), strict=False):
            library.notes.write(id_, text, NOW)
        return len(ids)


def document(given: Iterator[str]) -> dict[str, Any]:
    """One JSON Feed: the only format in which every character can be written."""

    def take() -> str:
        return next(given, "news")

    items = [
        {
            "id": f"{number}{take()}",
            "url": f"https://a.invalid/{number}?{take()}",
            "title": take(),
            "summary": take(),
            "authors": [{"name": take()}, {"name": take()}],
            "tags": [take(), take()],
            "image": f"https://a.invalid/{take()}",
            "language": take()[:20],
            "date_published": "2026-11-01T08:00:00Z",
            "attachments": [{"url": f"https://a.invalid/{take()}", "mime_type": take(), "title": take()}],
            "content_html": (
                f'<h2>{take()}</h2><p>{take()}</p><p><a href="https://a.invalid/{take()}">{take()}</a></p>'
                f"<pre>{take()}</pre><table><tr><td>{take()}</table><figure><img alt='{take()}'></figure>"
            ),
        }
        for number in range(ENTRIES)
    ]
    return {"version": "https://jsonfeed.org/version/1.1", "title": take(), "description": take(), "items": items}


RAW = {
    "feed": ("title", "title_feed", "site", "description", "url", "encoding", "error"),
    "folder": ("name",),
    "tag": ("name",),
    "entry": ("url", "title", "source", "summary"),
    "detail": ("text", "html"),
    "note": ("text",),
}


def spoil(folder: Path) -> None:
    """Overwrite what is stored by strings that no gate has seen, as a broken or hostile database might hold."""
    with Library.open(folder) as library:
        db = library._db
        with db.write():
            for seed, (table, columns) in enumerate(RAW.items()):
                key = "entry" if table in ("detail", "note") else "id"
                rows = [row[0] for row in db.rows(f"SELECT {key} FROM {table}")]
                for column in columns:
                    strings = many(100 + seed, len(rows))
                    for row, text in zip(rows, strings, strict=True):
                        written = text.encode("utf-8", "replace").decode() + (f" {row}" if column != "error" else "")
                        db.run(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (written, row))
            db.run("UPDATE entry SET authors = ?", (json.dumps(many(99, 2)),))
