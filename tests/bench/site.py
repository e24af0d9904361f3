"""Feeds of 50 KB from a process of its own, each on a host of its own and 50 to 300 ms away."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import formatdate
from html import escape
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from tests.bench.libraries import VERSION
from tests.bench.texts import Writer
from tests.support.server import Received, Reply, Server
from tui.store.feeds import NewFeed
from tui.store.library import Library

ITEMS, LENGTH = 30, 480
NEAR, FAR = 0.05, 0.3
STARTED = 1_795_000_000
FRESH = 5
"""New items in each later fetch of a feed that goes on."""


@dataclass(frozen=True, slots=True)
class Site:
    """A server of feeds and what each is called."""

    urls: tuple[str, ...]

    def subscribe(self, folder: Path) -> Path:
        """A library with all the feeds."""
        with Library.open(folder) as library:
            library.feeds.add_many([NewFeed(url, allow_private=True) for url in self.urls], now=STARTED)
        return folder


@contextmanager
def served(data: Path, number: int, *, growing: bool = False) -> Iterator[Site]:
    """So many feeds while the block lasts; ``growing`` ones have new items at every fetch."""
    folder = _bodies(data, number)
    ours, theirs = multiprocessing.Pipe()
    arguments = (folder, number, growing, theirs)
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=arguments, daemon=True)
    process.start()
    theirs.close()  # so that a server that could not start is noticed
    try:
        port = ours.recv()
        # A host each: what is polite to one host is no limit for many.
        hosts = [f"127.1.{n // 200}.{n % 200 + 1}:{port}" for n in range(number)]
        yield Site(tuple(f"http://{host}/{n}" for n, host in enumerate(hosts)))
    finally:
        with suppress(OSError):
            ours.send(None)
        process.join(10)


def _bodies(data: Path, number: int) -> Path:
    """A folder with at least so many feeds as files; made once."""
    folder = data / f"feeds-v{VERSION}"
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        if not (file := folder / f"{n}.xml").exists():
            file.write_bytes(_feed(n))
    return folder


def _feed(number: int) -> bytes:
    writer = Writer(number)
    items = "".join(_item(writer, number, n) for n in range(ITEMS))
    head = f"<title>报纸 {number}</title><link>https://{number}.test/</link><language>zh-cn</language>"
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{head}\n{items}</channel></rss>'
    return whole.encode()


def _item(writer: Writer, feed: int, number: int) -> str:
    link = f"https://{feed}.test/{number}"
    published = formatdate(STARTED - number * 3600, usegmt=True)
    return (
        f"<item><title>{escape(writer.title())}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{published}</pubDate><description>{escape(writer.html(LENGTH))}</description></item>\n"
    )


def _serve(folder: Path, number: int, growing: bool, pipe: Connection) -> None:
    rng = Random(5)
    with Server(host="0.0.0.0") as server:
        for n in range(number):
            body, delay = (folder / f"{n}.xml").read_bytes(), rng.uniform(NEAR, FAR)
            tag = {"ETag": f'"{n}"', "Content-Type": "application/rss+xml"}
            reply = Growing(n, body, delay) if growing else Reply(body, tag, delay=delay, conditional=True)
            server.route(f"/{n}", reply)
        pipe.send(server.port)
        pipe.recv()


class Growing:
    """A feed that has a few new items each time it is asked for, and as many old ones less."""

    def __init__(self, number: int, body: bytes, delay: float) -> None:
        head, *items = body.split(b"<item>")
        self._head, self._items = head, [b"<item>" + item for item in items[:-1]]
        self._number, self._delay = number, delay
        self._round = 0

    def __call__(self, request: Received) -> Reply:
        """The next state of the feed."""
        self._round += 1
        place = b"https://%d.test/" % self._number
        fresh = [item.replace(place, place + b"%d-" % self._round) for item in self._items[:FRESH]]
        self._items = (fresh + self._items)[:ITEMS]
        return Reply(self._head + b"".join(self._items) + b"</channel></rss>", delay=self._delay)
