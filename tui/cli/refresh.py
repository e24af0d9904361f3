"""``kanbao refresh``: fetch feeds, with a bar on a terminal or a JSON line each."""

import argparse
import asyncio
import sys
import time

from tui.cli.context import Context
from tui.cli.output import complain, print_json, say
from tui.fetch.address import redact
from tui.i18n import error_text, t
from tui.model.errors import LibraryBusy, NotFound
from tui.model.events import Event, FeedRefreshed, RefreshEnded, RefreshStarted

BAR = 24
SPELLED = 2000
"""Titles spelled in one go; the rest waits for the next, or for the reader's own process."""


def run_refresh(context: Context, options: argparse.Namespace) -> int:
    """Fetch the feeds named, or all."""
    return asyncio.run(_refresh(context, options))


async def _refresh(context: Context, options: argparse.Namespace) -> int:
    from tui.services.desk import at_desk, choose_feeds
    from tui.services.refresh import Refresher
    from tui.store.lock import Lock

    feeds, status = _named(context, options.feed)
    lock = Lock(context.folder, "refresh")
    if not lock.acquire():
        raise LibraryBusy(file=str(context.folder), reason="refresh")
    teller = Teller(as_json=options.json)
    try:
        async with at_desk(context.folder, context.settings, context.config) as tools:
            library = tools.library
            states = choose_feeds(library, feeds, False, int(time.time()))
            ended = await Refresher(library, tools.door, tools.reader).refresh(states, teller.tell)
            await tools.texts.fill([state.feed for state in states])
            if ended.new and not ended.cancelled:
                await tools.speller.fill(SPELLED)
            library.backup_if_due(int(time.time()))
    finally:
        lock.release()
    if context.settings.hooks and not ended.cancelled:
        from tui.services.own_commands import run_hooks

        await run_hooks(context.settings.hooks, ended)
    return 1 if ended.failed else status


def _named(context: Context, names: list[str]) -> tuple[list[int] | None, int]:
    if not names:
        return None, 0
    found, status = [], 0
    for name in names:
        try:
            found.append(context.library.feeds.find(name).id)
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
            case FeedRefreshed():
                self._done += 1
                self._feed(event)
            case RefreshEnded():
                self._draw(last=True)
                if not self._json:
                    say(t("cli.refreshed", done=event.done, new=event.new, failed=event.failed))

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
