"""``kanbao refresh``: fetch feeds, with a bar on a terminal or a JSON line each."""

import argparse
import asyncio
import sys
import time
from typing import TYPE_CHECKING

from tui.cli.context import Context
from tui.cli.output import complain, print_json, say
from tui.fetch.address import redact
from tui.i18n import error_text, t
from tui.i18n.query import query_text
from tui.i18n.times import bytes_text
from tui.model.errors import LibraryBusy, NotFound, QueryError, StoreError
from tui.model.events import EntryKept, Event, FeedRefreshed, RefreshEnded, RefreshStarted, WorkAdvanced
from tui.query.parse import parse_query
from tui.store.view import View

if TYPE_CHECKING:
    from tui.services.tools import Tools

BAR = 24
SPELLED = 1000
"""Titles spelled in one go, and not right behind a flood of more: those wait for the next, or for the reader."""


def run_refresh(context: Context, options: argparse.Namespace) -> int:
    """Fetch the feeds named, or all."""
    return asyncio.run(_refresh(context, options))


async def _refresh(context: Context, options: argparse.Namespace) -> int:
    from tui.services.logins import settle, to_be_settled
    from tui.services.tools import at_desk, choose_feeds, much_to_read
    from tui.store.lock import Lock

    feeds, status = _named(context, options.feed)
    if options.query and not options.full:
        complain(t("cli.wrong.full_query"))
        return 2
    try:
        view = View(query=parse_query(options.query, int(time.time())) if options.query.strip() else None)
    except QueryError as error:
        complain(query_text(error))
        return 2
    lock = Lock(context.folder, "refresh")
    if not lock.acquire():
        raise LibraryBusy(file=str(context.folder), reason="refresh")
    teller = Teller(as_json=options.json)
    try:
        async with at_desk(context.folder, context.settings, context.config) as tools:
            library = tools.library
            states = choose_feeds(library, feeds, False, int(time.time()))
            if much_to_read(states):
                await tools.reader.prepare()
            # What talks to servers takes long to import: the workers do their imports meanwhile.
            from tui.services.refresh import Refresher

            # The day's copy is made before anything comes, while the network is waited for; logins are not to be in it.
            unsettled = to_be_settled(library)
            if not unsettled:
                backup = asyncio.create_task(asyncio.to_thread(library.backup_if_due, int(time.time())))
            ended = await Refresher(library, tools.door, tools.reader).refresh(states, teller.tell)
            await tools.fill_texts([state.feed for state in states])
            if 0 < ended.new <= SPELLED and not ended.cancelled:
                await tools.speller.fill(SPELLED)
            if ended.done > ended.failed and not ended.cancelled:
                await _keep_saved(context, tools)
            missing = await _take_along(context, options, tools, view) if options.full and not ended.cancelled else 0
            if unsettled:
                try:
                    await asyncio.to_thread(settle, library.folder)
                except StoreError as error:  # another time, then; what was fetched is stored
                    complain(error)
                library.backup_if_due(int(time.time()))
            else:
                await backup
    finally:
        lock.release()
    if context.settings.hooks and not ended.cancelled:
        from tui.services.own_commands import run_hooks

        await run_hooks(context.settings.hooks, ended)
    return 1 if ended.failed or missing else status


async def _keep_saved(context: Context, tools: "Tools") -> None:
    """The network is there: what was saved and is not whole is tried again."""
    tools.library.shelf.hurry(int(time.time()))
    if not tools.library.shelf.pending(int(time.time()), 1):
        return
    from tui.cli.mirror import mirror_changes
    from tui.services.kept_pages import ExtractedPages
    from tui.services.saving import Saver
    from tui.store.lock import Lock

    lock = Lock(context.folder, "save")
    if not lock.acquire():
        return
    kept: list[int] = []

    def heard(event: Event) -> None:
        if isinstance(event, EntryKept):
            kept.append(event.entry)

    try:
        await Saver(tools.library, tools.fetcher, ExtractedPages(tools.articles)).save_pending(heard)
    finally:
        lock.release()
    mirror_changes(context, kept)


async def _take_along(context: Context, options: argparse.Namespace, tools: "Tools", view: View) -> int:
    """Fetch whole texts and pictures of what is unread, told of beforehand; of how many something is missing."""
    from tui.services.offline import Offline, estimate
    from tui.store.lock import Lock

    keep = context.settings.keep
    lock = Lock(context.folder, "save")
    if not lock.acquire():
        raise LibraryBusy(file=str(context.folder), reason="save")
    try:
        found = estimate(tools.library, view, keep.offline_entries)
        size = bytes_text(found.bytes)
        if not options.json:
            facts = {"n": len(found.entries), "unread": found.unread, "pictures": found.pictures, "size": size}
            say(t("cli.offline_estimate", **facts))
        teller = Teller(as_json=options.json)
        offline = Offline(tools.library, tools.fetcher, tools.texts, time.time)
        taken = await offline.take(found.entries, keep.offline_megabytes * 1_000_000, teller.tell)
    finally:
        lock.release()
    teller.finish()
    if options.json:
        print_json({"taken": taken.done, "failed": taken.failed, "bytes": taken.bytes, "full": taken.full})
    else:
        key = "cli.offline_full" if taken.full else "cli.offline_done"
        say(t(key, n=taken.done, failed=taken.failed, size=bytes_text(taken.bytes)))
    return taken.failed


def _named(context: Context, names: list[str]) -> tuple[list[int] | None, int]:
    if not names:
        return None, 0
    found, status = [], 0
    for name in names:
        try:
            feed = context.library.feeds.find(name)
            if feed.account is None:
                found.append(feed.id)
            else:
                complain(t("cli.account_feed", title=feed.title))
                status = 1
        except NotFound:
            complain(NotFound(kind="feed", name=name, reason="feed"))
            status = 1
    return found, status


class Teller:
    """Tells what happens while it happens."""

    def __init__(self, *, as_json: bool) -> None:
        self._json = as_json
        self._bar = not as_json and sys.stderr.isatty()
        self._done = self._total = 0

    def tell(self, event: Event) -> None:
        """Print what is worth printing of an event."""
        match event:
            case RefreshStarted(total):
                self._total = total
            case WorkAdvanced(_, done, total):
                self._done, self._total = done, total
                self._draw()
            case FeedRefreshed():
                self._done += 1
                self._feed(event)
            case RefreshEnded():
                self._draw(last=True)
                if not self._json:
                    say(t("cli.refreshed", done=event.done, new=event.new, failed=event.failed))

    def finish(self) -> None:
        """Take the bar away."""
        self._draw(last=True)

    def _feed(self, event: FeedRefreshed) -> None:
        if self._json:
            print_json(refresh_json(event))
        elif event.error:
            self._draw(last=True)
            complain(error_text(event.error))
        self._draw()

    def _draw(self, *, last: bool = False) -> None:
        if not self._bar or not self._total:
            return
        full = self._done * BAR // self._total
        bar = "#" * full + "." * (BAR - full)
        sys.stderr.write("\r\x1b[K" if last else f"\r[{bar}] {self._done}/{self._total}")
        sys.stderr.flush()


def refresh_json(event: FeedRefreshed) -> dict[str, object]:
    """One feed's refresh as CLI.md names its fields."""
    return {
        "feed": event.feed,
        "url": redact(event.url),
        "title": event.title,
        "status": event.status,
        "new": event.new,
        "updated": event.updated,
        "http_status": event.http_status,
        "ms": event.ms,
        "error": error_text(event.error) or None,
    }
