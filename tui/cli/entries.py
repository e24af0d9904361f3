"""``kanbao list`` and ``kanbao search``."""

import argparse
import time

from tui.cli.context import Context
from tui.cli.output import complain, entry_json, entry_line, print_json, say, width
from tui.i18n import t
from tui.i18n.query import query_text
from tui.model.errors import QueryError
from tui.query.ast import Query
from tui.query.parse import parse_query
from tui.store.view import View


def run_list(context: Context, options: argparse.Namespace) -> int:
    """Entries, newest first."""
    now = int(time.time())
    query = _query(" ".join(options.query), now)
    if query is None:
        return 2
    library = context.library
    found = library.entries.ids(View(query=query), limit=options.limit)
    columns = width()
    for entry in library.entries.rows([number for _, number in found]):
        if options.json:
            print_json(entry_json(entry))
        else:
            say(entry_line(entry, now, columns))
    return 0


def run_search(context: Context, options: argparse.Namespace) -> int:
    """Entries that match, best first, with the place where they do."""
    now = int(time.time())
    query = _query(" ".join(options.query), now)
    if query is None:
        return 2
    library = context.library
    hits = library.search(query, limit=options.limit, order="best")
    entries = {entry.id: entry for entry in library.entries.rows([hit.id for hit in hits])}
    columns = width()
    for hit in hits:
        entry = entries.get(hit.id)
        if entry is None:
            continue
        if options.json:
            print_json(entry_json(entry, hit.snippet))
        else:
            say(entry_line(entry, now, columns))
            if hit.snippet.strip():
                say(f"{'':9} {hit.snippet}")
    if not hits and not options.json:
        say(t("cli.no_hits"))
    return 0


def _query(text: str, now: int) -> Query | None:
    try:
        return parse_query(text, now)
    except QueryError as error:
        complain(query_text(error))
        return None
