"""Refreshing, from a real server into a real library."""

import asyncio

from tests.services.conftest import NOW, Bench
from tests.support.feeds import rss
from tests.support.server import Gate, Reply, redirect
from tui.i18n import choose_language, error_text
from tui.model.events import RefreshEnded, RefreshStarted
from tui.services.refresh import Refresher

FEED = Reply(rss(["甲", "乙", "丙"]), {"ETag": '"one"', "Content-Type": "application/rss+xml"}, conditional=True)


async def test_articles_arrive_and_a_second_time_nothing_new(bench: Bench) -> None:
    bench.server.route("/feed", FEED)
    feed = bench.add("/feed")
    first = (await bench.refresh())[0]
    assert (first.status, first.new, first.http_status) == ("ok", 3, 200)
    assert isinstance(bench.events[0], RefreshStarted)
    assert bench.events[-1] == RefreshEnded(1, 3, 0)
    second = (await bench.refresh())[0]
    assert (second.status, second.new, second.updated, second.http_status) == ("unchanged", 0, 0, 304)
    assert bench.server.requests[1].headers["if-none-match"] == '"one"'
    assert sorted(bench.titles()) == ["丙", "乙", "甲"]
    stored = bench.library.feeds.get(feed)
    assert (stored.title, stored.entries, stored.unread, stored.status) == ("报", 3, 3, "ok")
    assert stored.next_fetch is not None
    assert stored.next_fetch > NOW


async def test_the_same_bytes_without_validators_are_not_parsed_again(bench: Bench) -> None:
    bench.server.route("/feed", Reply(rss(["甲"])))
    bench.add("/feed")
    await bench.refresh()
    assert (await bench.refresh())[0].status == "unchanged"


async def test_an_update_keeps_what_the_reader_did(bench: Bench) -> None:
    bench.server.route("/feed", Reply(rss(["甲"])), Reply(rss(["甲"], text="改过的正文。")))
    bench.add("/feed")
    await bench.refresh()
    entry = bench.library.entries.ids()[0][1]
    bench.library.acts.act([entry], "starred", True, NOW)
    result = (await bench.refresh())[0]
    assert (result.new, result.updated) == (0, 1)
    article = bench.library.entries.article(entry)
    assert article.entry.starred
    assert "改过的正文" in article.text


async def test_each_failure_is_one_clear_line_and_loses_nothing(bench: Bench) -> None:
    choose_language("zh")
    broken = {
        "/gone": (Reply(status=410, reason="Gone"), "HTTP 410"),
        "/404": (Reply(status=404), "HTTP 404"),
        "/500": (Reply(status=500), "HTTP 500"),
        "/page": (Reply(b"<!doctype html><html><body>hello</body></html>"), "不是订阅源"),
        "/empty": (Reply(b""), "内容是空的"),
        "/loop": (redirect("/loop"), "转来转去"),
    }
    for path, (reply, _) in broken.items():
        bench.server.route(path, Reply(rss([f"{path} 的文章"])), reply)
        bench.add(path, f"报 {path}")
    await bench.refresh()
    results = await bench.refresh()
    for result, (path, (_, words)) in zip(results, broken.items(), strict=True):
        told = error_text(result.error)
        assert words in told, path
        assert path in told
        assert "\n" not in told
    assert len(bench.titles()) == len(broken)
    states = {feed.url.rsplit("/", 1)[1]: feed.status for feed in bench.library.feeds.all()}
    assert states.pop("gone") == "gone"
    assert set(states.values()) == {"error"}


async def test_a_dead_host_is_told(bench: Bench) -> None:
    choose_language("en")
    bench.library.feeds.add("http://127.0.0.1:1/feed", "Dead", allow_private=True, now=NOW)
    result = (await bench.refresh())[0]
    assert result.status == "error"
    assert "cannot be reached" in error_text(result.error)
    state = bench.library.feeds.states()[0]
    assert state.failures == 1
    assert state.next_fetch is not None
    assert state.next_fetch >= NOW + 600


async def test_truncated_xml_keeps_whole_items(bench: Bench) -> None:
    whole = rss(["甲", "乙", "丙"])
    bench.server.route("/feed", Reply(whole[: whole.index(b"</item>", whole.index(b"</item>") + 1) + 20]))
    bench.add("/feed")
    result = (await bench.refresh())[0]
    assert result.status == "ok"
    assert {"甲", "乙"} <= set(bench.titles())


async def test_a_wrong_charset_is_mended(bench: Bench) -> None:
    body = rss(["深化产业援疆"]).decode().replace('version="1.0"', 'version="1.0" encoding="utf-8"').encode("gb18030")
    bench.server.route("/feed", Reply(body, {"Content-Type": "text/xml; charset=utf-8"}))
    bench.add("/feed")
    await bench.refresh()
    assert bench.titles() == ["深化产业援疆"]


async def test_a_lasting_move_is_kept_the_second_time(bench: Bench) -> None:
    bench.server.route("/old", redirect("/new", 301))
    bench.server.route("/new", Reply(rss(["甲"])))
    feed = bench.add("/old")
    await bench.refresh()
    assert bench.library.feeds.get(feed).url.endswith("/old")
    await bench.refresh()
    assert bench.library.feeds.get(feed).url.endswith("/new")
    await bench.refresh()
    assert bench.server.requests[-1].target == "/new"
    assert bench.titles() == ["甲"]


async def test_private_addresses_are_not_asked(bench: Bench) -> None:
    bench.library.feeds.add(bench.server.url("/feed"), now=NOW)
    result = (await bench.refresh())[0]
    assert result.status == "error"
    assert bench.server.requests == []


async def test_one_slow_feed_holds_up_nobody_and_cancelling_keeps_what_is_done(bench: Bench) -> None:
    gate = Gate(bench.server)
    bench.server.route("/slow", Reply(rss(["慢"]), gate=gate))
    bench.add("/slow")
    for number in range(5):
        bench.server.route(f"/{number}", Reply(rss([f"快{number}"], link=f"https://example.org/{number}")))
        bench.add(f"/{number}")
    refresher = Refresher(bench.library, bench.fetcher, bench.reader, clock=bench.clock)
    five = asyncio.Event()

    def heard(event: object) -> None:
        bench.events.append(event)  # type: ignore[arg-type]
        if len(bench.events) == 6:
            five.set()

    task = asyncio.create_task(refresher.refresh(bench.library.feeds.states(), heard))
    async with asyncio.timeout(20):
        await five.wait()
    task.cancel()
    ended = await task
    gate.open()
    assert (ended.done, ended.new, ended.cancelled) == (5, 5, True)
    assert len(bench.titles()) == 5


async def test_unsubscribed_while_under_way(bench: Bench) -> None:
    bench.server.route("/feed", FEED)
    feed = bench.add("/feed")
    states = bench.library.feeds.states()
    bench.library.feeds.remove([feed], NOW)
    await Refresher(bench.library, bench.fetcher, bench.reader, clock=bench.clock).refresh(states, bench.events.append)
    assert bench.titles() == []
