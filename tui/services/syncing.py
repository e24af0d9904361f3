"""Syncing at the desk: one run at a time, on a schedule or because the reader wants it; and adding accounts."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

from tui.document.html import images, plain_text, to_document
from tui.document.sanitize import sanitize
from tui.feeds.reader import FeedReader
from tui.fetch.request import FetchSettings
from tui.model.account import Account, NewAccount, Report, reachable
from tui.model.events import Event
from tui.model.page import PageArticle
from tui.secrets.keep import Secrets
from tui.services.accounts import add_account, change_secret, test_account
from tui.store.library import Library
from tui.sync.run import Connected, Sync


class Syncing:
    """Syncs accounts of one library; ``keep_days`` and ``every`` (seconds, 0: only when asked) are the reader's."""

    def __init__(
        self,
        library: Library,
        settings: FetchSettings,
        reader: FeedReader,
        emit: Callable[[Event], None],
        *,
        keep_days: int,
        every: int,
    ) -> None:
        self._library = library
        self._settings = settings
        self._every = every
        self._sync = Sync(library, settings, reader, keep_days=keep_days, emit=emit)
        self._running: asyncio.Task[list[Report]] | None = None

    async def run(self, accounts: Sequence[int] | None = None, *, due: bool = False) -> list[Report] | None:
        """Sync these accounts, those that are due, or all; None where a sync was already running."""
        if self._running is not None:
            return None
        chosen = self._chosen(accounts, due)
        if not chosen:
            return []
        self._running = asyncio.create_task(self._all(chosen))
        try:
            return await self._running
        except asyncio.CancelledError:
            return []
        finally:
            self._running = None

    async def send(self) -> None:
        """Send what waits for servers that can be reached, and take nothing; a running sync is ended for it."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])
        accounts = [each for each in self._library.accounts.all() if each.pending and reachable(each)]
        await asyncio.gather(*(self._sync.run(account, pull=False) for account in accounts))

    def cancel(self) -> bool:
        """Stop the running sync; False where there is none. What has come or gone by then stays so."""
        if self._running is None:
            return False
        self._running.cancel()
        return True

    async def refresh(self, feeds: Sequence[int]) -> None:
        """Have the servers of these feeds fetch them now, where they can, and sync their accounts."""
        wanted: dict[int, list[int]] = {}
        for feed in self._library.feeds.all():
            if feed.id in feeds and feed.account is not None:
                wanted.setdefault(feed.account, []).append(feed.id)
        for id_, those in wanted.items():
            account = self._library.accounts.get(id_)
            if "refresh" in account.abilities:
                async with self._connected(account) as (server, _):
                    await server.refresh(self._library.remote_feeds(id_).ids(those))
        if wanted:
            await self.run(list(wanted))

    async def whole(self, entry: int) -> bool:
        """Keep and show the article of an entry as its server takes it from the page; False where it does not."""
        known = self._library.accounts.place_of(entry)
        if known is None:
            return False
        account = self._library.accounts.get(known[0])
        if "whole" not in account.abilities:
            return False
        async with self._connected(account) as (server, _):
            html = await server.whole(known[1])
        article = self._library.entries.article(entry)
        clean = sanitize(html, article.entry.url)
        document = to_document(clean, article.entry.url, article.language)
        text = plain_text(document)
        if len(text) <= len(article.text):
            return False
        page = PageArticle(html=clean, text=text, images=images(document), is_article=True)
        self._library.wholes.put(entry, page, article.entry.url, 1, int(time.time()))
        return True

    async def add(self, new: NewAccount) -> dict[str, Any]:
        """Add an account after a look whether it works."""
        account = await add_account(self._library, self._settings, new, int(time.time()))
        return {"id": account.id, "name": account.name, "place": account.secret}

    async def look(self, id_: int, secret: str = "") -> dict[str, Any]:
        """Log in to an account, with another password or key where one is given; how many subscriptions it has."""
        account = self._library.accounts.get(id_)
        if secret:
            change_secret(self._library, account, secret)
        count = await test_account(self._library, self._settings, self._library.accounts.get(id_))
        return {"name": account.name, "feeds": count}

    def _chosen(self, accounts: Sequence[int] | None, due: bool) -> list[Account]:
        if due:
            return self._sync.due(self._every) if self._every else []
        return [each for each in self._library.accounts.all() if accounts is None or each.id in accounts]

    async def _all(self, accounts: list[Account]) -> list[Report]:
        return list(await asyncio.gather(*(self._sync.run(account) for account in accounts)))

    def _connected(self, account: Account) -> Connected:
        return Connected(account, self._settings, Secrets(self._library.folder))
