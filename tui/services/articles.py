"""Whole articles: a page fetched, read in the worker, and joined with the pages that follow it."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from tui.extract.article import Extracted
from tui.extract.pager import MOST, join_pages
from tui.extract.reader import PageReader
from tui.fetch.address import normalise
from tui.fetch.client import Fetcher
from tui.fetch.request import PAGE_LIMIT, FetchRequest
from tui.model.errors import FetchError, NoArticle, ParseError

Tell = Callable[[int, int], None]


def _silent(done: int, known: int) -> None:
    """Tells nobody."""


class Articles:
    """Gets articles by their address."""

    def __init__(self, fetcher: Fetcher, reader: PageReader, clock: Callable[[], float]) -> None:
        self._fetcher = fetcher
        self._reader = reader
        self._clock = clock

    async def get(self, url: str, *, allow_private: bool = False, tell: Tell = _silent) -> Extracted:
        """The whole article at an address, its pages joined; `tell` hears how many of how many known pages are read.

        Raises a FetchError or ParseError for the first page; where a later one fails, the pages before it are given
        and the rest stays in ``next_pages``. Only pages on the same host are followed.
        """
        first = await self._page(normalise(url), allow_private=allow_private)
        pages, waiting, seen = [first], list(first.next_pages), {first.url}
        tell(1, 1 + len(waiting))
        while waiting and len(pages) < MOST:
            following = waiting.pop(0)
            if following in seen or urlsplit(following).hostname != urlsplit(first.url).hostname:
                continue
            seen.add(following)
            try:
                page = await self._page(following, allow_private=allow_private)
            except (FetchError, ParseError):
                waiting.insert(0, following)
                break
            if not page.text:
                break
            pages.append(page)
            waiting += [one for one in page.next_pages if one not in seen and one not in waiting]
            tell(len(pages), len(pages) + len(waiting))
        whole = join_pages(pages) if len(pages) > 1 else first
        return replace(whole, next_pages=tuple(waiting))

    async def whole(self, url: str, *, allow_private: bool = False, tell: Tell = _silent) -> Extracted:
        """As `get`, but raises NoArticle where the page holds none."""
        article = await self.get(url, allow_private=allow_private, tell=tell)
        if not article.is_article:
            raise NoArticle(url=url)
        return article

    async def _page(self, url: str, *, allow_private: bool) -> Extracted:
        response = await self._fetcher.get(
            FetchRequest(url, limit=PAGE_LIMIT, allow_private=allow_private, kind="page")
        )
        return await self._reader.read(response.body, response.url, charset=response.charset, now=int(self._clock()))
