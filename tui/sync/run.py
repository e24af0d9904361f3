"""One sync of one account: send, take over, confirm; and what it came to."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from tui.dataclass import replace
from tui.feeds.reader import FeedReader
from tui.fetch.address import origin
from tui.fetch.client import Fetcher
from tui.fetch.request import FetchSettings
from tui.model.account import Account, Report
from tui.model.errors import (
    CannotWrite,
    FetchError,
    HttpFailed,
    KanbaoError,
    LoginRefused,
    NoSecret,
    StoreError,
    SyncError,
)
from tui.model.events import Event, SyncEnded, SyncProgress, SyncStarted
from tui.secrets.keep import Secrets
from tui.store.library import Library
from tui.store.lock import Lock
from tui.sync.decide import retry_delay
from tui.sync.line import Line
from tui.sync.pull import Pull
from tui.sync.push import Push, stops_all
from tui.sync.server import Login, Server, Shelf, server_class

DAY = 86_400
# Servers that allow a hundred requests a day.
SPARING = {"www.inoreader.com": 90 * 60}
ASKED = "asked"
"""The cursor that holds until when a server wants to be left alone."""


class Sync:
    """Syncs accounts of one library. ``keep_days`` bounds what comes of old entries that were read elsewhere."""

    def __init__(
        self,
        library: Library,
        settings: FetchSettings,
        reader: FeedReader,
        *,
        keep_days: int = 0,
        clock: Callable[[], float] = time.time,
        emit: Callable[[Event], None] = lambda event: None,
    ) -> None:
        self._library = library
        self._settings = settings
        self._reader = reader
        self._keep_days = keep_days
        self._clock = clock
        self._emit = emit
        self._secrets = Secrets(library.folder)

    def due(self, every: int) -> list[Account]:
        """The accounts whose time has come: ``every`` seconds after the last success, later where one fails.

        What waits for a server brings that forward to a minute. An account whose login is refused waits for the reader.
        """
        now = int(self._clock())
        found = []
        for account in self._library.accounts.all():
            least = SPARING.get(origin(account.url).host, 0)
            pause = max(least, min(every, 60) if account.pending else every)
            ready = account.next_try if account.next_try is not None else (account.last_ok or 0) + pause
            if account.state != "refused" and ready <= now:
                found.append(account)
        return found

    async def run(self, account: Account, *, push: bool = True, pull: bool = True) -> Report:
        """Sync; never raises but for StoreError, and cancelling ends it with what is done so far."""
        report = Report(account.name)
        begun = time.monotonic()
        self._emit(SyncStarted(account.id, account.name))
        lock = Lock(self._library.folder, f"sync-{account.id}")
        try:
            if lock.acquire():
                await self._attempt(account, report, push=push, pull=pull)
            else:
                report.status = "busy"
            report.pending, report.parked = self._library.outbox.counts(account.id)
        except StoreError as error:
            # The library itself is in trouble, so that nothing can be noted there: whoever asked has to hear it.
            report.status, report.error = "failed", error.stored()
            raise
        finally:
            lock.release()
            report.seconds = round(time.monotonic() - begun, 2)
            self._emit(ended(account, report))
        return report

    async def _attempt(self, account: Account, report: Report, *, push: bool, pull: bool) -> None:
        now = int(self._clock())
        accounts = self._library.accounts
        cursors = accounts.cursors(account.id)
        if int(cursors.get(ASKED, "0")) > now:
            report.status, report.error, report.next_try = "failed", account.error, int(cursors[ASKED])
            return
        try:
            async with self._connected(account) as (server, line):
                before = server.session
                try:
                    await self._talk(account, server, report, cursors, push=push, pull=pull)
                finally:
                    report.requests = line.requests
                    await asyncio.to_thread(self._keep_session, account, server.session, before)
        except asyncio.CancelledError:
            report.status = "cancelled"
        except (FetchError, SyncError) as error:
            self._note_failure(account, error, report, now)
        else:
            if pull:
                accounts.succeeded(account.id, now)

    def _keep_session(self, account: Account, session: str, before: str) -> None:
        if session != before:
            with suppress(CannotWrite):  # then one logs in once more next time
                self._secrets.put(account.id, "session", session)

    async def _talk(
        self, account: Account, server: Server, report: Report, cursors: dict[str, str], *, push: bool, pull: bool
    ) -> None:
        now = int(self._clock())
        if not account.abilities:
            self._library.accounts.can(account.id, await server.check())
            account = self._library.accounts.get(account.id)
        cursors["labels"] = "1" if "labels" in account.abilities else ""
        failure: KanbaoError | None = None
        if push:
            try:
                await Push(self._library, account, server, report, self._secrets).run(self._telling(account, "push"))
            except LoginRefused:
                raise
            except (FetchError, SyncError) as error:
                if stops_all(error) or not pull:
                    raise
                failure = error
        if pull:
            shelf = self._shelf(account, cursors, now)
            await Pull(self._library, account, server, self._reader, report, now=now).run(
                shelf, self._telling(account, "pull")
            )
        if failure is not None:
            report.status, report.error = "partly", failure.stored()

    def _shelf(self, account: Account, cursors: dict[str, str], now: int) -> Shelf:
        items = self._library.remote_items(account.id)
        since = now - self._keep_days * DAY if self._keep_days else 0
        return Shelf(items.unknown, items.without_body, items.sent, cursors, since, now)

    def _telling(self, account: Account, stage: str) -> Callable[[int, int], None]:
        return lambda done, total: self._emit(SyncProgress(account.id, account.name, stage, done, total))

    def _note_failure(self, account: Account, error: KanbaoError, report: Report, now: int) -> None:
        report.error = error.stored()
        if isinstance(error, LoginRefused | NoSecret):
            report.status = "refused"
            self._library.accounts.failed(account.id, report.error, None, refused=True)
            return
        report.status = "failed"
        asked = error.about.get("retry_after") if isinstance(error, HttpFailed) else None
        retry_after = asked if isinstance(asked, int) else None
        report.next_try = now + retry_delay(account.failures, retry_after, account.id)
        self._library.accounts.failed(account.id, report.error, report.next_try)
        if retry_after is not None:
            self._library.accounts.set_cursors(account.id, {ASKED: str(report.next_try)})

    def _connected(self, account: Account) -> "Connected":
        return Connected(account, self._settings, self._secrets)


def ended(account: Account, report: Report) -> SyncEnded:
    """The event that tells of a report."""
    return SyncEnded(
        account.id,
        account.name,
        report.status,
        report.new_items,
        report.state_changes,
        report.pending,
        report.parked,
        report.error,
    )


class Connected:
    """A server and its line, open within ``async with``."""

    def __init__(self, account: Account, settings: FetchSettings, secrets: Secrets) -> None:
        self._fetcher = Fetcher(replace(settings, verify=account.verify))
        self._account = account
        self._secrets = secrets

    async def __aenter__(self) -> tuple[Server, Line]:
        await self._fetcher.__aenter__()
        account = self._account
        line = Line(self._fetcher, account.url, allow_private=account.allow_private)
        secret, session = await asyncio.to_thread(self._secrets.of_account, account.id)
        if not secret and not session:
            await self._fetcher.__aexit__(None, None, None)
            raise NoSecret(account=account.name)
        return server_class(account.kind)(line, Login(account.name, account.user, secret, session)), line

    async def __aexit__(self, *_: object) -> None:
        await self._fetcher.__aexit__(None, None, None)
