"""What must lose nothing: the cases of failure, each with a server that fails that way."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import tui
from tests.support.greader import PASSWORD, FakeReader
from tests.support.server import Received, Server, redirect
from tests.sync.device import Device
from tui.model.errors import CannotWrite
from tui.store.lock import Lock

READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
NewDevice = Callable[[str], Device]


def first(fake: FakeReader, count: int) -> list[str]:
    return list(fake.items)[:count]


async def test_1_five_hundred_marks_made_offline_arrive(device: Device, fake: FakeReader) -> None:
    fake.add_items("feed/1", 500)
    await device.sync()
    some = first(fake, 500)
    fake.faults.add("500")
    device.act("read", True, *some)
    assert (await device.sync()).status == "failed"
    device.reopen()
    assert device.account.pending == 500
    fake.faults.clear()
    device.now = device.account.next_try or 0
    assert (await device.sync()).confirmed == 500
    assert all(fake.items[id_].read for id_ in some) and device.waiting() == []


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from tests.sync.device import HereReader, NOW
from tui.fetch.request import FetchSettings
from tui.store.library import Library
from tui.store import outbox, remote_items
from tui.sync.run import Sync

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

match sys.argv[2]:
    case "before the push": outbox.Outbox.sending = die
    case "after the push": outbox.Outbox.accepted = die
    case "in the middle of applying": remote_items.finish_rows = die
library = Library.open(Path(sys.argv[1]))
if sys.argv[2] == "in the act":
    library.acts._journal.note = die
    library.acts.act([1, 2], "read", True, NOW)
sync = Sync(library, FetchSettings(), HereReader(), clock=lambda: NOW)
asyncio.run(sync.run(library.accounts.all()[0]))
"""


@pytest.mark.parametrize("moment", ["in the act", "before the push", "after the push", "in the middle of applying"])
async def test_2_kill_9_at_any_moment_loses_nothing(device: Device, fake: FakeReader, moment: str) -> None:
    await device.sync()
    one, other = first(fake, 2)
    device.act("starred", True, one)
    fake.edit(READ, True, [other])
    device.close()
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", KILLED, str(device.folder), moment],
        cwd=Path(tui.__file__).parent.parent,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    device.reopen()
    assert device.state()[one] == (False, True), "the act itself"
    # Killed in the act, neither the act nor its row is there.
    assert [row[0] for row in device.waiting()] == ["starred"]
    await device.sync()
    assert device.state() == fake.state()
    assert fake.items[one].starred and fake.items[other].read and device.waiting() == []


async def test_3_a_lost_reply_is_repeated_harmlessly(device: Device, fake: FakeReader) -> None:
    await device.sync()
    one = first(fake, 1)[0]
    device.act("read", True, one)
    fake.faults.add("lost reply")
    report = await device.sync()
    assert report.status in ("partly", "failed") and fake.items[one].read
    assert device.waiting() == [("read", "1", "pending")]
    device.now += 3600
    assert (await device.sync()).status == "ok" and device.waiting() == []


async def test_4_an_entry_turned_back_while_its_batch_is_under_way(device: Device, fake: FakeReader) -> None:
    await device.sync()
    one = first(fake, 1)[0]
    device.act("read", True, one)

    def meanwhile(request: Received) -> str:
        if request.path.endswith("edit-tag"):
            fake.chance = lambda _: ""
            device.act("read", False, one)
        return ""

    fake.chance = meanwhile
    await device.sync()
    assert fake.items[one].read and device.waiting() == [("read", "0", "pending")]
    await device.sync()
    assert not fake.items[one].read and not device.state()[one][0] and device.waiting() == []


@pytest.mark.parametrize("fault", ["one bad token", "expired"])
async def test_5_an_expired_token_repeats_that_batch_alone(device: Device, fake: FakeReader, fault: str) -> None:
    fake.add_items("feed/1", 988)
    await device.sync()
    device.act("read", True, *fake.items)
    batches = 0

    def after_two(request: Received) -> str:
        nonlocal batches
        batches += request.path.endswith("edit-tag")
        if batches == 3:
            fake.faults.add(fault)
            batches = 100
        return ""

    fake.chance = after_two
    report = await device.sync()
    assert (report.status, report.pushed, report.confirmed) == ("ok", 1000, 1000)
    assert fake.paths().count("edit-tag") == 5  # four batches, and the refused one again


async def test_5_a_login_that_is_refused_keeps_everything(device: Device, fake: FakeReader) -> None:
    await device.sync()
    device.act("read", True, *first(fake, 3))
    fake.auth, fake.token = "another", "another"
    fake.chance = lambda request: "before" if "ClientLogin" in request.path else ""
    assert (await device.sync()).status == "failed"
    fake.chance = lambda _: ""
    from tui.secrets.keep import Secrets

    Secrets(device.folder).put(device.id, "login", "wrong")
    device.now += 3600
    report = await device.sync()
    assert (report.status, device.account.state, device.account.pending) == ("refused", "refused", 3)
    Secrets(device.folder).put(device.id, "login", PASSWORD)
    assert (await device.sync()).status == "ok" and device.waiting() == []


async def test_6_no_request_before_the_time_a_server_asks_for(device: Device, fake: FakeReader) -> None:
    await device.sync()
    device.act("read", True, *first(fake, 2))
    fake.faults.add("429")
    report = await device.sync()
    assert (report.status, report.next_try) == ("failed", device.now + 600)
    asked = len(fake.server.requests)
    device.now += 599
    assert (await device.sync()).requests == 0 and len(fake.server.requests) == asked
    device.act("starred", True, *first(fake, 1))
    fake.faults.clear()
    device.now += 1
    assert (await device.sync()).confirmed == 3 and device.waiting() == []


@pytest.mark.parametrize("fault", ["page two", "cut", "login page", "list as []"])
async def test_7_a_list_that_is_not_whole_changes_nothing(device: Device, fake: FakeReader, fault: str) -> None:
    await device.sync()
    before = device.state()
    fake.edit(READ, True, first(fake, 7))
    fake.cap = 5
    fake.faults.add(fault)
    report = await device.sync()
    assert (report.status, report.state_changes, device.state()) == ("failed", 0, before)
    fake.faults.clear()
    device.now += 3600
    assert (await device.sync()).state_changes == 7


async def test_7_pages_by_offset_are_read_until_two_passes_agree(device: Device, fake: FakeReader) -> None:
    fake.cap = 5
    fake.faults.add("offsets")
    moved = iter(first(fake, 3))

    def another_reads_meanwhile() -> None:
        if (id_ := next(moved, None)) is not None:
            fake.edit(READ, True, [id_])

    await device.sync()
    fake.moves = another_reads_meanwhile
    await device.sync()
    fake.moves = lambda: None
    await device.sync()
    assert device.state() == fake.state()


async def test_8_an_empty_unread_list_is_not_believed(device: Device, fake: FakeReader) -> None:
    await device.sync()
    before = device.state()
    fake.faults.add("empty unread")
    report = await device.sync()
    assert (report.status, device.state()) == ("failed", before)
    fake.faults.clear()
    # All read indeed: heard twice, and the server's own count agrees.
    fake.edit(READ, True, list(fake.items))
    device.now += 3600
    assert (await device.sync()).state_changes == 12


async def test_8_and_nothing_at_all_is_an_error(device: Device, fake: FakeReader) -> None:
    await device.sync()
    fake.items.clear()
    assert (await device.sync()).status == "failed"
    assert len(device.state()) == 12


async def test_9_lists_that_answer_with_everything_are_never_asked_for(device: Device, fake: FakeReader) -> None:
    fake.labels.add("待读")
    await device.sync()
    await device.sync()
    asked = {form["s"][0] for path, form in fake.calls if path == "stream/items/ids"}
    assert asked == {"user/-/state/com.google/reading-list", STARRED, "user/-/label/待读"}
    assert not any(read for read, _ in device.state().values())


async def test_10_two_devices_change_two_fields_of_one_entry(new_device: NewDevice, fake: FakeReader) -> None:
    one, two = new_device("一号"), new_device("二号")
    await one.sync()
    await two.sync()
    id_ = first(fake, 1)[0]
    one.act("read", True, id_)
    two.act("starred", True, id_)
    for each in (one, two, one):
        await each.sync()
    assert fake.state()[id_] == one.state()[id_] == two.state()[id_] == (True, True)


async def test_11_two_devices_change_the_same_field(new_device: NewDevice, fake: FakeReader) -> None:
    one, two = new_device("一号"), new_device("二号")
    await one.sync()
    await two.sync()
    id_ = first(fake, 1)[0]
    one.act("read", True, id_)
    one.act("starred", True, id_)
    await one.sync()
    two.act("read", True, id_)
    two.act("read", False, id_)
    two.act("starred", True, id_)
    for each in (two, one, two):
        await each.sync()
    assert fake.state()[id_] == one.state()[id_] == two.state()[id_]
    assert one.waiting() == two.waiting() == []


async def test_12_what_the_server_purged_stays_here(device: Device, fake: FakeReader) -> None:
    fake.add_items("feed/1", 30)
    await device.sync()
    starred, unread = first(fake, 2)
    device.act("starred", True, starred)
    await device.sync()
    device.act("read", True, unread)
    del fake.items[starred], fake.items[unread]
    report = await device.sync()
    assert report.gone == 2
    assert device.state()[starred] == (False, True) and device.state()[unread] == (True, False)
    assert device.waiting() == []
    device.act("read", False, unread)
    assert device.waiting() == [], "a server that no longer has it is told nothing"


async def test_12_a_feed_deleted_on_the_server_stays_with_its_entries(device: Device, fake: FakeReader) -> None:
    fake.add_items(fake.add_feed("https://b.test/rss"), 40)
    await device.sync()
    kept = fake.feeds.pop("feed/1")
    gone = [fake.items.pop(id_) for id_ in first(fake, 12)]
    await device.sync()
    feed = next(feed for feed in device.library.feeds.all() if feed.url == kept.url)
    assert (feed.status, feed.entries) == ("gone", 12)
    fake.feeds["feed/1"] = kept
    fake.items |= {item.id: item for item in gone}
    await device.sync()
    assert device.library.feeds.get(feed.id).status == "ok"


async def test_13_a_feed_subscribed_offline_on_two_devices_is_one(new_device: NewDevice, fake: FakeReader) -> None:
    one, two = new_device("一号"), new_device("二号")
    await one.sync()
    await two.sync()
    for each in (one, two):
        each.library.feeds.add("https://n.test/rss", account=each.id, now=each.now)
    fake.faults.add("lost reply")
    for each in (one, one, two, one):
        each.now += 3600
        await each.sync()
    assert [feed.url for feed in fake.feeds.values()].count("https://n.test/rss") == 1
    for each in (one, two):
        assert [feed.url for feed in each.library.feeds.all()].count("https://n.test/rss") == 1
        assert each.waiting() == []


async def test_13_a_subscription_the_server_refuses_is_put_aside(device: Device, fake: FakeReader) -> None:
    await device.sync()
    fake.broken_urls.add("https://broken.test/rss")
    device.library.feeds.add("https://broken.test/rss", account=device.id, now=device.now)
    device.act("read", True, *first(fake, 1))
    report = await device.sync()
    assert (report.status, report.parked, report.pending) == ("ok", 1, 0)
    assert device.waiting() == [("subscribed", "1", "parked")]


async def test_14_a_move_into_a_folder_renamed_meanwhile_loses_no_feed(device: Device, fake: FakeReader) -> None:
    await device.sync()
    (feed,) = device.library.feeds.all()
    device.library.feeds.update(feed.id, folder="财经")
    fake.feeds["feed/1"].folder = "要闻（新）"
    await device.sync()
    assert fake.feeds["feed/1"].folder == "财经"
    assert device.library.feeds.get(feed.id).folder == "家/财经" and device.waiting() == []


async def test_15_a_first_sync_cut_short_goes_on_where_it_was(device: Device, fake: FakeReader) -> None:
    fake.add_items("feed/1", 1988)
    batches = 0

    def cut_at_sixty_percent(request: Received) -> str:
        nonlocal batches
        batches += request.path.endswith("items/contents")
        return "before" if batches == 6 else ""

    fake.chance = cut_at_sixty_percent
    assert (await device.sync()).new_items == 5 * 250
    assert device.titles()[0] == "第2000篇", "the newest came first"
    fake.chance = lambda _: ""
    fake.calls.clear()
    device.now += 3600
    report = await device.sync()
    assert report.new_items == 2000 - 5 * 250
    assert sum(len(form["i"]) for path, form in fake.calls if path == "stream/items/contents") == 750


async def test_16_more_marks_than_a_server_reads_variables(device: Device, fake: FakeReader) -> None:
    fake.add_items("feed/1", 1038)
    await device.sync()
    device.act("read", True, *fake.items)
    report = await device.sync()
    assert (report.pushed, report.confirmed, report.resent) == (1050, 1050, 0)
    assert all(item.read for item in fake.items.values())


async def test_16_a_refused_batch_is_halved_until_the_bad_row_is_alone(device: Device, fake: FakeReader) -> None:
    fake.add_items("feed/1", 200)
    await device.sync()
    bad = first(fake, 77)[-1]
    fake.poison.add(bad)
    device.act("read", True, *fake.items)
    report = await device.sync()
    assert (report.confirmed, report.parked) == (211, 1)
    assert [id_ for id_, item in fake.items.items() if not item.read] == [bad]
    fake.poison.clear()
    device.library.outbox.retry()
    await device.sync()
    assert fake.items[bad].read and device.waiting() == []


async def test_17_ids_of_all_shapes(device: Device, fake: FakeReader) -> None:
    odd = ["-355401917359550817", "00157a17b192950b65be3791", str(2**63 - 1), "-1", "7"]
    for id_, name in zip(odd, first(fake, 5), strict=True):
        item = fake.items.pop(name)
        item.id = id_
        fake.items[id_] = item
    await device.sync()
    assert device.state() == fake.state()
    device.act("read", True, *odd)
    await device.sync()
    assert all(fake.items[id_].read for id_ in odd) and device.waiting() == []


async def test_17_the_same_feed_here_and_in_an_account(device: Device, fake: FakeReader) -> None:
    local = device.library.feeds.add("https://a.test/rss", "自己的", now=device.now)
    await device.sync()
    feeds = {feed.account: feed.id for feed in device.library.feeds.all()}
    assert feeds[None] == local and len(feeds) == 2
    assert [state.feed for state in device.library.feeds.due(device.now)] == [local], "account feeds are not fetched"


async def test_18_a_server_whose_clock_is_off(device: Device, fake: FakeReader) -> None:
    for item in fake.items.values():
        item.published += 7200
    await device.sync()
    fake.add_items("feed/1", 3)
    assert (await device.sync()).new_items == 3
    assert device.state() == fake.state()


async def test_19_a_server_restored_from_an_old_backup(device: Device, fake: FakeReader) -> None:
    old = dict(fake.items)
    fake.add_items("feed/1", 6)
    await device.sync()
    lost = set(fake.items) - set(old)
    fake.items = old
    fake._next = 100
    fake.add_items("feed/1", 2)
    report = await device.sync()
    assert (report.status, report.gone, report.new_items) == ("ok", 6, 2)
    assert lost <= device.state().keys()


async def test_20_a_disk_that_is_full_rolls_back_and_keeps_the_outbox(device: Device, fake: FakeReader) -> None:
    await device.sync()
    device.act("starred", True, *first(fake, 1))
    fake.add_items("feed/1", 500)
    pages = device.library._db.value("PRAGMA page_count")
    device.library._db.raw.execute(f"PRAGMA max_page_count = {pages + 8}")
    with pytest.raises(CannotWrite):
        await device.sync()
    assert [row[0] for row in device.waiting()] == ["starred"]
    assert device.library._db.value("PRAGMA integrity_check") == "ok"
    device.reopen()
    await device.sync()
    assert device.state() == fake.state() and device.waiting() == []


async def test_21_a_second_sync_of_the_same_account_steps_back(device: Device, fake: FakeReader) -> None:
    with Lock(device.folder, f"sync-{device.id}") as other:
        assert other.acquire()
        report = await device.sync()
        assert (report.status, report.requests) == ("busy", 0)
    assert (await device.sync()).status == "ok"


async def test_22_nothing_secret_follows_a_redirect(device: Device, fake: FakeReader, server: Server) -> None:
    await device.sync()
    with Server() as elsewhere:
        elsewhere.answer_all(lambda _: redirect("https://a.test/"))
        server.route(
            "/api/greader.php/reader/api/0/subscription/list",
            redirect(elsewhere.url("/api/greader.php/reader/api/0/subscription/list"), 307),
        )
        report = await device.sync()
        assert report.status == "failed" and "server-moved" in report.error
        assert elsewhere.requests == []


async def test_22_no_secret_in_what_is_kept_or_told(device: Device, fake: FakeReader) -> None:
    await device.sync()
    fake.auth = "changed"
    fake.chance = lambda request: "before" if request.method == "POST" else ""
    report = await device.sync()
    secret_words = (PASSWORD, "0123abcd", fake.token)
    fake.faults.add("echo")  # a server that says back all it was told
    device.now += 3600
    device.act("read", True, *list(fake.items)[:2])
    said = repr((report, await device.sync(), device.events, device.account))
    assert not any(word in said for word in secret_words)
    device.close()
    stored = b"".join(path.read_bytes() for path in device.folder.glob("library*"))
    assert not any(word.encode() in stored for word in secret_words)
    assert not any(word in request.target for word in secret_words for request in fake.server.requests)
    if os.name == "posix":
        assert (device.folder / "secrets.json").stat().st_mode & 0o077 == 0
