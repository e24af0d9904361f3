"""Printing: JSON lines for programs, typeset lines for people, nothing that could move the cursor for either."""

import json
import os
import re
import sys
from typing import Any, TextIO

from tui.export.record import entry_fields, iso
from tui.i18n import error_text, t
from tui.i18n.times import when
from tui.model.entry import Entry
from tui.model.errors import KanbaoError
from tui.model.feed import Feed
from tui.text.clean import clean_block
from tui.text.clip import clip
from tui.text.forbidden import FORBIDDEN
from tui.text.width import cells


def print_json(data: dict[str, Any]) -> None:
    """One object on one line."""
    # JSON itself escapes but the first 32 of the characters that a terminal would obey.
    text = json.dumps(data, ensure_ascii=not _takes_everything(sys.stdout))
    print(text if text.isprintable() else FORBIDDEN.sub(_escape, text))


def _takes_everything(stream: TextIO | None) -> bool:
    return stream is not None and (stream.encoding or "").lower().startswith("utf")


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def feed_json(feed: Feed) -> dict[str, Any]:
    """A subscription as CLI.md names its fields."""
    from tui.fetch.address import redact  # entries need none of it

    return {
        "id": feed.id,
        "url": redact(feed.url),
        "title": feed.title,
        "site": feed.site,
        "folder": feed.folder,
        "tags": list(feed.tags),
        "entries": feed.entries,
        "unread": feed.unread,
        "last_fetched": iso(feed.last_fetched),
        "next_fetch": iso(feed.next_fetch),
        "status": feed.status,
        "error": error_text(feed.error) or None,
        "encoding": feed.encoding,
        "full_text": feed.full_text,
    }


def entry_json(entry: Entry, snippet: str | None = None) -> dict[str, Any]:
    """An entry as CLI.md names its fields."""
    return entry_fields(entry, snippet)


def width() -> int:
    """The terminal's width in cells, 80 where there is none."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError, AttributeError):  # the last where it was closed
        return 80


def say(text: str) -> None:
    """A line (or several) for people."""
    print(clean_block(text))


def complain(error: KanbaoError | str) -> None:
    """A line on standard error."""
    print(f"kanbao: {clean_block(error_text(error) if isinstance(error, KanbaoError) else error)}", file=sys.stderr)


def entry_line(entry: Entry, now: int, columns: int) -> str:
    """An entry on one line: id, mark, title, where from and when."""
    mark = "★" if entry.starred else " " if entry.read else "●"
    title, source = entry.title or entry.summary or t("list.untitled"), entry.source or entry.feed_title
    moment = f" · {when(entry.when, now)}"
    head = f"{entry.id:>7} {mark} "
    room = columns - cells(head) - 2
    if cells(title) + cells(source + moment) > room:
        # Where from is what is shortened; an article's time is short as it is.
        source = clip(source, max(4, room // 3 - cells(moment)))
    tail = clip(source + moment, max(0, room // 2))
    return f"{head}{clip(title, max(4, room - cells(tail)))}  {tail}"
