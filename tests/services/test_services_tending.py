"""Routes of RSSHub by whichever instance answers; a look before one subscribes; feeds, tended."""

import pytest

from tests.services.conftest import Bench
from tests.support.feeds import rss
from tests.support.server import Reply, Server
from tui.fetch.instances import ByInstances, route
from tui.i18n import choose_language
from tui.model.errors import BadAddress, Duplicate, HttpFailed
from tui.services.refresh import Refresher
from tui.services.subscribe import Subscriber, Wish
from tui.services.tending import Tending
from tui.services.writing import Writer

DOWN = Reply(b"", status=503)


async def test_a_route_is_fetched_from_the_instance_that_answers(bench: Bench) -> None:
    with Server() as second:
        bench.server.route("/news/top", DOWN)
        first, later = (Reply(rss(titles, title="榜")) for titles in (["甲", "乙"], ["丙", "甲", "乙"]))
        second.route("/news/top", first, later, DOWN)
        door = ByInstances(bench.fetcher, (bench.server.url("/"), second.url("/")))
        done = await Subscriber(bench.library, door, bench.reader, bench.clock).add(Wish("RSSHUB://news/top/"))
        assert (done.url, done.new) == ("rsshub://news/top", 2)
        refresher = Refresher(bench.library, door, bench.reader, clock=bench.clock)
        (state,) = bench.library.feeds.states()
        assert (await refresher.refresh_one(state)).new == 1
        # The one that answered is asked first from then on.
        assert (len(bench.server.requests), len(second.requests)) == (1, 2)
        (state,) = bench.library.feeds.states()
        failed = await refresher.refresh_one(state)
        assert failed.status == "error"
        assert (len(bench.server.requests), len(second.requests)) == (2, 3)
        assert bench.library.feeds.all()[0].url == "rsshub://news/top"


async def test_a_route_without_instances_or_path_is_refused(bench: Bench) -> None:
    with pytest.raises(BadAddress):
        await Subscriber(bench.library, ByInstances(bench.fetcher, ()), bench.reader, bench.clock).add(
            Wish("rsshub://news")
        )
    for bad in ("rsshub://", "rsshub:///", "rsshub://a b", "rsshub://\x1b[31m"):
        with pytest.raises(BadAddress):
            route(bad)
    assert route("rsshub://../../etc?x=1#y") == "rsshub://../../etc?x=1"


async def test_a_look_tells_what_would_come_and_stores_nothing(bench: Bench) -> None:
    bench.server.route("/feed", Reply(rss([f"第{n}篇" for n in range(12)], title="我的报")))
    wish = Wish(bench.server.url("/feed"), allow_private=True)
    found = await bench.subscriber().look(wish)
    assert (found.title, found.entries, len(found.newest), found.known) == ("我的报", 12, 8, False)
    assert bench.library.feeds.all() == []
    await bench.subscriber().add(wish)
    assert (await bench.subscriber().look(wish)).known
    with pytest.raises(HttpFailed):
        await bench.subscriber().look(Wish(bench.server.url("/none"), allow_private=True))


async def test_a_failing_feed_is_told_of_and_moved(bench: Bench) -> None:
    choose_language("zh")
    bench.server.route("/old", Reply(b"", status=404))
    bench.server.route("/new", Reply(rss(["甲"])))
    feed, other = bench.add("/old", "旧报"), bench.add("/new", "新报")
    await bench.refresh(feed, other)
    writer = Writer(bench.library.folder)
    tending = Tending(bench.library, writer, lambda: bench.now)
    try:
        (health,) = tending.troubled()
        assert (health.kind, health.bad) == ("failing", True)
        assert tending.words(health).startswith("这次没读到：")
        assert tending.remedies(health) == ["retry", "address", "pause", "unsubscribe"]
        with pytest.raises(Duplicate):
            await tending.new_address(feed, bench.server.url("/new"))
        await tending.new_address(feed, "rsshub://news")
        assert bench.library.feeds.get(feed).url == "rsshub://news"
        await tending.to_folder("feed", str(other), "新闻/国际")
        await tending.rename("folder", "新闻/国际", "世界")
        await tending.to_folder("folder", "新闻/世界", "")
        assert tending.folders() == ["世界", "新闻"]
        await tending.rename("feed", str(other), "")
        assert bench.library.feeds.get(other).title == "报"
        await tending.pause(feed)
        assert [each.kind for each in tending.troubled()] == ["paused"]
    finally:
        writer.close()
