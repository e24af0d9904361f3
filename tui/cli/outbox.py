"""``kanbao outbox``: what servers have yet to hold."""

import argparse
from typing import Any

from tui.cli.context import Context
from tui.cli.output import print_json, say
from tui.export.record import iso
from tui.i18n import error_text, t
from tui.i18n.sync import wish_text
from tui.model.account import Waiting


def run_outbox(context: Context, options: argparse.Namespace) -> int:
    """List what waits, let what was put aside be sent again, or forget it."""
    outbox = context.library.outbox
    match options.what:
        case "retry":
            say(t("cli.outbox_retried", n=outbox.retry(options.id or None)))
        case "drop":
            say(t("cli.outbox_dropped", n=outbox.drop(options.id)))
        case _:
            rows = outbox.list(limit=100_000)
            for row in rows:
                if options.json:
                    print_json(row_json(row))
                else:
                    say(row_line(row))
            if not rows and not options.json:
                say(t("sync.nothing_waits" if context.library.accounts.all() else "cli.no_accounts"))
    return 0


def row_json(row: Waiting) -> dict[str, Any]:
    """A row as scripts read it."""
    return {
        "id": row.id,
        "account": row.account,
        "target": row.target,
        "target_id": row.target_id,
        "title": row.what,
        "field": row.field,
        "value": row.value,
        "state": row.state,
        "attempts": row.attempts,
        "created": iso(row.created),
        "error": error_text(row.error) or None,
    }


def row_line(row: Waiting) -> str:
    """A row on one line, and why it does not get through on a second."""
    line = f"{row.id:>5}  {t(f'sync.state.{row.state}')}  {row.account}  {wish_text(row)}  {row.what}"
    return f"{line}\n       ! {error_text(row.error)}" if row.error else line
