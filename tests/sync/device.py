"""A reader's device for tests of sync."""

from pathlib import Path
from typing import Any

from tests.support.greader import PASSWORD
from tui.feeds.parse import parse
from tui.feeds.reader import FeedReader
from tui.fetch.request import FetchSettings
from tui.model.account import Account, NewAccount, Report
from tui.model.events import Event
from tui.model.feed import ParsedFeed
from tui.secrets.keep import Secrets
from tui.store.acts import Flag
from tui.store.library import Library
from tui.store.view import View
from tui.sync.run import Sync

NOW = 1_795_100_000


class HereReader(FeedReader):
    """The real parser, in this process: starting a worker for each test would take longer than the tests."""

    def __init__(self) -> None:
        """Needs no workers."""

    async def read(self, body: bytes, url: str = "", **rest: Any) -> ParsedFeed:
        """As in a worker."""
        rest.pop("pieces", None)
        return parse(body, url, **rest)


class Device:
    """A library with one account, a clock that the test sets, and short words for what a reader does."""

    def __init__(self, folder: Path, url: str, kind: str = "greader", user: str = "u", secret: str = PASSWORD) -> None:
        self.folder = folder
        self.now = NOW
        self.events: list[Event] = []
        self.library = Library.open(folder)
        self._open = True
        self.id = self.library.accounts.add(
            NewAccount(kind, "家", url, user, allow_private=True), secret="file", now=NOW
        )
        Secrets(folder).put(self.id, "login", secret)

    @property
    def account(self) -> Account:
        """The account as it stands."""
        return self.library.accounts.get(self.id)

    def reopen(self) -> None:
        """Quit and start again."""
        self.close()
        self.library = Library.open(self.folder)
        self._open = True

    def close(self) -> None:
        """Let go; harmless twice."""
        if self._open:
            self.library.close()
        self._open = False

    async def sync(self, **how: Any) -> Report:
        """One sync."""
        settings = FetchSettings(deadline=5.0)
        sync = Sync(self.library, settings, HereReader(), clock=lambda: self.now, emit=self.events.append)
        return await sync.run(self.account, **how)

    def act(self, field: Flag, value: bool, *remotes: str) -> None:
        """Set a flag of entries by the server's ids."""
        known = self.entries()
        self.library.acts.act([known[remote] for remote in remotes], field, value, self.now)

    def entries(self) -> dict[str, int]:
        """The entries here, by the server's ids."""
        return dict(
            self.library._db.rows(
                "SELECT remote, entry FROM remote_item WHERE account = ? AND entry IS NOT NULL", (self.id,)
            )
        )

    def state(self) -> dict[str, tuple[bool, bool]]:
        """Read and starred of every entry here, by the server's ids."""
        rows = self.library._db.rows(
            "SELECT remote, e.read, e.starred FROM remote_item JOIN entry e ON e.id = entry WHERE account = ?",
            (self.id,),
        )
        return {remote: (bool(read), bool(starred)) for remote, read, starred in rows}

    def titles(self) -> list[str]:
        """The titles of the list."""
        ids = [id_ for _, id_ in self.library.entries.ids(View(), limit=100_000)]
        return [row.title for row in self.library.entries.rows(ids)]

    def waiting(self) -> list[tuple[str, str, str]]:
        """The outbox as (field, value, state)."""
        return [(row.field, row.value, row.state) for row in self.library.outbox.list()]
