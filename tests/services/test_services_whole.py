"""Whole articles: fetched from a real server, kept beside the feed's text, shown, searched, and left again."""

import pytest

from tests.extract import pages
from tests.services.conftest import NOW, Bench
from tests.support.feeds import rss
from tests.support.server import Reply
from tui.extract.reader import PageReader
from tui.model.errors import AddressRefused, HttpFailed, NoArticle
from tui.query.parse import parse_query
from tui.services.pages import WholeArticles
from tui.services.whole import FullTexts
from tui.worker.pool import Workers


async def with_texts(bench: Bench, workers: Workers) -> FullTexts:
    articles = WholeArticles(bench.fetcher, PageReader(workers), bench.clock)
    return FullTexts(bench.library, articles, bench.clock)


def feed_of(bench: Bench, page: bytes, full_text: str = "never") -> int:
    """Subscribes to a feed of one entry whose page is ``page``; the entry's link ends in /1."""
    bench.server.route("/1", Reply(page, {"Content-Type": "text/html"}))
    bench.server.route("/feed", Reply(feed_body(bench, "一句话的摘要。")))
    feed = bench.add("/feed")
    bench.library.feeds.update(feed, full_text=full_text)
    return feed


def feed_body(bench: Bench, text: str) -> bytes:
    return rss(["旧车站"], link=bench.server.url(""), text=text)


def only_entry(bench: Bench) -> int:
    return bench.library.entries.ids()[0][1]


async def test_the_page_is_kept_shown_and_left_again(bench: Bench) -> None:
    feed_of(bench, pages.tables().encode("gb18030"))
    await bench.refresh()
    entry = only_entry(bench)
    async with Workers(1) as workers:
        assert await (await with_texts(bench, workers)).fetch(entry) == 1
    article = bench.library.entries.article(entry)
    assert (article.full_text, article.pages, article.views) == ("page", 1, 677)
    assert article.text.startswith(pages.LEAD)
    assert dict(article.credits)["责编"] == "史小健"
    assert article.path == ("首页", "资讯", "城事", "焦点")
    assert article.entry.source == "江沅晚报"
    assert "图书馆" in article.entry.tags
    assert [hit.id for hit in bench.library.search(parse_query("贺广林", NOW))] == [entry]
    bench.library.wholes.show(entry, "feed")
    article = bench.library.entries.article(entry)
    assert (article.full_text, article.text) == ("feed", "旧车站：一句话的摘要。")
    assert bench.library.search(parse_query("贺广林", NOW)) == []
    bench.library.wholes.show(entry, "page")
    assert bench.library.entries.article(entry).text.startswith(pages.LEAD)


async def test_a_refresh_leaves_the_page_shown(bench: Bench) -> None:
    feed_of(bench, pages.modern().encode())
    await bench.refresh()
    entry = only_entry(bench)
    async with Workers(1) as workers:
        await (await with_texts(bench, workers)).fetch(entry)
    bench.server.route("/feed", Reply(feed_body(bench, "一句话的新摘要。")))
    await bench.refresh()
    assert bench.library.entries.article(entry).full_text == "page"
    bench.library.wholes.show(entry, "feed")
    assert bench.library.entries.article(entry).text == "旧车站：一句话的新摘要。"


@pytest.mark.parametrize(("setting", "come"), [("never", 0), ("when short", 1), ("always", 1)])
async def test_by_the_feeds_setting(bench: Bench, setting: str, come: int) -> None:
    feed = feed_of(bench, pages.modern().encode(), setting)
    await bench.refresh()
    assert bench.library.wholes.wanting([feed, feed + 1]) == [feed] * come
    async with Workers(1) as workers:
        texts = await with_texts(bench, workers)
        assert await texts.fill([feed]) == come
        assert await texts.fill([feed]) == 0


async def test_what_gave_nothing_is_left_alone_for_a_while_and_in_the_end_for_good(bench: Bench) -> None:
    feed = feed_of(bench, b"<title>404</title><h1>404</h1>", "always")
    await bench.refresh()

    def asked() -> int:
        return bench.server.paths.count("/1")

    async with Workers(1) as workers:
        texts = await with_texts(bench, workers)
        counts = []
        for hours in (0, 0.5, 0.6, 1, 1.5, 9, 9):
            bench.now += int(hours * 3600)
            await texts.fill([feed])
            counts.append(asked())
        assert counts == [1, 1, 2, 2, 3, 3, 3]
        entry = only_entry(bench)
        assert not bench.library.wholes.wants(entry, bench.now)
        bench.server.route("/1", Reply(pages.modern().encode(), {"Content-Type": "text/html"}))
        await texts.fetch(entry)
        assert bench.library.entries.article(entry).full_text == "page"


async def test_a_feed_the_reader_allowed_names_no_other_private_host(bench: Bench) -> None:
    bench.server.route("/feed", Reply(rss(["旧车站"], link="http://127.0.0.2:9", text="短。")))
    bench.add("/feed")
    await bench.refresh()
    async with Workers(1) as workers:
        with pytest.raises(AddressRefused):
            await (await with_texts(bench, workers)).fetch(only_entry(bench))


async def test_what_cannot_be_had_is_told_and_loses_nothing(bench: Bench) -> None:
    feed_of(bench, b"<title>404</title><h1>404</h1>")
    await bench.refresh()
    entry = only_entry(bench)
    async with Workers(1) as workers:
        texts = await with_texts(bench, workers)
        with pytest.raises(NoArticle):
            await texts.fetch(entry)
        bench.server.route("/1", Reply(b"", status=500))
        with pytest.raises(HttpFailed):
            await texts.fetch(entry)
    assert bench.library.entries.article(entry).text == "旧车站：一句话的摘要。"


async def test_fetched_again_while_the_feeds_text_is_shown_is_no_change_of_the_article(bench: Bench) -> None:
    feed_of(bench, pages.modern().encode())
    await bench.refresh()
    entry = only_entry(bench)
    async with Workers(1) as workers:
        texts = await with_texts(bench, workers)
        await texts.fetch(entry)
        bench.library.wholes.show(entry, "feed")
        await texts.fetch(entry)
        assert bench.library.versions.count(entry) == 0
        changed = pages.modern().replace("两千多张", "三千多张").encode()
        bench.server.route("/1", Reply(changed, {"Content-Type": "text/html"}))
        await texts.fetch(entry)
        assert bench.library.versions.count(entry) == 1
