"""Saving from a real server: what comes is kept, what fails is told and tried again."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.export.conftest import png
from tests.store.made import fill, item
from tests.support.server import Reply, Server
from tui.fetch.client import Fetcher
from tui.fetch.request import FetchSettings
from tui.model.errors import BadAddress, from_stored
from tui.model.events import EntryKept, Event, SavingEnded, SavingStarted, from_plain, to_plain
from tui.model.saved import Page
from tui.services import pictures
from tui.services.kept_pages import Whole
from tui.services.saving import HOPELESS, Saver
from tui.store.library import Library
from tui.store.whole import WholeText

NOW = 1_795_000_000
TYPE = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Desk:
    """A library with a feed of a loopback server, and a saver with a clock that the test sets."""

    library: Library
    server: Server
    fetcher: Fetcher
    now: int = NOW
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.feed = self.library.feeds.add(self.server.url("/feed"), allow_private=True, now=self.now)

    def entry(self, name: str, html: str = "", text: str = "正文") -> int:
        """An entry of that feed, marked as saved."""
        arrived = item(name, url=self.server.url(f"/{name}"), html=html, text=text)
        (entry,) = fill(self.library, self.feed, arrived, now=self.now).new
        self.library.acts.act([entry], "saved", True, self.now)
        return entry

    def saver(self, whole: object = None) -> Saver:
        return Saver(self.library, self.fetcher, whole, clock=lambda: self.now)  # type: ignore[arg-type]

    async def save(self, *entries: int, whole: object = None) -> list[EntryKept]:
        self.events.clear()
        await self.saver(whole).save(entries, self.events.append)
        return sorted((e for e in self.events if isinstance(e, EntryKept)), key=lambda e: e.entry)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    with Server() as server, Library.open(tmp_path / "library") as library:
        async with Fetcher(FetchSettings(deadline=5.0)) as fetcher:
            yield Desk(library, server, fetcher)


async def test_page_and_pictures_are_kept(desk: Desk) -> None:
    desk.server.route("/a", Reply("<title>甲</title><p>网页原文</p>".encode(), TYPE))
    desk.server.route("/1.png", Reply(png(grey=1)))
    desk.server.route("/2.png", Reply(png(grey=2), {"Content-Type": "text/plain"}))
    entry = desk.entry(
        "a", f'<p>正文</p><img src="{desk.server.url("/1.png")}"><img src="{desk.server.url("/2.png")}">'
    )
    (kept,) = await desk.save(entry)
    assert (kept.status, kept.pictures, kept.missing, kept.error) == ("done", 2, 0, "")
    assert [type(event) for event in desk.events] == [SavingStarted, EntryKept, SavingEnded]
    assert [from_plain(to_plain(event)) for event in desk.events] == desk.events
    shelf = desk.library.shelf
    assert [picture.type for picture in shelf.pictures(entry)] == ["image/png", "image/png"]
    (page,) = shelf.pages(entry)
    assert (page.body.decode(), page.came_from, page.fetched) == (
        "<title>甲</title><p>网页原文</p>", desk.server.url("/a"), NOW,
    )  # fmt: skip
    # The feed's own text stays until something finds the article in the page.
    assert desk.library.entries.article(entry).text == "正文"
    assert shelf.pending(NOW) == []


async def test_no_referer_and_no_cookie_is_sent(desk: Desk) -> None:
    desk.server.route("/a", Reply(b"<p>x</p>", {**TYPE, "Set-Cookie": "a=b"}))
    desk.server.route("/1.png", Reply(png()))
    await desk.save(desk.entry("a", f'<img src="{desk.server.url("/1.png")}">'))
    assert desk.server.paths == ["/a", "/1.png"]
    assert not {"referer", "cookie"} & {name for request in desk.server.requests for name in request.headers}


async def test_a_failure_keeps_what_there_is_and_is_tried_again(desk: Desk) -> None:
    desk.server.route("/a", Reply(b"<p>x</p>", TYPE))
    desk.server.route("/1.png", Reply(png()))
    desk.server.route("/2.png", Reply(status=503), Reply(png(grey=9)))
    entry = desk.entry("a", "".join(f'<img src="{desk.server.url(f"/{n}.png")}">' for n in (1, 2)))
    (kept,) = await desk.save(entry)
    assert (kept.status, kept.pictures, kept.missing) == ("partial", 1, 1)
    error = from_stored(kept.error)
    assert error is not None
    assert error.code == "http-failed"
    assert await desk.saver().save_pending(desk.events.append) is None
    desk.now += 300
    desk.server.requests.clear()
    ended = await desk.saver().save_pending(desk.events.append)
    assert ended == SavingEnded(1, 0)
    assert desk.server.paths == ["/2.png"]
    assert len(desk.library.shelf.pictures(entry)) == 2
    assert desk.library.shelf.pending(desk.now + HOPELESS) == []


async def test_without_network_all_is_tried_again_when_it_is_back(desk: Desk) -> None:
    with Server() as other:
        dead = other.url("/x")
    arrived = item("x", url=dead, html="<p>正文</p>")
    (entry,) = fill(desk.library, desk.feed, arrived, now=NOW).new
    desk.library.acts.act([entry], "saved", True, NOW)
    for tries in range(3):
        (kept,) = await desk.save(entry)
        assert kept.status == "failed"
        saving = desk.library.shelf.saving(entry)
        assert saving is not None
        assert saving.next_try == NOW + 300 * 2**tries
    assert desk.library.entries.article(entry).text == "正文 x"
    assert desk.library.shelf.hurry(NOW) == 1
    assert len(desk.library.shelf.pending(NOW)) == 1


async def test_what_no_try_can_help_is_hardly_tried(desk: Desk) -> None:
    desk.server.route("/a", Reply(b"<p>x</p>", TYPE))
    desk.server.route("/svg", Reply(b"<svg onload='alert(1)'/>", {"Content-Type": "image/svg+xml"}))
    urls = [desk.server.url("/svg"), desk.server.url("/gone.png"), "http://10.0.0.1/private.png"]
    entry = desk.entry("a", "".join(f'<img src="{url}">' for url in urls))
    (kept,) = await desk.save(entry)
    assert (kept.status, kept.missing) == ("partial", 3)
    saving = desk.library.shelf.saving(entry)
    assert saving is not None
    assert saving.next_try == NOW + HOPELESS
    assert not (desk.library.folder / "images").exists()


async def test_private_addresses_are_asked_only_where_the_reader_allowed_that_host(desk: Desk) -> None:
    with Server() as other:
        other.route("/1.png", Reply(png()))
        desk.server.route("/a", Reply(b"<p>x</p>", TYPE))
        entry = desk.entry("a", f'<img src="{other.url("/1.png")}">')
        (kept,) = await desk.save(entry)
        assert other.requests == []
        assert kept.missing == 1
        with desk.library._db.write():
            desk.library._db.run("UPDATE feed SET allow_private = 0")
        desk.server.requests.clear()
        (kept,) = await desk.save(desk.entry("b"))
        assert desk.server.requests == []
        assert kept.status == "failed"


async def test_bounds_of_size_and_number(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 500)
    monkeypatch.setattr(pictures, "MOST", 2)
    desk.server.route("/a", Reply(b"<p>x</p>", TYPE))
    for number in (1, 2, 3):
        desk.server.route(f"/{number}.png", Reply(png(grey=number) + bytes(1000 if number == 2 else 0)))
    entry = desk.entry("a", "".join(f'<img src="{desk.server.url(f"/{n}.png")}">' for n in (1, 2, 3)))
    (kept,) = await desk.save(entry)
    assert (kept.pictures, kept.missing) == (1, 2)
    assert "/3.png" not in desk.server.paths


async def test_a_disk_that_takes_nothing_is_told_and_stops_no_other(desk: Desk) -> None:
    (desk.library.folder / "images").write_text("in the way")
    for name in ("a", "b"):
        desk.server.route(f"/{name}", Reply(b"<p>x</p>", TYPE))
    desk.server.route("/1.png", Reply(png()))
    first, second = desk.entry("a", f'<img src="{desk.server.url("/1.png")}">'), desk.entry("b")
    kept = await desk.save(first, second)
    error = from_stored(kept[0].error)
    assert error is not None
    assert error.code == "cannot-write"
    assert [each.status for each in kept] == ["failed", "done"]
    assert [saving.entry for saving in desk.library.shelf.pending(NOW)] == [first]


async def test_an_address_becomes_an_article(desk: Desk) -> None:
    body = "<title>一页 &amp; 网页</title><script>x</script><p>全文在此。</p>".encode("gb18030")
    desk.server.route("/page", Reply(body, {"Content-Type": "text/html; charset=gbk"}))
    saver = desk.saver()
    entry = saver.entry_for(desk.server.url("/page"), allow_private=True)
    assert saver.entry_for(desk.server.url("/page")) == entry
    (kept,) = await desk.save(entry)
    article = desk.library.entries.article(entry)
    assert (article.entry.title, article.text, article.entry.saved) == ("一页 & 网页", "全文在此。", True)
    assert article.entry.summary == "全文在此。"
    assert kept.title == "一页 & 网页"
    assert [row.id for row in desk.library.entries.rows([entry])] == [entry]
    with pytest.raises(BadAddress):
        saver.entry_for("javascript:alert(1)")


async def test_a_whole_article_replaces_the_feeds_text(desk: Desk) -> None:
    class Found:
        async def whole(self, url: str, *, wanted: bool, allow_private: bool) -> Whole:
            assert (wanted, allow_private) == (False, True)
            pages = tuple(Page(f"{url}?{n}", url, NOW, b"x") for n in (1, 2))
            return Whole(pages, WholeText(f'<p>全文</p><img src="{desk.server.url("/1.png")}">', "全文"))

    desk.server.route("/1.png", Reply(png()))
    entry = desk.entry("a", "<p>短</p>")
    (kept,) = await desk.save(entry, whole=Found())
    assert (kept.status, kept.pictures) == ("done", 1)
    assert desk.library.entries.article(entry).text == "全文"
    assert len(desk.library.shelf.pages(entry)) == 2


async def test_a_page_with_less_than_the_feed_leaves_its_text_and_pictures(desk: Desk) -> None:
    class Stub:
        async def whole(self, url: str, *, wanted: bool, allow_private: bool) -> Whole:
            return Whole((Page(url, url, NOW, b"x"),), WholeText("<p>请登录</p>", "请登录"))

    desk.server.route("/1.png", Reply(png()))
    entry = desk.entry("a", f'<p>正文</p><img src="{desk.server.url("/1.png")}">', "很长的正文")
    (kept,) = await desk.save(entry, whole=Stub())
    assert (kept.status, kept.pictures) == ("done", 1)
    assert desk.library.entries.article(entry).text == "很长的正文"
    assert len(desk.library.shelf.pages(entry)) == 1


async def test_one_failure_stops_no_other(desk: Desk) -> None:
    entries = [desk.entry(str(number)) for number in range(8)]
    for number in (1, 3, 5, 7):
        desk.server.route(f"/{number}", Reply(b"<p>x</p>", TYPE))
    kept = await desk.save(*entries, 999)
    assert [each.status for each in kept] == ["failed", "done"] * 4 + ["failed"]
    assert desk.events[-1] == SavingEnded(9, 5)
