"""Pictures in the article, by key and by setting, through the desk's own process, from a real server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.export.conftest import png
from tests.screens.conftest import NOW, Driver, opened
from tests.support.server import Reply, Server
from tui.config.settings import Reading, Settings
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.picture.cells import HALF
from tui.store.library import Library
from tui.store.record import FetchRecord

TEXT = "渡口的旧车站在两年前停用，如今改作图书馆，每天有三百多人进出。" * 4


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Server]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Server() as running:
        running.route("/1.png", Reply(striped(400, 200)))
        running.route("/3.png", Reply(b"<svg/>"))
        yield running


def striped(width: int, height: int) -> bytes:
    """A picture whose lines differ, so that half blocks are needed to draw it."""
    from io import BytesIO

    from PIL import Image

    image = Image.new("RGB", (width, height))
    for y in range(height):
        image.paste((y * 255 // height, 40, 200), (0, y, width, y + 1))
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def library_with(folder: Path, server: Server, **feed: str) -> None:
    """Three articles: two with pictures of which one comes, and one without any."""

    def entry(number: int, *pictures: str) -> ParsedEntry:
        figures = [
            f'<figure><img src="{server.url(each)}"><figcaption>图 {each}</figcaption></figure>' for each in pictures
        ]
        body = "".join(f"<p>{TEXT}</p>{figure}" for figure in (*figures, ""))
        url = server.url(f"/{number}")
        return ParsedEntry(
            guid=str(number), url=url, title=f"第{number}篇", html=body, text=TEXT, published=NOW - number
        )

    with Library.open(folder) as library:
        id_ = library.feeds.add(server.url("/feed"), "图报", allow_private=True, now=NOW)
        parsed = ParsedFeed(entries=(entry(1, "/1.png", "/2.png", "/3.png"), entry(2, "/1.png"), entry(3)))
        library.refresh(id_, FetchRecord(), parsed, NOW)
        if feed:
            library.feeds.update(id_, **feed)


def drawn(driver: Driver) -> int:
    """Lines of the screen with a picture on them."""
    return sum(HALF * 10 in line for line in driver.lines())


def asked(server: Server) -> list[str]:
    return sorted(path for path in server.paths if path.endswith(".png"))


async def test_pictures_come_by_key_and_the_place_stays(tmp_path: Path, server: Server) -> None:
    library_with(tmp_path / "library", server)
    async with opened(tmp_path / "library", (120, 60)) as driver:
        await driver.press("enter", "j", "j", "k", "k", "pagedown", "g")
        assert "3 幅图，按 w 看" in driver.text()
        assert server.requests == []
        await driver.press("w")
        assert asked(server) == ["/1.png", "/2.png", "/3.png"]
        assert all("referer" not in request.headers for request in server.requests)
        assert 5 < drawn(driver) <= 60 * 0.6
        text = driver.text()
        assert "服务器返回 HTTP 404" in text
        assert "SVG 图，不显示" in text
        assert "图 /1.png" in text
        article, main = driver.main.article, driver.main
        # In the middle of the picture, at every size; nothing is asked of the server for that.
        await driver.pilot.resize_terminal(120, 24)
        await driver.until(lambda: not article.missing_pictures(kept=True), "pixels for the first size")
        while article._figure_at_top() is None:
            assert article.scroll_lines(1)
        article.scroll_lines(4)
        for size in ((60, 30), (120, 20), (120, 24)):
            await driver.pilot.resize_terminal(*size)
            await driver.until(lambda: not article.missing_pictures(kept=True), "pixels for the new size")
            within = article._figure_at_top()
            assert within is not None
            assert within.share > 0
            assert drawn(driver) > 1
        assert asked(server) == ["/1.png", "/2.png", "/3.png"]
        # Another article and back: put away, and there again without a request.
        await driver.press("n")
        assert main.shown is not None
        assert main.shown.entry.title == "第2篇"
        assert drawn(driver) == 0
        await driver.press("w")
        assert drawn(driver) > 5
        assert asked(server) == ["/1.png", "/2.png", "/3.png"]
        await driver.press("w")
        assert drawn(driver) == 0
        await driver.press("n", "w")
        assert "这篇文章没有图" in driver.lines()[-1]
        # What the feed says goes before the setting.
        await main.newsroom.change_feed(1, "images", "never")
        await driver.press("escape", "k")
        await driver.until(lambda: main.shown is not None and main.shown.entry.title == "第2篇", "the second article")
        await driver.press("w")
        assert drawn(driver) == 0
        assert "这个订阅设了不显示图片" in driver.lines()[-1]
        assert "1 幅图" in driver.text()
        assert "按 w 看" not in driver.text()


async def test_always_and_giving_up(tmp_path: Path, server: Server) -> None:
    gate = server.gate()
    server.route("/2.png", Reply(png(), gate=gate))
    library_with(tmp_path / "library", server, images="ask")
    settings = Settings(reading=Reading(images="always"))
    async with opened(tmp_path / "library", (120, 40), settings) as driver:
        await driver.press("enter")
        assert server.requests == []
        await driver.main.newsroom.change_feed(1, "images", "")
        await driver.pilot.press("n")
        await driver.until(lambda: drawn(driver) > 5, "the picture of the second article")
        assert asked(server) == ["/1.png"]
        await driver.pilot.press("escape", "k")
        await driver.until(lambda: driver.text().count("取图中…") == 1 and drawn(driver) > 5, "the first two")
        await driver.press("x")
        assert "不再取图" in driver.lines()[-1]
        assert "取图中" not in "\n".join(driver.lines()[:-1])
        assert drawn(driver) > 5
