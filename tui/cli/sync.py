"""``kanbao sync``: bring accounts up to date, with a line (or a JSON object) for each."""

import argparse
import asyncio
from typing import Any

from tui.cli.accounts import REFUSED
from tui.cli.context import Context
from tui.cli.output import complain, print_json, say
from tui.export.record import iso
from tui.i18n import error_text, t
from tui.model.account import Report

TEMPORARY = 75
"""EX_TEMPFAIL of sysexits.h."""


def run_sync(context: Context, options: argparse.Namespace) -> int:
    """Sync the accounts named, or all; 0 done, 1 partly, 75 later perhaps, 77 where a login is refused."""
    library = context.library
    accounts = [library.accounts.find(name) for name in options.account] or library.accounts.all()
    if not accounts:
        complain(t("cli.no_accounts"))
        return 1
    reports = asyncio.run(_sync(context, options, [account.id for account in accounts]))
    for report in reports:
        tell(report, as_json=options.json)
    return max((_status(report) for report in reports), default=0)


async def _sync(context: Context, options: argparse.Namespace, ids: list[int]) -> list[Report]:
    from tui.services.accounts import sync_accounts
    from tui.services.tools import at_desk, fetch_settings

    async with at_desk(context.folder, context.settings, context.config) as tools:
        accounts = [tools.library.accounts.get(id_) for id_ in ids]
        return await sync_accounts(
            tools.library,
            fetch_settings(context.settings),
            tools.reader,
            accounts,
            keep_days=context.settings.keep.days,
            emit=lambda event: None,
            push=not options.pull_only,
            pull=not options.push_only,
        )


def _status(report: Report) -> int:
    match report.status:
        case "refused":
            return REFUSED
        case "failed" | "busy":
            return TEMPORARY
        case "partly" | "cancelled":
            return 1
        case _:
            return 1 if report.parked else 0


def tell(report: Report, *, as_json: bool) -> None:
    """What one sync came to."""
    if as_json:
        print_json(report_json(report))
        return
    facts = {name: getattr(report, name) for name in ("new_items", "state_changes", "pushed", "pending", "parked")}
    if report.status in ("ok", "partly"):
        say(t("sync.done", name=report.account, **facts))
    if report.status == "busy":
        complain(t("sync.busy", name=report.account))
    elif report.error:
        complain(f"{report.account}: {error_text(report.error)}")


def report_json(report: Report) -> dict[str, Any]:
    """A report as scripts read it."""
    return {
        "account": report.account,
        "status": report.status,
        "pushed": report.pushed,
        "confirmed": report.confirmed,
        "resent": report.resent,
        "overruled": report.overruled,
        "pending": report.pending,
        "parked": report.parked,
        "new_items": report.new_items,
        "state_changes": report.state_changes,
        "gone": report.gone,
        "requests": report.requests,
        "seconds": report.seconds,
        "next_try_at": iso(report.next_try),
        "error": error_text(report.error) or None,
    }
