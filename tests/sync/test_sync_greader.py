"""One device and one server: both ways, and what a sync costs."""

from tests.support.greader import FakeReader
from tests.sync.device import Device


async def test_the_first_sync_brings_feeds_entries_and_states(device: Device, fake: FakeReader) -> None:
    read, starred = list(fake.items)[:2]
    fake.items[read].read = fake.items[starred].starred = True
    report = await device.sync()
    assert (report.status, report.new_items) == ("ok", 12), report
    assert device.state() == fake.state()
    (feed,) = device.library.feeds.all()
    assert (feed.title, feed.folder, feed.account, feed.unread) == ("甲报", "家/要闻", device.id, 11)
    assert device.titles()[0] == "第12篇"
    assert device.library.entries.article(device.entries()[read]).text == "第1篇的正文"


async def test_the_second_sync_costs_five_requests_and_changes_nothing(device: Device, fake: FakeReader) -> None:
    await device.sync()
    report = await device.sync()
    assert report.requests <= 5
    assert (report.new_items, report.state_changes, report.status) == (0, 0, "ok")


async def test_acts_go_out_and_are_confirmed_by_the_next_list(device: Device, fake: FakeReader) -> None:
    await device.sync()
    one, two, three = list(fake.items)[:3]
    device.act("read", True, one, two)
    device.act("starred", True, three)
    assert device.account.pending == 3
    report = await device.sync()
    assert (report.pushed, report.confirmed, report.pending) == (3, 3, 0)
    assert fake.items[one].read and fake.items[two].read and fake.items[three].starred
    assert device.state() == fake.state()
    device.library.acts.undo()
    await device.sync()
    assert not fake.items[three].starred


async def test_what_other_devices_do_comes_in(device: Device, fake: FakeReader) -> None:
    await device.sync()
    some = list(fake.items)[:4]
    fake.edit("user/-/state/com.google/read", True, some)
    report = await device.sync()
    assert report.state_changes == 4
    assert device.state() == fake.state()
    assert device.waiting() == []


async def test_a_change_taken_back_before_it_was_sent_needs_no_request(device: Device, fake: FakeReader) -> None:
    await device.sync()
    one = next(iter(fake.items))
    device.act("read", True, one)
    device.act("read", False, one)
    assert device.waiting() == []


async def test_subscriptions_go_both_ways(device: Device, fake: FakeReader) -> None:
    await device.sync()
    feeds = device.library.feeds
    (old,) = feeds.all()
    new = feeds.add("https://b.test/rss", "乙报", "体育", account=device.id, now=device.now)
    feeds.update(old.id, title="新甲报", folder="财经")
    report = await device.sync()
    assert report.status == "ok"
    assert {(feed.url, feed.title, feed.folder) for feed in fake.feeds.values()} == {
        ("https://a.test/rss", "新甲报", "财经"),
        ("https://b.test/rss", "乙报", "体育"),
    }
    assert device.waiting() == []
    assert feeds.get(old.id).title == "新甲报"
    feeds.remove([new], device.now)
    await device.sync()
    assert [feed.url for feed in fake.feeds.values()] == ["https://a.test/rss"]
    device.library.acts.undo()
    await device.sync()
    assert {feed.url for feed in fake.feeds.values()} == {"https://a.test/rss", "https://b.test/rss"}


async def test_a_login_in_an_address_is_told_to_the_server_and_lies_in_no_library(
    device: Device, fake: FakeReader
) -> None:
    await device.sync()
    new = device.library.feeds.add("https://u:geheim@b.test/rss", account=device.id, now=device.now)
    await device.sync()
    assert "https://u:geheim@b.test/rss" in {feed.url for feed in fake.feeds.values()}
    fake.add_feed("https://v:geheim@c.test/rss", "丙报")
    await device.sync()
    assert {feed.url for feed in device.library.feeds.all()} >= {"https://b.test/rss", "https://c.test/rss"}
    assert device.library.feeds.get(new).url == "https://b.test/rss"
    assert device.waiting() == []
    assert all(b"geheim" not in path.read_bytes() for path in device.folder.glob("library.db*"))


async def test_titles_folders_and_new_feeds_of_the_server_come_in(device: Device, fake: FakeReader) -> None:
    await device.sync()
    feed = next(iter(fake.feeds.values()))
    feed.title, feed.folder = "甲 & 乙 <报>", "体育"
    fake.add_items(fake.add_feed("https://c.test/rss", "丙报"), 2)
    report = await device.sync()
    assert report.new_items == 2
    known = {feed.title: feed.folder for feed in device.library.feeds.all()}
    assert known == {"甲 & 乙 <报>": "家/体育", "丙报": "家"}


async def test_labels_are_the_readers_tags(device: Device, fake: FakeReader) -> None:
    await device.sync()
    assert "labels" in device.account.abilities
    one, two = list(fake.items)[:2]
    device.library.acts.tag([device.entries()[one]], ["待读"], [], device.now)
    await device.sync()
    assert fake.items[one].labels == {"待读"}
    fake.edit("user/-/label/待读", True, [two])
    fake.edit("user/-/label/待读", False, [one])
    await device.sync()
    tagged = {id_ for id_ in device.entries().values() if device.library.entries.article(id_).own_tags}
    assert tagged == {device.entries()[two]}
    assert device.waiting() == []
