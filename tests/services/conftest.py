"""A library, a door and a parser, all real; the server is on loopback."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.server import Server
from tui.feeds.reader import FeedReader
from tui.fetch.client import Fetcher
from tui.fetch.request import FetchSettings
from tui.model.events import Event, FeedRefreshed
from tui.services.refresh import Refresher
from tui.services.subscribe import Subscriber
from tui.store.library import Library
from tui.worker.pool import Workers

NOW = 1_795_000_000


@dataclass
class Bench:
    """What a refresh needs, with a clock that the test sets."""

    library: Library
    server: Server
    fetcher: Fetcher
    reader: FeedReader
    now: int = NOW
    events: list[Event] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def add(self, path: str, title: str = "") -> int:
        return self.library.feeds.add(self.server.url(path), title, allow_private=True, now=self.now)

    async def refresh(self, *feeds: int) -> list[FeedRefreshed]:
        """Refreshes feeds (all, if none is named) and gives what became of each, by id."""
        states = self.library.feeds.states(list(feeds) or None)
        self.events.clear()
        await Refresher(self.library, self.fetcher, self.reader, clock=self.clock).refresh(states, self.events.append)
        return sorted((e for e in self.events if isinstance(e, FeedRefreshed)), key=lambda e: e.feed)

    def subscriber(self) -> Subscriber:
        return Subscriber(self.library, self.fetcher, self.reader, self.clock)

    def titles(self) -> list[str]:
        return [row.title for row in self.library.entries.rows([i for _, i in self.library.entries.ids(limit=10_000)])]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
async def bench(tmp_path: Path, server: Server) -> AsyncIterator[Bench]:
    library = Library.open(tmp_path / "library")
    async with Fetcher(FetchSettings(deadline=5.0)) as fetcher, Workers(1) as workers:
        yield Bench(library, server, fetcher, FeedReader(workers))
    library.close()
