"""The whole of an article from its page: what a saving asks for, and what it makes do with."""

import html
import re
import time
from collections.abc import Callable
from typing import Protocol

from tui.dataclass import dataclass
from tui.document.html import images, plain_text, to_document
from tui.document.sanitize import sanitize
from tui.extract.pager import joined
from tui.fetch.client import Fetcher
from tui.fetch.request import PAGE_LIMIT, FetchRequest, FetchResponse
from tui.model.saved import Page
from tui.services.pages import WholeArticles
from tui.store.whole import WholeText, page_fields
from tui.text.clean import clean_text, cut
from tui.text.decode import decode

_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{1,1000})", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")


@dataclass(frozen=True, slots=True)
class Whole:
    """What was found at an address: its pages as fetched, and the article in them where one could be made out."""

    pages: tuple[Page, ...] = ()
    text: WholeText | None = None


class WholeArticle(Protocol):
    """Finds the article at an address, its pager joined."""

    async def whole(self, url: str, *, wanted: bool, allow_private: bool) -> Whole:
        """The article; ``wanted`` says that there is no text yet, so that a poor one is better than none. FetchError.

        ``allow_private`` holds for the host of ``url``.
        """
        ...


class PageAsFetched:
    """Keeps the page and leaves the feed's own text; a page without a feed is read as it stands, menus and all."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], float] = time.time) -> None:
        self._fetcher = fetcher
        self._clock = clock

    async def whole(self, url: str, *, wanted: bool, allow_private: bool) -> Whole:
        """One page, and its text where it is wanted."""
        request = FetchRequest(url, limit=PAGE_LIMIT, kind="page", allow_private=allow_private)
        answer = await self._fetcher.get(request)
        page = page_of(url, answer, int(self._clock()))
        text = _plain_article(page) if wanted and page.type in _PAGES else None
        return Whole((page,), text)


class ExtractedPages:
    """Keeps all pages of an article, and the article in them."""

    def __init__(self, articles: WholeArticles, clock: Callable[[], float] = time.time) -> None:
        self._articles = articles
        self._clock = clock

    async def whole(self, url: str, *, wanted: bool, allow_private: bool) -> Whole:
        """The pages joined; no text where there is no article in them and another text is at hand."""
        found = await self._articles.collect(url, allow_private=allow_private)
        now = int(self._clock())
        article = joined([page for _, page in found])
        text = None
        if article.text and (article.is_article or wanted):
            text = WholeText(article.html, article.text, article.images, article.title, page_fields(article))
        return Whole(tuple(page_of(answer.url, answer, now) for answer, _ in found), text)


def page_of(asked: str, answer: FetchResponse, now: int) -> Page:
    """An answer as it is kept."""
    return Page(asked, answer.url, now, answer.body, answer.content_type, answer.charset)


def _plain_article(page: Page) -> WholeText | None:
    text = decode(page.body, page.charset).text
    body = sanitize(text, page.came_from)
    document = to_document(body, page.came_from)
    found = _TITLE.search(text)
    title = cut(clean_text(html.unescape(found[1])), 300) if found else ""
    plain = plain_text(document)
    return WholeText(body, plain, images(document), title) if plain else None
