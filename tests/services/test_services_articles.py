"""Whole articles from addresses: pages joined, failures told, nothing asked for that should not be."""

from collections.abc import AsyncIterator

import pytest

from tests.extract.pages import NOW, PARAGRAPHS, page
from tests.support.server import Reply, Server
from tui.extract.reader import PageReader
from tui.fetch.client import Fetcher, FetchSettings
from tui.model.errors import AddressRefused, HttpFailed, NoArticle
from tui.services.articles import Articles
from tui.worker.pool import Workers

HTML = {"Content-Type": "text/html; charset=utf-8"}


def part(number: int, last: int) -> Reply:
    pager = "".join(f"<a href=a_{at}.html>{at}</a> " for at in range(2, last + 1))
    body = (
        f"<p>{PARAGRAPHS[(number - 1) % 6]}</p><p>这是第{number}页的第二段文字，与其他各页都不相同，请继续往下读。</p>"
    )
    return Reply(page(f"{body}<p>{pager}</p><p><a href=b.html>下一篇</a></p>").encode(), HTML)


@pytest.fixture
async def articles() -> AsyncIterator[Articles]:
    async with Fetcher(FetchSettings()) as fetcher, Workers(size=1) as workers:
        yield Articles(fetcher, PageReader(workers), lambda: float(NOW))


async def test_pages_are_joined_and_progress_is_told(articles: Articles) -> None:
    told: list[tuple[int, int]] = []
    with Server() as server:
        server.route("/a.html", part(1, 3))
        server.route("/a_2.html", part(2, 3))
        server.route("/a_3.html", part(3, 3))
        article = await articles.get(
            server.url("/a.html"), allow_private=True, tell=lambda done, known: told.append((done, known))
        )
        assert server.paths == ["/a.html", "/a_2.html", "/a_3.html"]
    assert article.pages == 3
    assert article.text.count("页的第二段文字") == 3
    assert told == [(1, 3), (2, 3), (3, 3)]


async def test_where_a_later_page_fails_the_rest_is_told(articles: Articles) -> None:
    with Server() as server:
        server.route("/a.html", part(1, 3))
        server.route("/a_2.html", Reply(status=500))
        article = await articles.get(server.url("/a.html"), allow_private=True)
        assert article.next_pages == (server.url("/a_2.html"), server.url("/a_3.html"))
    assert article.pages == 1


async def test_what_is_no_article_is_told(articles: Articles) -> None:
    with Server() as server:
        server.route("/", Reply(b"<title>404</title><p>nothing</p>", HTML))
        with pytest.raises(NoArticle):
            await articles.whole(server.url("/"), allow_private=True)
        assert not (await articles.get(server.url("/"), allow_private=True)).is_article
        with pytest.raises(HttpFailed):
            await articles.get(server.url("/missing"), allow_private=True)
        with pytest.raises(AddressRefused):
            await articles.get(server.url("/"))
