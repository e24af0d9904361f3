"""JSON: one object a line, the fields of ``kanbao show`` and what the reader added."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from tui.export.clipping import Clipping, Format, Issue, Setting
from tui.export.record import article_fields, iso


def write(out: BinaryIO, clippings: Iterable[Clipping], issue: Issue, setting: Setting) -> None:
    """Each article as one line."""
    for clipping in clippings:
        out.write((json.dumps(fields(clipping), ensure_ascii=False) + "\n").encode())


def fields(clipping: Clipping) -> dict[str, object]:
    """One article with note, highlights and when it was saved."""
    return {
        **article_fields(clipping.article),
        "saved_at": iso(clipping.saved),
        "came_from": clipping.came_from,
        "changes": clipping.changes,
        "note": clipping.note,
        "highlights": [
            {"start": mark.start, "end": mark.end, "quote": mark.quote, "note": mark.note, "made": iso(mark.made)}
            for mark in clipping.highlights
        ],
    }


FORMAT = Format("json", ".json", write)
