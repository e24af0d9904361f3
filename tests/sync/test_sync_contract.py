"""What every kind of server has to do, run against each registered one (Miniflux before and since its lists of ids)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.greader import PASSWORD, FakeReader
from tests.support.miniflux import KEY, FakeMiniflux
from tests.support.server import Server
from tests.sync.device import Device
from tui.secrets.keep import Secrets
from tui.sync.server import KINDS

READ = "user/-/state/com.google/read"
Make = Callable[[str], Device]


def reader_of_miniflux(server: Server) -> FakeReader:
    """The Google Reader interface of Miniflux."""
    made = FakeReader(server)
    made.user = "1"
    made.faults.add("toggles")
    return made


FAKES: dict[str, tuple[str, str, str, Callable[[Server], FakeReader]]] = {
    "greader": ("greader", "u", PASSWORD, FakeReader),
    "greader of miniflux": ("greader", "u", PASSWORD, reader_of_miniflux),
    "miniflux": ("miniflux", "", KEY, FakeMiniflux),
    "miniflux 2.2": ("miniflux", "", KEY, lambda server: FakeMiniflux(server, lists=False)),
}


def test_every_kind_is_here() -> None:
    assert {kind for kind, *_ in FAKES.values()} == KINDS.keys()


@pytest.fixture(params=FAKES)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def fake(kind: str, server: Server) -> FakeReader:
    made = FAKES[kind][3](server)
    made.add_items(made.add_feed("https://a.test/rss", "甲报", "要闻"), 60)
    return made


@pytest.fixture
def make(kind: str, fake: FakeReader, tmp_path: Path) -> Iterator[Make]:
    made: list[Device] = []

    def new(name: str) -> Device:
        name_of_kind, user, secret, _ = FAKES[kind]
        made.append(Device(tmp_path / name, fake.server.url(), name_of_kind, user, secret))
        return made[-1]

    yield new
    for device in made:
        device.close()


async def test_both_ways_and_back_again(make: Make, fake: FakeReader) -> None:
    fake.add_items("feed/1", 240)  # more than a page
    one, two = make("一"), make("二")
    read, starred, *_ = fake.items
    fake.edit(READ, True, [read])
    assert (await one.sync()).new_items == 300
    await two.sync()
    assert one.state() == two.state() == fake.state()
    one.act("read", True, *list(fake.items)[:280])
    one.act("starred", True, starred)
    two.act("read", False, read)
    for device in (one, two, one):
        report = await device.sync()
        assert report.status == "ok", report
    assert one.state() == two.state() == fake.state()
    assert one.waiting() == two.waiting() == []
    new = fake.add_items("feed/1", 3)
    assert (await one.sync()).new_items == 3
    assert one.titles()[:3] == [fake.items[id_].title for id_ in reversed(new)]
    report = await one.sync()
    assert (report.requests <= 5, report.new_items, report.state_changes) == (True, 0, 0)


async def test_subscriptions(make: Make, fake: FakeReader) -> None:
    one, two = make("一"), make("二")
    await one.sync()
    for device in (one, two):
        device.library.feeds.add("https://n.test/rss", "新报", "体育", account=device.id, now=device.now)
    fake.broken_urls.add("https://broken.test/rss")
    bad = one.library.feeds.add("https://broken.test/rss", account=one.id, now=one.now)
    assert (await one.sync()).parked == 1
    one.library.outbox.drop([row.id for row in one.library.outbox.list() if row.target_id == bad])
    await two.sync()
    await one.sync()
    assert sorted((feed.url, feed.title, feed.folder) for feed in fake.feeds.values()) == [
        ("https://a.test/rss", "甲报", "要闻"),
        ("https://n.test/rss", "新报", "体育"),
    ]
    feed = two.library.feeds.find("https://n.test/rss")
    two.library.feeds.update(feed.id, title="改名", folder="财经")
    await two.sync()
    await one.sync()
    here = one.library.feeds.find("https://n.test/rss")
    assert (here.title, here.folder) == ("改名", "家/财经")
    one.library.feeds.remove([here.id], one.now)
    await one.sync()
    assert [feed.url for feed in fake.feeds.values()] == ["https://a.test/rss"]
    assert one.waiting() == two.waiting() == []


@pytest.mark.parametrize("fault", ["cut", "login page", "list as []", "500"])
async def test_half_an_answer_changes_nothing(make: Make, fake: FakeReader, fault: str) -> None:
    device = make("一")
    await device.sync()
    before = device.state()
    fake.edit(READ, True, list(fake.items)[:30])
    device.act("starred", True, next(iter(fake.items)))
    fake.faults.add(fault)
    assert (await device.sync()).state_changes == 0
    assert {id_: read for id_, (read, _) in device.state().items()} == {id_: read for id_, (read, _) in before.items()}
    fake.faults &= {"toggles"}
    device.now += 3600
    await device.sync()
    await device.sync()
    assert device.state() == fake.state() and device.waiting() == []


async def test_a_lost_reply_and_a_server_that_ignores(make: Make, fake: FakeReader) -> None:
    device = make("一")
    await device.sync()
    one, two, *_ = fake.items
    device.act("read", True, one)
    fake.faults.add("ignores")
    report = await device.sync()
    assert (report.pushed, report.confirmed, report.pending) == (1, 0, 1)
    fake.faults &= {"toggles"}
    device.act("starred", True, two)
    fake.chance = lambda request: (
        "after" if request.method in ("POST", "PUT") and "bookmark" not in str(request) else ""
    )
    await device.sync()
    fake.chance = lambda _: ""
    device.now += 3600
    for _ in range(2):
        assert (await device.sync()).status == "ok"
    assert fake.items[one].read and fake.items[two].starred
    assert device.state() == fake.state() and device.waiting() == []


async def test_429_and_a_refused_login(make: Make, fake: FakeReader, kind: str) -> None:
    device = make("一")
    await device.sync()
    device.act("read", True, *list(fake.items)[:3])
    fake.faults.add("429")
    report = await device.sync()
    assert (report.status, report.next_try) == ("failed", device.now + 600)
    fake.faults &= {"toggles"}
    device.now += 600
    secrets = Secrets(device.folder)
    secrets.put(device.id, "login", "wrong")
    secrets.put(device.id, "session", "")
    assert (await device.sync()).status == "refused" and device.account.pending == 3
    secrets.put(device.id, "login", FAKES[kind][2])
    assert (await device.sync()).confirmed == 3


async def test_a_change_of_what_was_purged_waits_no_longer(make: Make, fake: FakeReader) -> None:
    device = make("一")
    await device.sync()
    one = next(iter(fake.items))
    device.act("read", True, one)
    device.act("starred", True, one)
    del fake.items[one]
    await device.sync()
    assert device.waiting() == [] and device.state()[one] == (True, True)


async def test_what_was_purged_is_gone_there_and_stays_here(make: Make, fake: FakeReader) -> None:
    device = make("一")
    await device.sync()
    del fake.items[next(iter(fake.items))]
    device.now += 2 * 86_400
    assert (await device.sync()).gone == 1
    assert len(device.state()) == 60
