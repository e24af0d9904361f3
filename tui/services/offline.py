"""Before a journey: whole texts of unread articles and their pictures, within bounds, with an estimate beforehand."""

import asyncio
from collections.abc import Callable, Sequence
from itertools import islice

from tui.dataclass import dataclass
from tui.document.html import images, to_document
from tui.fetch.client import Fetcher
from tui.model.errors import FetchError, NoArticle, NotFound, ParseError, StoreError
from tui.model.events import Event, WorkAdvanced
from tui.services.clippings import entries_of
from tui.services.pictures import fetch_pictures, host_of, total
from tui.services.sample import SITE
from tui.services.whole import FullTexts
from tui.store.library import Library
from tui.store.view import View

SIDE_BY_SIDE = 4
KEPT_SECONDS = 30 * 86_400
"""How long what was taken along stays, should the article not be saved."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What taking along would fetch: ``entries`` of ``unread``, about so many pictures and bytes."""

    unread: int
    entries: tuple[int, ...]
    pictures: int
    bytes: int


@dataclass(frozen=True, slots=True)
class TakenAlong:
    """What came: articles whole, those of which something is missing, bytes; ``full`` where the bound ended it."""

    done: int
    failed: int
    bytes: int
    full: bool = False


def estimate(library: Library, view: View, most: int) -> Estimate:
    """What is unread in a view, the newest first and at most so many, and how much that would be."""
    unread = View(view.feed, view.folder, view.tags, "unread", view.query)
    entries = tuple(islice(entries_of(library, unread), most))
    pictures, size = library.shelf.expected(entries)
    return Estimate(max(library.entries.count(unread), len(entries)), entries, pictures, size)


class Offline:
    """Takes articles of one library along. Hold the lock ``save`` around it, so that no sweep runs beside it."""

    def __init__(self, library: Library, fetcher: Fetcher, texts: FullTexts, clock: Callable[[], float]) -> None:
        self._library = library
        self._fetcher = fetcher
        self._texts = texts
        self._clock = clock
        self._done = self._failed = self._bytes = 0

    async def take(self, entries: Sequence[int], most_bytes: int, emit: Callable[[Event], None]) -> TakenAlong:
        """Fetch these, a few side by side, until there are so many bytes; cancelled, what came stays."""
        self._done = self._failed = self._bytes = 0
        slots = asyncio.Semaphore(SIDE_BY_SIDE)
        full = False

        async def one(entry: int) -> None:
            nonlocal full
            async with slots:
                if self._bytes >= most_bytes:
                    full = True
                    return
                whole = await self._one(entry)
            self._done += whole
            self._failed += not whole
            emit(WorkAdvanced("offline", self._done + self._failed, len(entries), self._bytes))

        emit(WorkAdvanced("offline", 0, len(entries)))
        async with asyncio.TaskGroup() as group:
            for entry in entries:
                group.create_task(one(entry))
        return TakenAlong(self._done, self._failed, self._bytes, full)

    async def _one(self, entry: int) -> bool:
        """One article; whether nothing of it is missing."""
        try:
            whole = await self._text(entry)
            article = self._library.entries.article(entry)
            allowed = self._library.feeds.get(article.entry.feed).allow_private
            shelf = self._library.shelf
            there = {picture.url for picture in shelf.pictures(entry)}
            urls = images(to_document(article.html, article.entry.url, article.language))
            urls = () if article.entry.url.startswith(SITE) else urls
            got = await fetch_pictures(
                self._fetcher,
                shelf.images,
                [url for url in urls if url not in there and url.startswith(("http://", "https://"))],
                host_of(article.entry.url) if allowed else "",
            )
            shelf.keep_offline(entry, got.kept, int(self._clock()) + KEPT_SECONDS)
        except (NotFound, StoreError):
            return False
        self._bytes += total(got.kept) + len(article.html.encode())
        return whole and not got.missing

    async def _text(self, entry: int) -> bool:
        """Have the whole text there; whether it is."""
        if self._library.wholes.kept(entry):
            return True
        try:
            await self._texts.fetch(entry)
        except NoArticle:
            return True  # the page has no more than the feed gave
        except (FetchError, ParseError):
            return False
        return True
