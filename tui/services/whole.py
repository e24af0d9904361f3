"""Whole articles for entries: fetched from their pages, kept, and shown instead of what the feed gave."""

import asyncio
from collections.abc import Callable, Sequence

from tui.model.errors import FetchError, NoArticle, NotFound, ParseError, StoreError
from tui.model.page import PageArticle
from tui.services.pages import WholeArticles, may_be_private
from tui.services.sample import SITE
from tui.store.library import Library

SIDE_BY_SIDE = 6


class FullTexts:
    """Brings the pages of entries into the library."""

    def __init__(self, library: Library, articles: WholeArticles, clock: Callable[[], float]) -> None:
        self._library = library
        self._articles = articles
        self._clock = clock

    async def fetch(self, entry: int) -> int:
        """Fetch the page of an entry and show its article; of how many pages it was joined.

        Raises NotFound, a FetchError, a ParseError (NoArticle where the page has less than the feed gave), StoreError.
        """
        known = self._library.entries.article(entry)
        feed = self._library.feeds.get(known.entry.feed)
        url = known.entry.url
        if not url.startswith(("http://", "https://")) or url.startswith(SITE):
            raise NoArticle(url=url)
        article, pages = await self._articles.get(url, allow_private=may_be_private(feed, url))
        of_feed = known.text if known.full_text != "page" else ""
        if not worth_showing(article, of_feed):
            raise NoArticle(url=url)
        self._library.wholes.put(entry, article, url, pages, int(self._clock()))
        return pages

    async def by_itself(self, entry: int) -> int:
        """As ``fetch``, where no reader asked for it: a page that gives nothing is not asked for again at once."""
        try:
            return await self.fetch(entry)
        except (FetchError, ParseError):
            self._library.wholes.failed(entry, int(self._clock()))
            raise

    async def fill(self, feeds: Sequence[int]) -> int:
        """Fetch what feeds are set to have whole; how many came. One that fails is left for a later time."""
        now = int(self._clock())
        entries = [entry for feed in feeds for entry in self._library.wholes.wanted(feed, now)]
        slots = asyncio.Semaphore(SIDE_BY_SIDE)

        async def one(entry: int) -> bool:
            async with slots:
                try:
                    await self.by_itself(entry)
                except (FetchError, ParseError, NotFound, StoreError):
                    return False
                return True

        return sum(await asyncio.gather(*map(one, entries)))


def worth_showing(article: PageArticle, of_feed: str) -> bool:
    """Whether a page's article is one, and no less than what the feed gave."""
    size = len("".join(article.text.split()))
    return bool(size) and (article.is_article or size > 80) and size >= 0.7 * len("".join(of_feed.split()))
