"""From an address to a subscription."""

import pytest

from tests.services.conftest import Bench
from tests.support.feeds import rss
from tests.support.server import Reply
from tui.model.errors import BadAddress, Duplicate, HttpFailed, NotAFeed
from tui.services.subscribe import Wish

PAGE = b"""<!doctype html><html><head><title>Site</title>
<link rel="alternate" type="application/rss+xml" title="All" href="/all.xml">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml"></head></html>"""


async def test_a_feeds_address(bench: Bench) -> None:
    bench.server.route("/feed", Reply(rss(["甲", "乙"], title="我的报")))
    done = await bench.subscriber().add(Wish(bench.server.url("/feed"), folder="科技", allow_private=True))
    assert (done.title, done.new) == ("我的报", 2)
    feed = bench.library.feeds.get(done.feed)
    assert (feed.folder, feed.title, feed.entries) == ("科技", "我的报", 2)


async def test_a_site_names_its_feeds(bench: Bench) -> None:
    bench.server.route("/", Reply(PAGE, {"Content-Type": "text/html"}))
    bench.server.route("/all.xml", Reply(rss(["甲"])))
    subscriber = bench.subscriber()
    choices = await subscriber.add(Wish(bench.server.url("/"), allow_private=True), choose=True)
    assert choices.feed == 0
    assert [found.title for found in choices.choices] == ["All", "Comments"]
    done = await subscriber.add(Wish(bench.server.url("/"), allow_private=True))
    assert done.url.endswith("/all.xml")


async def test_a_site_that_names_none_is_looked_through(bench: Bench) -> None:
    bench.server.route("/", Reply(b"<html><body>hello</body></html>", {"Content-Type": "text/html"}))
    bench.server.route("/feed", Reply(rss(["甲"])))
    done = await bench.subscriber().add(Wish(bench.server.url("/"), allow_private=True))
    assert done.new == 1


async def test_what_is_no_feed_is_refused_and_nothing_is_stored(bench: Bench) -> None:
    bench.server.route("/", Reply(b"<html><body>hello</body></html>", {"Content-Type": "text/html"}))
    subscriber = bench.subscriber()
    with pytest.raises(NotAFeed):
        await subscriber.add(Wish(bench.server.url("/"), allow_private=True))
    with pytest.raises(HttpFailed):
        await subscriber.add(Wish(bench.server.url("/missing"), allow_private=True))
    with pytest.raises(BadAddress):
        await subscriber.add(Wish("javascript:alert(1)"))
    assert bench.library.feeds.all() == []


async def test_twice_is_told(bench: Bench) -> None:
    bench.server.route("/feed", Reply(rss(["甲"])))
    await bench.subscriber().add(Wish(bench.server.url("/feed"), allow_private=True))
    with pytest.raises(Duplicate):
        await bench.subscriber().add(Wish(bench.server.url("/feed"), allow_private=True))
