"""``kanbao add``, ``feeds``, ``remove``."""

import argparse
import asyncio
import time

from tui.cli.context import Context
from tui.cli.output import complain, feed_json, print_json, say, width
from tui.fetch.address import normalise, redact
from tui.i18n import error_text, t
from tui.model.errors import KanbaoError, NotFound
from tui.model.feed import Feed
from tui.text.clip import pad


def run_add(context: Context, options: argparse.Namespace) -> int:
    """Subscribe to feeds, or to the feeds of sites; with an account, on its server at the next sync."""
    if options.account:
        return _add_to_account(context, options)
    return asyncio.run(_add(context, options))


def _add_to_account(context: Context, options: argparse.Namespace) -> int:
    status = 0
    account = context.library.accounts.find(options.account)
    for typed in options.url:
        try:
            url = normalise(typed)
            context.library.feeds.add(
                url, options.title, options.folder, tags=options.tag, account=account.id, now=int(time.time())
            )
        except KanbaoError as error:
            complain(error)
            status = 1
        else:
            say(t("cli.added_to_account", url=redact(url), name=account.name))
    return status


async def _add(context: Context, options: argparse.Namespace) -> int:
    from tui.services.subscribe import Subscriber, Wish
    from tui.services.tools import at_desk

    status = 0
    async with at_desk(context.folder, context.settings, context.config) as tools:
        subscriber = Subscriber(tools.library, tools.door, tools.reader, time.time)
        for url in options.url:
            wish = Wish(
                url,
                options.title,
                options.folder,
                tuple(options.tag),
                "always" if options.full_text else "never",
                options.allow_private,
            )
            try:
                done = await subscriber.add(wish)
            except KanbaoError as error:
                complain(error)
                status = 1
            else:
                await tools.fill_texts([done.feed])
                say(t("cli.added", title=done.title, url=redact(done.url), n=done.new, id=done.feed))
    return status


def run_feeds(context: Context, options: argparse.Namespace) -> int:
    """The subscriptions with their health."""
    feeds = context.library.feeds.all()
    for feed in feeds:
        if options.json:
            print_json(feed_json(feed))
        else:
            say(feed_line(feed, width()))
    if not feeds and not options.json:
        say(t("cli.no_feeds"))
    return 0


def feed_line(feed: Feed, columns: int) -> str:
    """One subscription on one line, and its trouble on a second."""
    title = pad(feed.title or redact(feed.url), max(8, min(40, columns - 40)))
    line = f"{feed.id:>5}  {title} {feed.unread:>6,}/{feed.entries:<7,} {feed.folder}".rstrip()
    return f"{line}\n       ! {error_text(feed.error)}" if feed.error else line


def run_remove(context: Context, options: argparse.Namespace) -> int:
    """Give up subscriptions, by id or address."""
    status, found = 0, []
    for name in options.feed:
        try:
            found.append(context.library.feeds.find(name))
        except NotFound:
            complain(NotFound(kind="feed", name=name, reason="feed"))
            status = 1
    if found:
        context.library.feeds.remove([feed.id for feed in found], int(time.time()))
        for feed in found:
            say(t("cli.removed", title=feed.title or redact(feed.url)))
    return status
