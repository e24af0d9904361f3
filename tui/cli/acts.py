"""``kanbao mark``, ``tag``, ``unsave``."""

import argparse
import time

from tui.cli.context import Context
from tui.cli.mirror import mirror_changes
from tui.cli.output import complain
from tui.i18n import t
from tui.model.errors import NotFound
from tui.store.acts import Flag

FIELDS: dict[str, tuple[Flag, bool]] = {
    "read": ("read", True), "unread": ("read", False), "star": ("starred", True), "unstar": ("starred", False),
}


def run_mark(context: Context, options: argparse.Namespace) -> int:
    """Mark entries read, unread, starred or not."""
    wanted = [FIELDS[name] for name in FIELDS if getattr(options, name)]
    if not wanted or len({field for field, _ in wanted}) != len(wanted):
        complain(t("cli.wrong.mark"))
        return 2
    known, status = _known(context, options.id)
    for field, value in wanted:
        context.library.acts.act(known, field, value, int(time.time()))
    return status


def run_tag(context: Context, options: argparse.Namespace) -> int:
    """Give entries tags (+TAG) and take them away (-TAG)."""
    numbers = [int(word) for word in options.words if word.isdecimal()]
    add = [word[1:] for word in options.words if word.startswith("+") and len(word) > 1]
    remove = [word[1:] for word in options.words if word.startswith("-") and len(word) > 1]
    if not numbers or not (add or remove) or len(numbers) + len(add) + len(remove) != len(options.words):
        complain(t("cli.wrong.tag"))
        return 2
    known, status = _known(context, numbers)
    context.library.acts.tag(known, add, remove, int(time.time()))
    mirror_changes(context, known)
    return status


def run_unsave(context: Context, options: argparse.Namespace) -> int:
    """Keep entries no longer."""
    known, status = _known(context, options.id)
    context.library.acts.act(known, "saved", False, int(time.time()))
    return status


def _known(context: Context, numbers: list[int]) -> tuple[list[int], int]:
    """The ids that exist, and 1 where one does not."""
    found = {entry.id for entry in context.library.entries.rows(numbers)}
    missing = [number for number in numbers if number not in found]
    for number in missing:
        complain(NotFound(kind="entry", name=str(number), reason="entry"))
    return [number for number in numbers if number in found], 1 if missing else 0
