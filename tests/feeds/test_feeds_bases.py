"""What relative addresses are relative to: ``xml:base``, else the entry's address, else the site's, else the feed's."""

import json

import pytest

from tests.support.feeds import rss
from tui.feeds import parse as parsing
from tui.feeds.parse import parse
from tui.feeds.tree import NotReadable
from tui.model.feed import ParsedEntry
from tui.store.decide import Known, decide, identified

PROXY = "https://proxy.example/blog/feed"
MARKUP = '<img src="b.png"><img src="/img/a.png">'
BODY = f"<description><![CDATA[{MARKUP}]]></description>"
SITE = "<link>https://blog.example/</link>"


def read(channel: str, attributes: str = "") -> ParsedEntry:
    (entry,) = parse(f"<rss><channel{attributes}>{channel}</channel></rss>".encode(), PROXY, now=1).entries
    return entry


@pytest.mark.parametrize(
    ("channel", "attributes", "images"),
    [
        (
            f"{SITE}<item><link>https://blog.example/posts/a/</link>{BODY}</item>",
            "",
            ("https://blog.example/posts/a/b.png", "https://blog.example/img/a.png"),
        ),
        (
            f"{SITE}<item><guid>1</guid><link>/posts/b/</link>{BODY}</item>",
            "",
            ("https://blog.example/posts/b/b.png", "https://blog.example/img/a.png"),
        ),
        (f"{SITE}<item>{BODY}</item>", "", ("https://blog.example/b.png", "https://blog.example/img/a.png")),
        (f"<item>{BODY}</item>", "", ("https://proxy.example/blog/b.png", "https://proxy.example/img/a.png")),
        (
            f"{SITE}<item><link>https://blog.example/posts/a/</link>{BODY}</item>",
            ' xml:base="https://base.example/x/"',
            ("https://base.example/x/b.png", "https://base.example/img/a.png"),
        ),
        (
            f'{SITE}<item xml:base="y/"><link>https://blog.example/posts/a/</link>{BODY}</item>',
            "",
            ("https://blog.example/y/b.png", "https://blog.example/img/a.png"),
        ),
    ],
)
def test_pictures_of_a_text(channel: str, attributes: str, images: tuple[str, ...]) -> None:
    assert read(channel, attributes).images == images


def test_json_feeds() -> None:
    item = {"id": "1", "url": "/posts/a/", "content_html": MARKUP, "image": "/c.png"}
    data = {"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://blog.example/", "items": [item]}
    (entry,) = parse(json.dumps(data).encode(), PROXY, now=1).entries
    assert entry.url == "https://blog.example/posts/a/"
    assert entry.images == (
        "https://blog.example/c.png",
        "https://blog.example/posts/a/b.png",
        "https://blog.example/img/a.png",
    )


def test_the_last_resort_has_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = f"<rss><channel>{SITE}<item><guid>1</guid><link>/posts/b/</link>{BODY}</item></channel></rss>".encode()
    usual = parse(feed, PROXY, now=1)

    def beyond_repair(text: str, start: int) -> None:
        raise NotReadable

    monkeypatch.setattr(parsing, "grow", beyond_repair)
    loose = parse(feed, PROXY, now=1)
    assert [(e.url, e.html) for e in loose.entries] == [(e.url, e.html) for e in usual.entries]


@pytest.mark.parametrize("guid", ["<guid isPermaLink='false'>1</guid>", ""])
def test_what_was_read_before_is_known_again(guid: str) -> None:
    item = f"<item>{guid}<title>题</title><link>posts/b/</link><description>文</description></item>"
    old = parse(f"<rss><channel>{item}</channel></rss>".encode(), PROXY, now=1)
    new = parse(f"<rss><channel>{SITE}{item}</channel></rss>".encode(), PROXY, now=1)
    stored = [Known(1, arrived.keys) for arrived in identified(old)]
    assert decide(stored, identified(new)).inserts == ()
    assert (new.entries[0].url == "https://blog.example/posts/b/") == bool(guid)


def test_absolute_ones_stay() -> None:
    feed = parse(rss(["甲"], link="https://blog.example"), PROXY, now=1)
    assert feed.entries[0].url == "https://blog.example/1"
