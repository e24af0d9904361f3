"""When accounts are synced by themselves, how a sync is stopped, and folders of accounts."""

import asyncio

from tests.fetch.test_fetch_tls import certificate, needs_openssl, secure
from tests.support.greader import FakeReader
from tests.support.server import Server
from tests.sync.device import Device, HereReader
from tui.fetch.request import FetchSettings
from tui.model.account import NewAccount
from tui.model.events import SyncEnded, SyncProgress
from tui.secrets.keep import Secrets
from tui.services.syncing import Syncing
from tui.sync.run import Sync

__all__ = ["certificate", "secure"]  # fixtures of those who make certificates
EVERY = 900


def due(device: Device) -> bool:
    sync = Sync(device.library, FetchSettings(), HereReader(), clock=lambda: device.now)
    return bool(sync.due(EVERY))


async def test_an_account_is_due_by_the_clock_sooner_where_something_waits(device: Device, fake: FakeReader) -> None:
    assert due(device)
    await device.sync()
    assert not due(device)
    device.now += EVERY - 1
    assert not due(device)
    device.now += 1
    assert due(device)
    await device.sync()
    device.act("read", True, next(iter(fake.items)))
    assert not due(device)
    device.now += 60
    assert due(device)
    # One that fails comes back later and later; one whose login is refused waits for the reader.
    fake.faults.add("500")
    pauses = []
    for _ in range(8):
        report = await device.sync()
        pauses.append((report.next_try or 0) - device.now)
        assert not due(device)
        device.now = report.next_try or 0
        assert due(device)
    assert pauses == sorted(pauses) and 20 < pauses[0] < 60 and 1300 < pauses[-1] <= 2250
    fake.faults.clear()
    Secrets(device.folder).put(device.id, "session", "")
    Secrets(device.folder).put(device.id, "login", "wrong")
    await device.sync()
    device.now += 100_000
    assert not due(device)


async def test_a_sync_that_is_stopped_keeps_what_has_come(device: Device, fake: FakeReader) -> None:
    fake.add_items("feed/1", 988)
    stopped = asyncio.Event()

    def hear(event: object) -> None:
        device.events.append(event)  # type: ignore[arg-type]
        if isinstance(event, SyncProgress) and event.done >= 500:
            assert syncing.cancel()
            stopped.set()

    syncing = Syncing(device.library, FetchSettings(), HereReader(), hear, keep_days=0, every=EVERY)
    await syncing.run()
    assert stopped.is_set() and not syncing.cancel()
    ended = device.events[-1]
    assert isinstance(ended, SyncEnded) and (ended.status, ended.new) == ("cancelled", 500)
    assert len(device.state()) == 500
    assert (await device.sync()).new_items == 500


async def test_a_folder_of_an_account_is_renamed_on_its_server_and_the_account_itself_is_not(
    device: Device, fake: FakeReader
) -> None:
    fake.add_items(fake.add_feed("https://b.test/rss", "乙报", "要闻"), 1)
    await device.sync()
    feeds = device.library.feeds
    feeds.rename_folder("家/要闻", "头条")
    assert device.waiting() == [("folder", "头条", "pending")] * 2
    await device.sync()
    assert {feed.folder for feed in fake.feeds.values()} == {"头条"} and device.waiting() == []
    feeds.rename_folder("家", "办公室")
    assert device.account.name == "办公室"
    assert (await device.sync()).status == "ok"
    assert {feed.folder for feed in feeds.all()} == {"办公室/头条"} and device.waiting() == []


async def test_two_accounts_and_own_feeds_side_by_side(device: Device, fake: FakeReader) -> None:
    with Server() as server:
        other = FakeReader(server)
        other.add_items(other.add_feed("https://a.test/rss", "甲报"), 12)
        new = NewAccount("greader", "办公室", server.url(), "u", allow_private=True)
        second = device.library.accounts.add(new, secret="file", now=device.now)
        from tests.support.greader import PASSWORD

        Secrets(device.folder).put(second, "login", PASSWORD)
        syncing = Syncing(device.library, FetchSettings(), HereReader(), device.events.append, keep_days=0, every=EVERY)
        reports = await syncing.run()
        assert [report.new_items for report in reports or ()] == [12, 12]
        device.act("read", True, next(iter(fake.items)))
        await syncing.run()
        assert sum(item.read for item in fake.items.values()) == 1
        assert sum(item.read for item in other.items.values()) == 0
        assert {feed.folder for feed in device.library.feeds.all()} == {"家/要闻", "办公室"}


@needs_openssl
async def test_a_certificate_of_ones_own_is_an_explicit_choice(device: Device, secure: Server) -> None:
    fake = FakeReader(secure)
    fake.add_items(fake.add_feed("https://a.test/rss"), 1)
    device.library._db.run("UPDATE account SET url = ?", (secure.url(),))
    report = await device.sync()
    assert report.status == "failed" and '"tls"' in report.error
    assert secure.requests == []
    device.library._db.run("UPDATE account SET verify = 0, next_try = NULL")
    assert (await device.sync()).new_items == 1
