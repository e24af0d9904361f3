"""Whatever works on one entry, on all that a search finds: one act, one undo."""

from tui.dataclass import replace
from tui.query.ast import And
from tui.query.parse import parse_query
from tui.store.library import Library
from tui.store.view import View

EVERYTHING = View()


def query_view(text: str, now: int, within: View = EVERYTHING) -> View:
    """The view that a search means inside another; QueryError."""
    query = parse_query(text, now)
    return replace(within, query=query if within.query is None else And((within.query, query)))


def found_by(library: Library, text: str, now: int) -> list[int]:
    """All entries that a search finds, the newest first; QueryError."""
    return [id_ for _, id_ in library.entries.ids(query_view(text, now), limit=10**9)]
