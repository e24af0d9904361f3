"""Whole articles: a page fetched, read, and joined with the pages that go on from it."""

from collections.abc import Callable
from pathlib import Path

from tui.extract.job import own_rules
from tui.extract.pager import joined
from tui.extract.reader import PageReader
from tui.fetch.client import Fetcher, FetchRequest, FetchResponse
from tui.fetch.request import PAGE_LIMIT
from tui.model.errors import FetchError, ParseError
from tui.model.feed import Feed
from tui.model.page import PageArticle
from tui.services.pictures import host_of
from tui.worker.pool import Workers

MOST_PAGES = 20


def page_reader(workers: Workers, config: Path) -> PageReader:
    """A reader of pages that knows the rules for sites, the reader's own among them."""
    return PageReader(workers, own_rules(config.parent / "sites"))


def may_be_private(feed: Feed, url: str) -> bool:
    """Whether an address that a feed names may lie in the reader's network: on the host he allowed, and no other."""
    return feed.allow_private and host_of(url) == host_of(feed.url)


class WholeArticles:
    """Gets the article at an address, however many pages it is spread over."""

    def __init__(self, fetcher: Fetcher, reader: PageReader, clock: Callable[[], float]) -> None:
        self._fetcher = fetcher
        self._reader = reader
        self._clock = clock

    async def get(self, url: str, *, allow_private: bool = False, override: str = "") -> tuple[PageArticle, int]:
        """The article and of how many pages it was joined. Raises a FetchError or ParseError for the first page.

        A later page that fails ends the joining; what came before it is kept.
        """
        pages = [page for _, page in await self.collect(url, allow_private=allow_private, override=override)]
        return joined(pages), len(pages)

    async def collect(
        self, url: str, *, allow_private: bool = False, override: str = ""
    ) -> list[tuple[FetchResponse, PageArticle]]:
        """The pages of an article as they came, each with what was read from it; raises as ``get`` does."""
        answer, first = await self._page(url, allow_private, override)
        pages, known = [(answer, first)], {url, *first.next_pages}
        waiting = list(first.next_pages)
        while waiting and len(pages) < MOST_PAGES:
            try:
                page = await self._page(waiting.pop(0), allow_private, override)
            except (FetchError, ParseError):
                break
            pages.append(page)
            fresh = [address for address in page[1].next_pages if address not in known]
            known.update(fresh)
            waiting += fresh
        return pages

    async def _page(self, url: str, allow_private: bool, override: str) -> tuple[FetchResponse, PageArticle]:
        response = await self._fetcher.get(
            FetchRequest(url, limit=PAGE_LIMIT, allow_private=allow_private, kind="page")
        )
        now = int(self._clock())
        page = await self._reader.read(
            response.body, response.url, charset=response.charset, override=override, now=now
        )
        return response, page
