"""Newsboat's urls file, and telling formats apart."""

import pytest

from tui.transfer.newsboat import read_urls
from tui.transfer.sniff import sniff
from tui.transfer.subscriptions import Skipped, Subscription

URLS = r"""# my feeds
https://a.example/rss
https://b.example/rss 新闻 "two words" "~B's \"own\" title" !

  https://c.example/rss "!hidden" # a remark
"query:Unread:unread = \"yes\""
exec:~/bin/feed.sh tag
filter:~/bin/f.sh:https://d.example/rss
"|touch x"
file:///home/me/feed.xml
https://a.example/rss again
https://e.example/rss#part "open quote
"""


def test_a_whole_file() -> None:
    found = read_urls(URLS)
    assert found.items == (
        Subscription("https://a.example/rss", tags=("again",)),
        Subscription("https://b.example/rss", 'B\'s "own" title', tags=("新闻", "two words")),
        Subscription("https://c.example/rss", tags=("hidden",)),
        Subscription("https://e.example/rss#part", tags=("open quote",)),
    )
    assert [skipped.reason for skipped in found.skipped] == ["query", "command", "command", "command", "scheme"]
    assert found.skipped[0] == Skipped("Unread", "query")


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", '""', '"', "\\", "\ufeff"])
def test_nothing_in_it(text: str) -> None:
    found = read_urls(text)
    assert found.items == ()


def test_a_byte_order_mark_and_windows_lines() -> None:
    found = read_urls("\ufeffhttps://a.example/\r\nhttps://b.example/ x\r\n")
    assert [(item.url, item.tags) for item in found.items] == [
        ("https://a.example/", ()),
        ("https://b.example/", ("x",)),
    ]


def test_passwords_are_flagged_and_not_told() -> None:
    found = read_urls("https://u:s3cr3t@a.example/f\nftp://u:s3cr3t@a.example/f")
    assert found.items[0].secret
    assert "s3cr3t" not in repr(found.skipped)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'<?xml version="1.0"?><opml version="1.0"/>', "opml"),
        (b"<!-- " + b"x" * 1000 + b" -->\n<OPML>", "opml"),
        ('<opml version="2.0">'.encode("utf-16"), "opml"),
        (b'<outline xmlUrl="https://e.test/"/>', "opml"),
        (b"https://e.test/feed\n", "newsboat"),
        (b"\xef\xbb\xbf# c\n\n  http://e.test/feed tag\n", "newsboat"),
        (b'"query:a:b"\n', "newsboat"),
        (b"exec:x\n", "newsboat"),
        (b"", "unknown"),
        (b"\x00\x01\x02", "unknown"),
        (b"<html><a href='https://e.test/'>", "unknown"),
        (b'{"url": "https://e.test/"}', "unknown"),
        (b"just words about https://e.test/", "unknown"),
        (b"<rss version='2.0'><channel>", "unknown"),
    ],
)
def test_sniff(data: bytes, kind: str) -> None:
    assert sniff(data) == kind
