"""What lies on a desk: library, door, readers; what not every work needs is made, and imported, when asked for."""

import os
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.config.settings import Settings
from tui.feeds.reader import FeedReader
from tui.fetch.request import FetchSettings
from tui.fetch.tell import VARIABLE
from tui.model.feed import FetchState
from tui.paths import cache_dir, config_file
from tui.services.rules import install
from tui.store.library import Library
from tui.worker.pool import Workers

if TYPE_CHECKING:
    from tui.fetch.client import Fetcher
    from tui.fetch.instances import Door
    from tui.services.pages import WholeArticles
    from tui.services.spelling import Speller
    from tui.services.viewing import Viewer
    from tui.services.whole import FullTexts


def fetch_settings(settings: Settings) -> FetchSettings:
    """The door's settings from the reader's."""
    fetch = settings.fetch
    return FetchSettings(
        proxy=fetch.proxy,
        deadline=float(fetch.deadline),
        allow_hosts=frozenset(fetch.allow_hosts),
        max_connections=fetch.concurrency,
        per_host=fetch.per_host,
        log=os.environ.get(VARIABLE, ""),
    )


class Tools:
    """What lies on a desk, as long as that is open."""

    def __init__(self, library: Library, workers: Workers, settings: Settings, config: Path) -> None:
        self.library = library
        self.workers = workers
        self.reader = FeedReader(workers)
        self._settings = settings
        self._config = config

    @cached_property
    def fetcher(self) -> "Fetcher":
        """The door to the network."""
        from tui.fetch.client import Fetcher

        return Fetcher(fetch_settings(self._settings))

    @cached_property
    def door(self) -> "Door":
        """The same for feeds: with their logins, and by the reader's instances."""
        from tui.fetch.instances import ByInstances
        from tui.secrets.keep import Secrets
        from tui.services.logins import WithLogins

        by_instances = ByInstances(self.fetcher, self._settings.fetch.rsshub)
        return WithLogins(by_instances, self.library, Secrets(self.library.folder))

    async def close(self) -> None:
        """Let go of the network."""
        if "fetcher" in self.__dict__:
            await self.fetcher.aclose()

    @cached_property
    def articles(self) -> "WholeArticles":
        """Articles from their pages."""
        from tui.services.pages import WholeArticles, page_reader

        return WholeArticles(self.fetcher, page_reader(self.workers, self._config), time.time)

    @cached_property
    def texts(self) -> "FullTexts":
        """Whole texts for entries."""
        from tui.services.whole import FullTexts

        return FullTexts(self.library, self.articles, time.time)

    @cached_property
    def speller(self) -> "Speller":
        """How titles and names sound."""
        from tui.services.spelling import Speller

        return Speller(self.library, self.workers)

    @cached_property
    def viewer(self) -> "Viewer":
        """Pictures for the eye."""
        from tui.picture.reader import PictureReader
        from tui.services.viewing import Viewer
        from tui.store.picture_cache import PictureCache

        return Viewer(self.library, self.fetcher, PictureReader(self.workers), PictureCache(cache_dir()))

    async def fill_texts(self, feeds: list[int]) -> None:
        """Fetch what these feeds are set to have whole."""
        if wanting := self.library.wholes.wanting(feeds):
            await self.texts.fill(wanting)


@asynccontextmanager
async def at_desk(folder: Path, settings: Settings, config: Path | None = None) -> AsyncIterator[Tools]:
    """Library, door and readers, open as long as they are needed."""
    library = Library.open(folder)
    try:
        async with Workers() as workers:
            install(library, settings.rules)
            tools = Tools(library, workers, settings, config or config_file())
            try:
                yield tools
            finally:
                await tools.close()
    finally:
        library.close()


def much_to_read(states: Sequence[FetchState]) -> bool:
    """Whether fetching these will need the workers at once: some were never fetched and have to be read."""
    return not all(state.body_hash for state in states)


def choose_feeds(library: Library, feeds: list[int] | None, due: bool, now: int) -> list[FetchState]:
    """The feeds to refresh: those named, those that are due, or all but the gone and the paused.

    Feeds of accounts are fetched by their servers.
    """
    if feeds is not None:
        own = {feed.id for feed in library.feeds.all() if feed.account is None}
        return library.feeds.states([feed for feed in feeds if feed in own])
    if due:
        return library.feeds.due(now)
    return [state for state in library.feeds.states() if state.status not in ("gone", "paused")]
