"""Saving in the desk's process: asked for, told of, and taken up again after a refresh that went well."""

import asyncio
from pathlib import Path

from tests.export.conftest import png
from tests.store.made import fill, item
from tests.support.feeds import rss
from tests.support.server import Reply, Server
from tui.config.settings import Settings
from tui.model.errors import ConnectionFailed
from tui.model.events import EntryKept, Event
from tui.services.newsroom import Newsroom
from tui.store.library import Library
from tui.store.shelf import Kept

NOW = 1_795_000_000


async def test_the_desk_saves_sweeps_and_tries_again(tmp_path: Path) -> None:
    with Server() as server:
        server.route("/feed", Reply(rss(["甲"])))
        server.route("/a", Reply(b"<p>x</p>", {"Content-Type": "text/html"}))
        server.route("/b", Reply(b"<p>y</p>", {"Content-Type": "text/html"}))
        server.route("/1.png", Reply(png()))
        with Library.open(tmp_path) as library:
            feed = library.feeds.add(server.url("/feed"), allow_private=True, now=NOW)
            html = f'<p>正文</p><img src="{server.url("/1.png")}">'
            fill(library, feed, item("a", url=server.url("/a"), html=html), item("b", url=server.url("/b")), now=NOW)
            library.acts.act([1, 2], "saved", True, NOW)
            # One was tried without network, and waits for a time far off.
            waiting = next(row.id for row in library.entries.rows([1, 2]) if row.title == "b")
            error = ConnectionFailed(url="x", reason="dns").stored()
            library.shelf.keep(Kept(waiting, "failed", error=error, next_try=2**33), NOW)
            orphan = library.shelf.images.path(library.shelf.images.add(b"nobody's"))
        newsroom = Newsroom(tmp_path, Settings(), config=tmp_path / "none.toml")
        heard: list[Event] = []
        came = asyncio.Event()

        def listen(event: Event) -> None:
            heard.append(event)
            if isinstance(event, EntryKept):
                came.set()

        newsroom.listen(listen)
        assert await newsroom.keep_saved()
        assert [(event.status, event.pictures) for event in heard if isinstance(event, EntryKept)] == [("done", 1)]
        assert not orphan.exists()
        came.clear()
        heard.clear()
        await newsroom.refresh([feed])
        async with asyncio.timeout(10):
            await came.wait()
        assert [event.entry for event in heard if isinstance(event, EntryKept)] == [waiting]
        await newsroom.close()
    with Library.open(tmp_path) as library:
        assert library.shelf.pending(2**34) == []
        assert len(library.shelf.pages(waiting)) == 1
