"""Looking at pictures: from the shelf, from what was seen, from a real server; and the ways in which none comes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.export.conftest import png
from tests.store.made import fill, item
from tests.support.server import Reply, Server, redirect
from tui.fetch.client import Fetcher
from tui.fetch.request import FetchSettings
from tui.model.errors import AddressRefused, FetchError, HttpFailed, KanbaoError, NoPicture, TooLarge
from tui.model.saved import Picture
from tui.picture.reader import PictureReader
from tui.services import viewing
from tui.services.viewing import AT_ONCE, Viewer
from tui.store.library import Library
from tui.store.picture_cache import PictureCache
from tui.store.shelf import Kept
from tui.worker.pool import Workers

NOW = 1_795_000_000
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"


@dataclass
class Desk:
    """A library with an entry of a loopback server, and a viewer."""

    library: Library
    server: Server
    viewer: Viewer
    entry: int

    async def look(self, path: str, *, fetch: bool = True) -> int:
        """The bytes that were fetched for a picture, which is there."""
        seen = await self.viewer.look(self.entry, self.server.url(path), 40, 20, fetch=fetch)
        assert (seen.raster.width, seen.raster.height) == (80, 40)
        assert seen.raster.pixels[:4] == bytes((9, 9, 9, 255))
        return seen.fetched

    async def fails(self, url: str, *, fetch: bool = True) -> KanbaoError:
        with pytest.raises(KanbaoError) as caught:
            await self.viewer.look(self.entry, url, 40, 20, fetch=fetch)
        return caught.value


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    with Server() as server, Library.open(tmp_path / "library") as library:
        feed = library.feeds.add(server.url("/feed"), allow_private=True, now=NOW)
        (entry,) = fill(library, feed, item("a", url=server.url("/a")), now=NOW).new
        async with Fetcher(FetchSettings(deadline=5.0)) as fetcher, Workers(1) as workers:
            yield Desk(library, server, Viewer(library, fetcher, PictureReader(workers), PictureCache(tmp_path)), entry)


PHOTO = png(80, 40, grey=9)


async def test_a_picture_is_asked_for_once_and_nobody_learns_who_reads(desk: Desk) -> None:
    desk.server.route("/1.png", Reply(PHOTO, {"Set-Cookie": "who=1"}))
    assert await desk.look("/1.png") == len(PHOTO)
    assert await desk.look("/1.png") == 0
    assert await desk.look("/1.png", fetch=False) == 0
    (request,) = desk.server.requests
    assert not {"referer", "cookie", "origin"} & set(request.headers)


async def test_what_was_saved_needs_no_network(desk: Desk) -> None:
    hash_ = desk.library.shelf.images.add(PHOTO)
    url = desk.server.url("/1.png")
    desk.library.shelf.keep(Kept(desk.entry, "done", pictures=(Picture(url, hash_, "image/png", len(PHOTO)),)), NOW)
    assert await desk.look("/1.png") == 0
    assert desk.server.requests == []


async def test_without_leave_nothing_is_asked(desk: Desk) -> None:
    error = await desk.fails(desk.server.url("/1.png"), fetch=False)
    assert (type(error), error.about["reason"]) == (NoPicture, "away")
    assert desk.server.requests == []


async def test_each_failure_is_told_and_none_is_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewing, "LARGEST", 1000)
    desk.server.route("/large", Reply(b"\x89PNG" * 1000))
    desk.server.route("/svg", Reply(SVG, {"Content-Type": "image/png"}))
    desk.server.route("/page", Reply(b"<!DOCTYPE html><p>403"))
    desk.server.route("/away", redirect("http://10.0.0.1/secret.png"))
    kinds = {
        path: type(await desk.fails(desk.server.url(path))) for path in ("/none", "/large", "/svg", "/page", "/away")
    }
    assert kinds == {
        "/none": HttpFailed, "/large": TooLarge, "/svg": NoPicture, "/page": NoPicture, "/away": AddressRefused
    }  # fmt: skip
    asked = len(desk.server.requests)
    await desk.fails(desk.server.url("/svg"))
    assert len(desk.server.requests) == asked + 1


async def test_another_machine_of_the_home_network_is_not_asked(desk: Desk) -> None:
    with Server() as other:
        other.route("/1.png", Reply(PHOTO))
        assert isinstance(await desk.fails(other.url("/1.png")), AddressRefused)
        assert other.requests == []
    desk.library.feeds.update(1, allow_private=False)
    assert isinstance(await desk.fails(desk.server.url("/1.png")), FetchError)
    assert desk.server.requests == []


async def test_a_few_at_a_time_and_given_up_when_nobody_waits(desk: Desk) -> None:
    gate = desk.server.gate()
    for number in range(2 * AT_ONCE):
        desk.server.route(f"/{number}.png", Reply(PHOTO, gate=gate))
    tasks = [asyncio.create_task(desk.look(f"/{number}.png")) for number in range(2 * AT_ONCE)]
    await desk.server.arrived(2)
    asked = sorted(desk.server.paths)
    for number, task in enumerate(tasks):
        if f"/{number}.png" not in asked:
            task.cancel()
    gate.open()
    wanted = [task for number, task in enumerate(tasks) if f"/{number}.png" in asked]
    assert await asyncio.gather(*wanted) == [len(PHOTO)] * 2
    assert desk.server.most_at_once <= AT_ONCE
    assert sorted(desk.server.paths) == asked


async def test_without_a_decoder_nothing_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewing, "can_decode", lambda: False)
    error = await desk.fails(desk.server.url("/1.png"))
    assert error.about["reason"] == "decoder"
    assert desk.server.requests == []
