"""The whole article by a key, through the desk's own process, from a real server."""

from pathlib import Path

from tests.extract import pages
from tests.screens.conftest import NOW, opened
from tests.support.feeds import rss
from tests.support.server import Reply, Server
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.store.library import Library
from tui.store.record import FetchRecord


def library_with(folder: Path, url: str, *, comments_feed: str = "") -> None:
    with Library.open(folder) as library:
        feed = library.feeds.add(url, "江沅", allow_private=True, now=NOW)
        entry = ParsedEntry(
            guid="1", url=url, title="旧车站", html="<p>一句话的摘要。</p>", text="一句话的摘要。",
            comments_feed=comments_feed,
        )  # fmt: skip
        library.refresh(feed, FetchRecord(), ParsedFeed(entries=(entry,)), NOW)


async def test_the_whole_article_and_back(tmp_path: Path) -> None:
    with Server() as server:
        server.route("/a.html", Reply(pages.modern().encode(), {"Content-Type": "text/html"}))
        library_with(tmp_path / "library", server.url("/a.html"))
        async with opened(tmp_path / "library") as driver:
            await driver.press("enter")
            assert "一句话的摘要" in driver.text()
            await driver.press("F")
            assert "江沅新闻网" in driver.text()
            assert "说明会由文化局副局长" in driver.text()
            assert "浏览 677" in driver.text()
            await driver.press("i")
            assert "程望舒" in driver.text()
            await driver.press("escape")
            await driver.press("F")
            assert "一句话的摘要" in driver.text()
            await driver.press("F")
            assert "说明会由文化局副局长" in driver.text()
        assert len([request for request in server.requests if request.path == "/a.html"]) == 1


async def test_comments_below_the_article_and_put_away(tmp_path: Path) -> None:
    with Server() as server:
        gate = server.gate()
        server.route("/comments", Reply(rss(["作者：程望舒", "作者：林舟"], text="写得好。"), gate=gate))
        library_with(tmp_path / "library", server.url("/a.html"), comments_feed=server.url("/comments"))
        async with opened(tmp_path / "library") as driver:
            await driver.press("enter")
            await driver.pilot.press("C")
            await driver.until(lambda: bool(server.requests), "the comments are asked for")
            await driver.press("x")
            assert "已取消" in driver.lines()[-1]
            gate.open()
            await driver.press("C")
            assert "评论 2 条" in driver.text()
            assert driver.text().index("程望舒") < driver.text().index("林舟")
            assert "2 条评论在正文下面" in driver.lines()[-1]
            await driver.press("s", "c")
            assert "評論 2 條" in driver.text()
            await driver.press("C")
            assert "寫得好" not in driver.text()
            server.route("/comments", Reply(b"", status=404))
            await driver.press("C")
            assert "404" in driver.lines()[-1]
            assert driver.main.newsroom.counts().entries == 1


async def test_an_article_opened_is_whole_where_its_feed_is_set_so(tmp_path: Path) -> None:
    with Server() as server:
        server.route("/a.html", Reply(pages.modern().encode(), {"Content-Type": "text/html"}))
        library_with(tmp_path / "library", server.url("/a.html"))
        with Library.open(tmp_path / "library") as library:
            library.feeds.update(library.feeds.all()[0].id, full_text="when short")
        async with opened(tmp_path / "library") as driver:
            assert server.requests == []
            await driver.press("enter")
            assert "全文来自网页" in driver.text()
            assert "说明会由文化局副局长" in driver.text()
            await driver.press("F", "escape", "enter")
            assert "一句话的摘要" in driver.text()
        assert len(server.requests) == 1


async def test_a_page_that_is_gone_is_told(tmp_path: Path) -> None:
    with Server() as server:
        server.route("/a.html", Reply(rss(["不是网页"]), status=404))
        library_with(tmp_path / "library", server.url("/a.html"))
        async with opened(tmp_path / "library") as driver:
            await driver.press("enter")
            await driver.press("F")
            assert "404" in driver.lines()[-1]
            assert "一句话的摘要" in driver.text()


async def test_x_gives_up_a_page_that_does_not_come(tmp_path: Path) -> None:
    with Server() as server:
        server.route("/a.html", Reply(pages.modern().encode(), delay=20))
        library_with(tmp_path / "library", server.url("/a.html"))
        async with opened(tmp_path / "library") as driver:
            await driver.press("enter")
            await driver.pilot.press("F")
            await driver.until(lambda: bool(server.requests), "the page is asked for")
            await driver.press("x")
            assert "已取消" in driver.lines()[-1]
            assert "一句话的摘要" in driver.text()
