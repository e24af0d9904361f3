"""Private addresses that strangers point at, in every way there is; a canary there hears of every request."""

import asyncio
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from tests.support.feeds import rss
from tests.support.server import Received, Reply, Server, redirect
from tests.trust.hostile import NOW
from tests.trust.proof import Size
from tui.extract.reader import PageReader
from tui.feeds.reader import FeedReader
from tui.fetch import sockets
from tui.fetch.client import Fetcher, FetchRequest, FetchSettings
from tui.model.errors import FetchError, ParseError
from tui.services.kept_pages import ExtractedPages
from tui.services.pages import WholeArticles
from tui.services.refresh import Refresher
from tui.services.saving import Saver
from tui.services.subscribe import Subscriber, Wish
from tui.services.subscriptions import import_data
from tui.services.whole import FullTexts
from tui.store.library import Library
from tui.worker.pool import Workers

PUBLIC = "93.184.216.34"
"""Stands for the internet: connections to it come to the test's own server."""
INSIDE = "127.0.0.2"
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Names:
    """A resolver that strangers control: ``inside`` names lead to the canary, ``rebind`` ones every second time."""

    def __init__(self) -> None:
        self._turn = count()

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        if host.startswith("inside"):
            return [INSIDE]
        if host.startswith("both"):
            return [PUBLIC, INSIDE]
        if host.startswith("rebind"):
            return [PUBLIC] if next(self._turn) % 2 == 0 else [INSIDE]
        return [PUBLIC]


def targets(port: int) -> list[str]:
    """The canary's address in all its spellings and names."""
    hosts = (
        INSIDE, "127.0.0.02", "127.2", "2130706434", "0x7f000002", "0177.0.0.2", "[::ffff:127.0.0.2]",
        "[::ffff:7f00:2]", "[64:ff9b::7f00:2]",
        "[2002:7f00:2::]", "１２７.0.0.2", "127。0。0。2", "inside.test", "INSIDE.test.", "both.test",
        "rebind.test", "user:pw@inside.test",
        "a.test@127.0.0.2", "127.0.0.2:80@inside.test",
    )  # fmt: skip
    return [f"http://{host}:{port}/x{number}" for number, host in enumerate(hosts)]


def requests_refused(size: Size) -> int:
    """Try all ways; how many there were. Fails where one request arrives."""
    return asyncio.run(_refused(size))


async def _refused(size: Size) -> int:
    # A canary answers anything, so that whatever comes goes on to ask for more.
    with Server() as internet, Server(host=INSIDE) as canary:
        canary.route("/x", Reply(b"x"))
        given = targets(canary.port)
        opened = sockets.connect

        async def through(address: str, port: int) -> sockets.Stream:
            if address == PUBLIC:
                address, port = internet.host, internet.port
            return await opened(address, port)

        sockets.connect = through
        try:
            tried = await _everything(internet, given)
        finally:
            sockets.connect = opened
        assert canary.connections == 0, (canary.connections, canary.paths)
        # The canary sings when it is asked for by name.
        async with Fetcher(FetchSettings(allow_hosts=frozenset({INSIDE}))) as fetcher:
            await fetcher.get(FetchRequest(f"http://{INSIDE}:{canary.port}/x"))
        assert canary.connections == 1
    return tried


async def _everything(internet: Server, given: list[str]) -> int:
    tried = 0
    settings = FetchSettings(deadline=5.0, http2=False, per_host=16)
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name)) as library:
        async with Fetcher(settings, Names()) as fetcher, Workers(1) as workers:
            reader = FeedReader(workers)
            articles = WholeArticles(fetcher, PageReader(workers), lambda: NOW)
            tried += await _redirects(internet, fetcher, given)
            tried += await _discovery(internet, Subscriber(library, fetcher, reader, lambda: NOW), given)
            _set_up_articles(internet, given)
            feed = library.feeds.add("http://news.test/feed", full_text="always", now=NOW)
            outlines = "".join(f'<outline xmlUrl="{address.replace("&", "&amp;")}" text="x"/>' for address in given)
            import_data(library, f"<opml><body>{outlines}</body></opml>".encode(), "x.opml", NOW)
            await Refresher(library, fetcher, reader, clock=lambda: NOW).refresh(library.feeds.states(), lambda _: None)
            await FullTexts(library, articles, lambda: NOW).fill([feed])
            ids = [id_ for _, id_ in library.entries.ids(limit=1000)]
            assert len(ids) >= len(given)
            library.acts.act(ids, "saved", True, NOW)
            await Saver(library, fetcher, ExtractedPages(articles), clock=lambda: NOW).save(ids, lambda _: None)
            tried += len(given) * 6
    return tried


def raw(address: str) -> str:
    """As a header carries it: each character a byte of its UTF-8."""
    return address.encode().decode("latin-1")


async def _redirects(internet: Server, fetcher: Fetcher, given: list[str]) -> int:
    """Redirects of every kind, at once and after a hop, for every kind of request."""
    tried = 0
    for number, address in enumerate(given):
        for status in (301, 302, 303, 307, 308):
            internet.route(f"/r{number}-{status}", redirect(raw(address), status))
            internet.route(f"/hop{number}-{status}", redirect(f"http://other.test/r{number}-{status}", status))
            for path in (f"/r{number}-{status}", f"/hop{number}-{status}"):
                tried += 1
                try:
                    # The reader's word for one private host is not the stranger's to pass on.
                    await fetcher.get(FetchRequest(f"http://news.test{path}", allow_private=tried % 2 == 0))
                except FetchError:
                    continue
                assert "rebind" in address, "only a name that leads out again may be asked"
    return tried


async def _discovery(internet: Server, subscriber: Subscriber, given: list[str]) -> int:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{address}">' for address in given)
    for number, address in enumerate(given):
        head = f'<base href="{address}"><meta http-equiv="refresh" content="0;url={address}">'
        first = f'<link rel="alternate" type="application/rss+xml" href="{address}">'
        internet.route(
            f"/d{number}", Reply(f"<html><head>{head}{first}{links}</head><a href='{address}'>RSS</a>".encode(), HTML)
        )
        try:
            await subscriber.add(Wish(f"http://news.test/d{number}", allow_private=number % 2 == 0))
        except (FetchError, ParseError):
            continue
    return len(given)


def _set_up_articles(internet: Server, given: list[str]) -> None:
    """A feed whose articles have pages, pagers and pictures at the canary."""
    pictures = "".join(
        f'<img src="{address}.png" srcset="{address}.jpg 2x"><iframe src="{address}"></iframe>' for address in given
    )
    links = "".join(
        f'<link rel="next" href="{address}"><a class="next" href="{address}">下一页</a>' for address in given
    )
    page = f"<html><head>{links}</head><body><article><h1>题</h1>{'<p>正文很长的一段话。</p>' * 30}{pictures}</article>"

    def answer(request: Received) -> Reply:
        number = request.path.rpartition("/")[2]
        if number.isdigit() and int(number) % 2:
            return redirect(raw(given[int(number) % len(given)]))
        return Reply(page.encode(), HTML)

    for number in range(len(given) + 1):
        internet.route(f"/a/{number}", answer)
    internet.route("/feed", Reply(rss([f"题{n}" for n in range(len(given))], link="http://news.test/a", text=pictures)))
