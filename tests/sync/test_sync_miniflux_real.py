"""A real Miniflux, by its REST interface and by its Google Reader interface.

`.ci/miniflux start DIR` starts one, and `. DIR/env` tells the tests where it is.
"""

import base64
import json
import os
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.server import Reply, Server
from tests.sync.device import Device, HereReader
from tests.sync.test_sync_devices import FULL, Trial
from tui.model.errors import ConnectionFailed
from tui.sync.line import Line

if sys.platform != "win32":
    import fcntl

BASE = os.environ.get("KANBAO_MINIFLUX", "")
LACKS = " and ".join(name for name, found in (
    ("Go", shutil.which("go")),
    ("PostgreSQL", shutil.which("psql")),
) if not found)  # fmt: skip
pytestmark = pytest.mark.skipif(
    not BASE, reason=f"no Miniflux: {LACKS} missing" if LACKS else "no Miniflux: start one by .ci/miniflux start DIR"
)
KINDS = {"miniflux": "KANBAO_MINIFLUX_LOGIN", "greader": "KANBAO_MINIFLUX_GREADER"}


def ask(method: str, path: str, data: object = None) -> Any:
    """What another client of the server does."""
    login = base64.b64encode(os.environ["KANBAO_MINIFLUX_LOGIN"].encode()).decode()
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(BASE + path, body, {"Authorization": f"Basic {login}"}, method=method)
    with urllib.request.urlopen(request, timeout=30) as answer:
        told = answer.read()
    return json.loads(told) if told else None


def rss(title: str, names: list[str], site: str = "https://a.test/") -> Reply:
    items = "".join(
        f"<item><title>{name}</title><guid>{name}</guid><link>{site}{name}</link>"
        f"<description>&lt;p&gt;{name}的正文&lt;/p&gt;</description></item>"
        for name in names
    )
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
    return Reply(text.encode(), {"Content-Type": "application/rss+xml"})


@pytest.fixture
def papers() -> Iterator[Server]:
    """Two newspapers; the server knows neither of them yet, and no other test is at it meanwhile."""
    with (Path(tempfile.gettempdir()) / f"kanbao-{BASE.rpartition(':')[2]}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield from opened_papers()


def opened_papers() -> Iterator[Server]:
    for feed in ask("GET", "/v1/feeds"):
        ask("DELETE", f"/v1/feeds/{feed['id']}")
    with Server() as server:
        server.route("/a", rss("甲报", [f"甲{n}" for n in range(40)]))
        server.route("/b", rss("乙报", [f"乙{n}" for n in range(5)]))
        yield server


@pytest.fixture(params=KINDS)
def devices(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Device]]:
    """Two devices of one user."""
    user, secret = os.environ[KINDS[request.param]].split(":")
    made = [Device(tmp_path / name, BASE, request.param, user, secret) for name in ("一", "二")]
    yield made
    for device in made:
        device.close()


def on_server() -> dict[str, tuple[bool, bool]]:
    entries = ask("GET", "/v1/entries?limit=1000")["entries"]
    return {str(entry["id"]): (entry["status"] == "read", entry["starred"]) for entry in entries}


async def test_both_ways(devices: list[Device], papers: Server) -> None:
    one, two = devices
    ask("POST", "/v1/feeds", {"feed_url": papers.url("/a")})
    report = await one.sync()
    assert (report.status, report.new_items) == ("ok", 40), report
    assert (await one.sync()).requests <= 5
    await two.sync()
    assert one.state() == two.state() == on_server()
    assert {row.text for row in map(one.library.entries.article, one.entries().values())} >= {"甲0的正文", "甲39的正文"}

    ids = list(one.state())
    one.act("read", True, *ids[:20])
    one.act("starred", True, *ids[10:15])
    two.act("starred", True, ids[30])
    for device in (one, two, one):
        report = await device.sync()
        assert report.status == "ok", report
    assert one.state() == two.state() == on_server()
    assert sum(read for read, _ in on_server().values()) == 20
    assert sum(starred for _, starred in on_server().values()) == 6
    assert one.waiting() == two.waiting() == []

    one.act("starred", False, ids[10])
    two.act("starred", False, ids[10], ids[30])
    two.act("read", False, ids[0])
    for device in (one, two, one):
        await device.sync()
    assert one.state() == two.state() == on_server()
    assert on_server()[ids[30]] == (False, False)
    assert one.waiting() == two.waiting() == []


async def test_subscriptions(devices: list[Device], papers: Server) -> None:
    one, two = devices
    await one.sync()
    feed = one.library.feeds.add(papers.url("/b"), "自己的名字", "体育", account=one.id, now=one.now)
    bad = one.library.feeds.add(papers.url("/none"), account=one.id, now=one.now)
    report = await one.sync()
    assert (report.status, report.parked) == ("ok", 1), report
    assert [(row.target_id, row.state) for row in one.library.outbox.list()] == [(bad, "parked")]
    one.library.outbox.drop([row.id for row in one.library.outbox.list()])
    one.library.feeds.update(feed, title="另一个名字", folder="财经/焦点")
    report = await one.sync()
    assert (report.status, one.waiting()) == ("ok", [])
    (there,) = ask("GET", "/v1/feeds")
    assert (there["title"], there["category"]["title"]) == ("另一个名字", "财经/焦点")
    await two.sync()
    (here,) = two.library.feeds.all()
    assert (here.title, here.folder, here.entries) == ("另一个名字", "家/财经/焦点", 5)
    two.library.feeds.remove([here.id], two.now)
    await two.sync()
    assert ask("GET", "/v1/feeds") == [] and two.waiting() == []
    await one.sync()
    assert one.library.feeds.get(feed).status == "gone"
    assert one.library.feeds.get(feed).entries == 5


async def test_many_marks_in_one_go(devices: list[Device], papers: Server) -> None:
    papers.route("/a", rss("甲报", [f"甲{n}" for n in range(1050)]))
    ask("POST", "/v1/feeds", {"feed_url": papers.url("/a")})
    device = devices[0]
    assert (await device.sync()).new_items == 1050
    device.act("read", True, *device.state())
    report = await device.sync()
    assert (report.pushed, report.confirmed, report.pending) == (1050, 1050, 0)
    assert ask("GET", "/v1/entries?status=unread")["total"] == 0
    device.now += 2 * 86_400
    assert (await device.sync()).status == "ok", "a day later it goes through everything"


async def test_the_login_is_refused_with_a_reason(devices: list[Device], papers: Server) -> None:
    from tui.secrets.keep import Secrets

    device = devices[0]
    await device.sync()
    secrets = Secrets(device.folder)
    secrets.put(device.id, "login", "wrong")
    secrets.put(device.id, "session", "")
    report = await device.sync()
    assert (report.status, device.account.state) == ("refused", "refused")
    assert "login-refused" in report.error


class FailingMiniflux:
    """Miniflux at the end of a line that breaks."""

    def __init__(self, papers: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        self._papers, self._monkeypatch = papers, monkeypatch
        self._call = Line._call
        self._names = [f"甲{n}" for n in range(25)]
        self.state = on_server
        papers.route("/a", rss("甲报", self._names))
        self._feed = ask("POST", "/v1/feeds", {"feed_url": papers.url("/a")})["feed_id"]

    def fail(self, fate: Callable[[], str]) -> None:
        """The line breaks on the way there, or on the way back."""
        call = self._call

        async def broken(*args: Any, **rest: Any) -> Any:
            when = fate()
            answer = await call(*args, **rest) if when != "before" else None
            if when:
                raise ConnectionFailed(url=BASE, reason="dropped")
            return answer

        self._monkeypatch.setattr(Line, "_call", broken)

    def arrive(self, count: int) -> None:
        """In its feed, which it fetches."""
        self._names += [f"甲{len(self._names) + n}" for n in range(count)]
        self._papers.route("/a", rss("甲报", self._names))
        ask("PUT", f"/v1/feeds/{self._feed}/refresh")


@pytest.mark.parametrize("seed", range(5 if FULL else 1))
async def test_three_devices_lose_nothing(
    devices: list[Device], papers: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seed: int
) -> None:
    first = devices[0].account
    user, secret = os.environ[KINDS[first.kind]].split(":")
    third = Device(tmp_path / "三", BASE, first.kind, user, secret)
    trial = Trial(seed, FailingMiniflux(papers, monkeypatch), [*devices, third], steps=60)
    try:
        await trial.run()
        trial.check()
    finally:
        third.close()


async def test_the_server_fetches_when_asked(tmp_path: Path, papers: Server) -> None:
    from tui.fetch.request import FetchSettings
    from tui.services.syncing import Syncing

    user, secret = os.environ["KANBAO_MINIFLUX_LOGIN"].split(":")
    device = Device(tmp_path / "一", BASE, "miniflux", user, secret)
    try:
        page = "".join(f"<p>{'网页上才有的长长的一段话，' * 8}</p>" for _ in range(6))
        site = papers.url("/page?")
        papers.route("/page", Reply(f"<title>甲0</title><article>{page}</article>".encode(), {
            "Content-Type": "text/html; charset=utf-8"
        }))  # fmt: skip
        papers.route("/a", rss("甲报", ["甲0"], site), rss("甲报", ["甲0", "甲1"], site))
        ask("POST", "/v1/feeds", {"feed_url": papers.url("/a")})
        await device.sync()
        (feed,) = device.library.feeds.all()
        syncing = Syncing(device.library, FetchSettings(), HereReader(), device.events.append, keep_days=0, every=900)
        await syncing.refresh([feed.id])
        assert sorted(device.titles()) == ["甲0", "甲1"]
        entry = next(iter(device.entries().values()))
        assert await syncing.whole(entry)
        article = device.library.entries.article(entry)
        assert (article.full_text, article.text.count("网页上才有的长长的一段话")) == ("page", 48)
    finally:
        device.close()
