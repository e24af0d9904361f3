"""Accounts as the screens see them: who they are, what waits for their servers, and what one may do about it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tui.dataclass import asdict
from tui.model.account import reachable
from tui.model.errors import KanbaoError
from tui.services.background import Background
from tui.services.writing import Writer
from tui.store.library import Library

if TYPE_CHECKING:
    from tui.model.account import Account, NewAccount, Waiting


class AccountDesk:
    """Reads on the interface's connection, changes on the writer's thread, talks to servers in the desk's process."""

    def __init__(self, library: Library, writer: Writer, background: Background, now: Callable[[], int]) -> None:
        self._library = library
        self._writer = writer
        self._background = background
        self._now = now

    def all(self) -> list[Account]:
        """Every account; a library without any pays one look."""
        return self._library.accounts.all() if self._library.has_accounts else []

    def waiting(self) -> list[Waiting]:
        """What servers have yet to hold, what was put aside first."""
        return self._library.outbox.list()

    async def sync(self, accounts: list[int] | None = None, *, due: bool = False) -> bool:
        """Sync these accounts (all, or those that are due); False where a sync was already running."""
        answer = await self._background.ask("sync", accounts=accounts, due=due)
        return not answer.get("running")

    def unsent(self) -> int:
        """How many changes have yet to go to servers."""
        return self._library.outbox.unsent() if self._library.has_accounts else 0

    async def send(self, seconds: float) -> int:
        """Send what waits, for so many seconds at most; how many changes are left for the next sync.

        A server that did not answer the last time is not waited for.
        """
        if self.unsent() and any(account.pending and reachable(account) for account in self.all()):
            with suppress(TimeoutError, KanbaoError):
                async with asyncio.timeout(seconds):
                    await self._background.ask("send")
        return self.unsent()

    async def add(self, new: NewAccount) -> dict[str, Any]:
        """Add an account whose login works; its id, its name and where its secret lies. Raises what is wrong."""
        return await self._background.ask("account", facts=asdict(new))

    async def login(self, account: int, secret: str = "") -> int:
        """Log in, with another password or key where one is given; the number of subscriptions."""
        return int((await self._background.ask("login", account=account, secret=secret))["feeds"])

    async def remove(self, account: Account, *, keep: bool) -> None:
        """Forget an account and what waits for its server; its feeds go, or (``keep``) are fetched here."""
        from tui.services.accounts import remove_account

        await self._writer.do(lambda library: remove_account(library, account, self._now(), keep=keep, force=True))

    async def subscribe(self, account: int, url: str) -> str:
        """Subscribe on the server of an account, at its next sync; the address as it is kept."""
        from tui.fetch.address import normalise

        address = normalise(url)
        await self._writer.do(lambda library: library.feeds.add(address, account=account, now=self._now()))
        return address

    async def retry(self, rows: Sequence[int]) -> int:
        """Let rows that were put aside be sent again."""
        return await self._writer.do(lambda library: library.outbox.retry(rows))

    async def drop(self, rows: Sequence[int]) -> int:
        """Forget rows; what their servers hold shows after the next sync."""
        return await self._writer.do(lambda library: library.outbox.drop(rows))
