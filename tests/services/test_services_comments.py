"""The comments on an entry, from the feed that its own feed names: fetched when asked for, bounded, and not kept."""

import pytest

from tests.services.conftest import Bench
from tests.support.server import Reply
from tui.model.comment import Comment
from tui.model.errors import AddressRefused, HttpFailed, NotAFeed, NotFound
from tui.services.comments import LONGEST_ALL, MOST, CommentFeeds

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel><title>报</title>{items}</channel></rss>"""


def comment(author: str, text: str, minute: int) -> str:
    return (
        f"<item><title>评论者：{author}</title><guid>c{minute}-{author}</guid>"
        f"<pubDate>Mon, 02 Nov 2026 08:{minute:02}:00 +0800</pubDate>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
    )


async def entry_with(bench: Bench, address: str) -> int:
    """The entry of a feed that says where the comments on it are."""
    item = f"<item><title>旧车站</title><guid>1</guid><wfw:commentRss>{address}</wfw:commentRss></item>"
    bench.server.route("/feed", Reply(RSS.format(items=item).encode()))
    bench.add("/feed")
    await bench.refresh()
    return bench.library.entries.ids()[0][1]


def comments(bench: Bench) -> CommentFeeds:
    return CommentFeeds(bench.library, bench.fetcher, bench.reader, bench.clock)


async def test_the_earliest_first_with_names_and_without_what_strangers_slip_in(bench: Bench) -> None:
    entry = await entry_with(bench, bench.server.url("/comments"))
    items = comment("林<b>舟</b>", "写得<script>alert(1)</script>好。", 20) + comment("程望", "先来\x1b[31m。", 5)
    items += comment("后来的人", "明年再说。", 30).replace("2026", "2027")
    bench.server.route("/comments", Reply(RSS.format(items=items).encode()))
    found = await comments(bench).fetch(entry)
    assert [(one.author, one.html) for one in found] == [
        ("程望", "<p>先来[31m。</p>"),
        ("林舟", "<p>写得好。</p>"),
        ("后来的人", "<p>明年再说。</p>"),
    ]
    assert found[-1].published == bench.now
    assert bench.library.counts().entries == 1


async def test_more_than_one_reads_is_left_out(bench: Bench) -> None:
    entry = await entry_with(bench, bench.server.url("/comments"))
    many = "".join(comment(f"读者{n}", "长" * 3_000, n % 60) for n in range(MOST + 40))
    many += comment("书", "长" * 30_000, 59)
    bench.server.route("/comments", Reply(RSS.format(items=many).encode()))
    found = await comments(bench).fetch(entry)
    assert 50 < len(found) < MOST
    assert sum(len(one.html) for one in found) <= LONGEST_ALL
    assert "书" not in {one.author for one in found}


async def test_what_goes_wrong_is_told(bench: Bench) -> None:
    entry = await entry_with(bench, bench.server.url("/comments"))
    bench.server.route("/comments", Reply(b"", status=404))
    with pytest.raises(HttpFailed):
        await comments(bench).fetch(entry)
    bench.server.route("/comments", Reply(b"<html><body><p>404</p></body></html>"))
    with pytest.raises(NotAFeed):
        await comments(bench).fetch(entry)
    bench.server.route("/comments", Reply(RSS.format(items="").encode()))
    none: list[Comment] = []
    assert await comments(bench).fetch(entry) == none


@pytest.mark.parametrize(("address", "error"), [("", NotFound), ("http://127.0.0.2:9/comments", AddressRefused)])
async def test_no_feed_of_comments_and_one_inside_the_readers_network(
    bench: Bench, address: str, error: type[Exception]
) -> None:
    entry = await entry_with(bench, address)
    with pytest.raises(error):
        await comments(bench).fetch(entry)
