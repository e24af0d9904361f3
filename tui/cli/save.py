"""``kanbao save``: keep entries and addresses whole, pictures included, with a line for each."""

import argparse
import asyncio
import time
from typing import TYPE_CHECKING

from tui.cli.acts import choose
from tui.cli.context import Context
from tui.cli.mirror import mirror_changes
from tui.cli.output import complain, print_json, say
from tui.fetch.address import redact
from tui.i18n import error_text, t
from tui.model.errors import BadAddress, LibraryBusy
from tui.model.events import EntryKept, Event

if TYPE_CHECKING:
    from tui.services.saving import Saver


def run_save(context: Context, options: argparse.Namespace) -> int:
    """Mark entries as saved and, unless told to leave that for later, fetch what belongs to them."""
    numbers = [int(word) for word in options.id if word.isdecimal() and len(word) < 19]
    addresses = [word for word in options.id if not (word.isdecimal() and len(word) < 19)]
    wanted: list[int] = []
    status = 0
    if numbers or options.query is not None or not addresses:
        chosen = choose(context, numbers, options.query)
        if chosen is None:
            return 2
        wanted, status = chosen.entries, chosen.status
    context.library.acts.act(wanted, "saved", True, int(time.time()))
    if options.later and not addresses:
        return status
    return asyncio.run(_save(context, options, wanted, addresses)) or status


async def _save(context: Context, options: argparse.Namespace, wanted: list[int], addresses: list[str]) -> int:
    from tui.services.kept_pages import ExtractedPages
    from tui.services.saving import Saver
    from tui.services.tools import at_desk
    from tui.store.lock import Lock

    lock = Lock(context.folder, "save")
    if not lock.acquire():
        raise LibraryBusy(file=str(context.folder), reason="save")
    teller = Teller(as_json=options.json)
    try:
        async with at_desk(context.folder, context.settings, context.config) as tools:
            library, fetcher = tools.library, tools.fetcher
            library.shelf.sweep(int(time.time()))
            saver = Saver(library, fetcher, ExtractedPages(tools.articles))
            added, failed = _added(saver, addresses, allow_private=options.allow_private)
            if options.later:
                return failed
            ended = await saver.save([*wanted, *added], teller.tell)
            mirror_changes(context, [*wanted, *added])
    finally:
        lock.release()
    return 1 if ended.failed else failed


def _added(saver: "Saver", addresses: list[str], *, allow_private: bool) -> tuple[list[int], int]:
    """The entries of addresses, and 1 where one is none."""
    added, failed = [], 0
    for address in addresses:
        try:
            added.append(saver.entry_for(address, allow_private=allow_private))
        except BadAddress as error:
            complain(error)
            failed = 1
    return added, failed


class Teller:
    """Tells of each entry as it is done."""

    def __init__(self, *, as_json: bool) -> None:
        self._json = as_json

    def tell(self, event: Event) -> None:
        """Print an entry that was saved, or complain of one that was not."""
        if not isinstance(event, EntryKept):
            return
        error = error_text(event.error) or None
        if self._json:
            print_json(
                {
                    "id": event.entry, "url": redact(event.url), "title": event.title, "status": event.status,
                    "pictures": event.pictures, "missing": event.missing, "bytes": event.bytes, "error": error,
                }
            )  # fmt: skip
            return
        title = event.title or redact(event.url)
        if event.status == "done":
            say(t("cli.kept", title=title, pictures=event.pictures))
        elif event.status == "partial":
            complain(t("cli.kept_partly", title=title, pictures=event.pictures, missing=event.missing, error=error))
        else:
            complain(t("cli.kept_not", title=title, error=error))
