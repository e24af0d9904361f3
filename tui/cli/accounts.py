"""``kanbao accounts``: accounts on feed servers."""

import argparse
import asyncio
import getpass
import sys
import time
from typing import Any

from tui.cli.context import Context
from tui.cli.output import complain, print_json, say
from tui.export.record import iso
from tui.fetch.address import in_the_clear
from tui.i18n import error_text, t
from tui.i18n.times import when
from tui.model.account import Account, NewAccount
from tui.model.errors import KanbaoError, LoginRefused

REFUSED = 77
"""EX_NOPERM of sysexits.h."""


def run_accounts(context: Context, options: argparse.Namespace) -> int:
    """Add, test, list, remove."""
    match options.what:
        case "add":
            return asyncio.run(_add(context, options))
        case "test":
            return asyncio.run(_test(context, options))
        case "login":
            return _login(context, options)
        case "remove":
            return _remove(context, options)
        case _:
            return _list(context, options)


async def _add(context: Context, options: argparse.Namespace) -> int:
    from tui.services.accounts import add_account
    from tui.services.tools import fetch_settings

    if in_the_clear(options.url):
        complain(t("cli.plain_http"))
    new = NewAccount(
        options.kind, options.name, options.url, options.user, _secret(), options.allow_private, not options.no_verify
    )
    try:
        account = await add_account(context.library, fetch_settings(context.settings), new, int(time.time()))
    except KanbaoError as error:
        return _failed(error)
    say(t("cli.account_added", name=account.name))
    if account.secret == "file":  # noqa: S105  (the place, not the secret)
        say(t("cli.secret_in_file", file=context.folder / "secrets.json"))
    return 0


async def _test(context: Context, options: argparse.Namespace) -> int:
    from tui.services.accounts import test_account
    from tui.services.tools import fetch_settings

    account = context.library.accounts.find(options.name)
    try:
        count = await test_account(context.library, fetch_settings(context.settings), account)
    except KanbaoError as error:
        return _failed(error)
    say(t("cli.account_works", name=account.name, n=count))
    return 0


def _login(context: Context, options: argparse.Namespace) -> int:
    from tui.services.accounts import change_secret

    change_secret(context.library, context.library.accounts.find(options.name), _secret())
    return asyncio.run(_test(context, options))


def _remove(context: Context, options: argparse.Namespace) -> int:
    from tui.services.accounts import remove_account

    account = context.library.accounts.find(options.name)
    remove_account(context.library, account, int(time.time()), keep=options.keep, force=options.force)
    say(t("cli.account_removed", name=account.name))
    return 0


def _list(context: Context, options: argparse.Namespace) -> int:
    accounts = context.library.accounts.all()
    for account in accounts:
        if options.json:
            print_json(account_json(account))
        else:
            say(account_line(account, int(time.time())))
    if not accounts and not options.json:
        say(t("cli.no_accounts"))
    return 0


def account_json(account: Account) -> dict[str, Any]:
    """An account as scripts read it."""
    return {
        "id": account.id,
        "kind": account.kind,
        "name": account.name,
        "url": account.url,
        "user": account.user,
        "state": account.state,
        "abilities": sorted(account.abilities),
        "last_ok": iso(account.last_ok),
        "next_try": iso(account.next_try),
        "pending": account.pending,
        "parked": account.parked,
        "error": error_text(account.error) or None,
    }


def account_line(account: Account, now: int) -> str:
    """An account on one line, and its trouble on a second."""
    last = when(account.last_ok, now) if account.last_ok else t("sync.never")
    facts = t("sync.facts", last=last, pending=account.pending, parked=account.parked)
    line = f"{account.id:>3}  {account.name}  {account.kind}  {account.url}  {facts}"
    return f"{line}\n     ! {error_text(account.error)}" if account.error else line


def _secret() -> str:
    """The password or key: typed unseen on a terminal, else the first line of standard input; never an argument."""
    if sys.stdin.isatty():
        return getpass.getpass(t("cli.ask_secret"))
    return sys.stdin.readline().rstrip("\r\n")


def _failed(error: KanbaoError) -> int:
    complain(error)
    return REFUSED if isinstance(error, LoginRefused) else 1
