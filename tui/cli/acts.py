"""``kanbao mark``, ``tag``, ``unsave``."""

import argparse
import time

from tui.cli.context import Context
from tui.cli.mirror import mirror_changes
from tui.cli.output import complain
from tui.dataclass import dataclass
from tui.i18n import t
from tui.i18n.query import query_text
from tui.model.errors import NotFound, QueryError
from tui.store.acts import Flag

FIELDS: dict[str, tuple[Flag, bool]] = {
    "read": ("read", True),
    "unread": ("read", False),
    "star": ("starred", True),
    "unstar": ("starred", False),
}


def run_mark(context: Context, options: argparse.Namespace) -> int:
    """Mark entries read, unread, starred or not."""
    wanted = [FIELDS[name] for name in FIELDS if getattr(options, name)]
    if not wanted or len({field for field, _ in wanted}) != len(wanted):
        complain(t("cli.wrong.mark"))
        return 2
    chosen = choose(context, options.id, options.query)
    if chosen is None:
        return 2
    for field, value in wanted:
        context.library.acts.act(chosen.entries, field, value, int(time.time()))
    return chosen.status


def run_tag(context: Context, options: argparse.Namespace) -> int:
    """Give entries tags (+TAG) and take them away (-TAG)."""
    words, query = _without_query(options.words)
    query = options.query if query is None else query
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 19]
    add = [word[1:] for word in words if word.startswith("+") and len(word) > 1]
    remove = [word[1:] for word in words if word.startswith("-") and len(word) > 1]
    if not (add or remove) or len(numbers) + len(add) + len(remove) != len(words) or not (numbers or query is not None):
        complain(t("cli.wrong.tag"))
        return 2
    chosen = choose(context, numbers, query)
    if chosen is None:
        return 2
    context.library.acts.tag(chosen.entries, add, remove, int(time.time()))
    mirror_changes(context, chosen.entries)
    return chosen.status


def run_unsave(context: Context, options: argparse.Namespace) -> int:
    """Keep entries no longer."""
    chosen = choose(context, options.id, options.query)
    if chosen is None:
        return 2
    context.library.acts.act(chosen.entries, "saved", False, int(time.time()))
    return chosen.status


@dataclass(frozen=True, slots=True)
class Chosen:
    """The entries an act is for, and the exit status so far: 1 where one that was named is not there."""

    entries: list[int]
    status: int


def choose(context: Context, numbers: list[int], query: str | None) -> Chosen | None:
    """The entries with these numbers and all that a search finds; None, and a complaint, for a wrong call."""
    if query is None and not numbers:
        complain(t("cli.wrong.nothing"))
        return None
    found: list[int] = []
    if query is not None:
        from tui.services.bulk import found_by

        try:
            found = found_by(context.library, query, int(time.time()))
        except QueryError as error:
            complain(query_text(error))
            return None
    known = {entry.id for entry in context.library.entries.rows(numbers)}
    missing = [number for number in numbers if number not in known]
    for number in missing:
        complain(NotFound(kind="entry", name=str(number), reason="entry"))
    named = [number for number in numbers if number in known]
    return Chosen(list(dict.fromkeys([*named, *found])), 1 if missing else 0)


def _without_query(words: list[str]) -> tuple[list[str], str | None]:
    """The words with ``--query QUERY`` taken out: they are not parsed, since tags to take away begin with a minus."""
    for at, word in enumerate(words):
        if word == "--query" and at + 1 < len(words):
            return [*words[:at], *words[at + 2 :]], words[at + 1]
        if word.startswith("--query="):
            return [*words[:at], *words[at + 1 :]], word.removeprefix("--query=")
    return words, None
