"""From what a feed says to what is kept: choice, bounds, identity, addresses."""

from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.feeds.mapping import GUID, URL, finish, is_chinese
from tui.feeds.parse import parse
from tui.feeds.raw import RawEnclosure, RawEntry, RawFeed, RawText
from tui.feeds.tree import join
from tui.model.feed import ParsedEntry

NOW = 1_715_000_000
BASE = "https://e.example/feed/"


def one(entry: RawEntry) -> ParsedEntry:
    (parsed,) = finish(RawFeed("RSS 2.0", entries=[entry]), BASE, NOW, 10).entries
    return parsed


_PARTS = ["https://", "http://", "a.cn", ":80", "/", "//", "..", ".", "?", "a=1", "&", "#", ";", "x", "%20", "字"]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PARTS), max_size=8).map("".join))
def test_an_absolute_link_is_left_as_it_would_be(link: str) -> None:
    assert join(BASE, link) == (urljoin(BASE, link) if link else "")


def test_long_guid_is_kept_as_its_hash_and_stays_the_same() -> None:
    first, again, other = (one(RawEntry(guid=guid)).guid for guid in ("x" * 5000, "x" * 5000, "x" * 4999 + "y"))
    assert first == again != other
    assert len(first.encode()) <= GUID
    assert one(RawEntry(guid="字" * 300)).guid == "字" * 300


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("a", "https://e.example/feed/a"),
        ("/a", "https://e.example/a"),
        ("//other.example/a", "https://other.example/a"),
        ("http://e.example/?a=1&b=2", "http://e.example/?a=1&b=2"),
        (" https://e.example/x \n", "https://e.example/x"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("mailto:a@b.example", ""),
        ("http://[::bad/", ""),
        ("https://e.example/" + "x" * URL, ""),
        ("", ""),
    ],
)
def test_links_are_absolute_http_or_nothing(link: str, expected: str) -> None:
    assert one(RawEntry(guid="g", link=link)).url == expected


def test_the_newest_are_kept_in_their_order_where_dates_tell() -> None:
    days = [3, 1, 5, 2, 4]
    entries = [RawEntry(guid=str(day), published=f"2024-05-0{day}T00:00:00Z") for day in days]
    feed = finish(RawFeed("RSS 2.0", entries=entries, dropped=7), BASE, NOW, 3)
    assert [entry.guid for entry in feed.entries] == ["3", "5", "4"]
    assert feed.dropped == 9


def test_the_first_are_kept_where_no_date_tells() -> None:
    feed = finish(RawFeed("RSS 2.0", entries=[RawEntry(guid=str(n)) for n in range(5)]), BASE, NOW, 2)
    assert [entry.guid for entry in feed.entries] == ["0", "1"]
    assert feed.dropped == 3


def test_body_is_the_more_complete_field() -> None:
    short, full = RawText("<p>短</p>"), RawText("<p>很长很长很长的全文</p>")
    assert one(RawEntry(contents=[full], summaries=[short])).text == "很长很长很长的全文"
    assert one(RawEntry(contents=[full], summaries=[short])).summary == "短"
    assert one(RawEntry(contents=[short], summaries=[full])).text == "很长很长很长的全文"
    assert one(RawEntry(summaries=[full])).summary == "很长很长很长的全文"


def test_markup_that_was_escaped_once_too_often_is_markup() -> None:
    assert one(RawEntry(summaries=[RawText("&lt;p&gt;一段&lt;/p&gt;")])).text == "一段"


def test_plain_text_keeps_its_paragraphs_and_angle_brackets() -> None:
    assert one(RawEntry(contents=[RawText("a < b\n\n<p>c", html=False)])).text == "a < b\n\n<p>c"


def test_summary_is_bounded() -> None:
    assert len(one(RawEntry(summaries=[RawText("很" * 5000)])).summary) <= 200


def test_enclosures_are_checked_and_counted_once() -> None:
    raw = [
        RawEnclosure("https://e.example/a.mp3", "audio/mpeg", "12"),
        RawEnclosure("https://e.example/a.mp3"),
        RawEnclosure("b.mp3", "x\x1b[31m", "-5"),
        RawEnclosure("https://e.example/c", length="9" * 50),
        RawEnclosure("file:///etc/passwd"),
    ]
    found = one(RawEntry(enclosures=raw)).enclosures
    assert [(item.url, item.length) for item in found] == [
        ("https://e.example/a.mp3", 12),
        ("https://e.example/feed/b.mp3", 0),
        ("https://e.example/c", 0),
    ]
    assert "\x1b" not in found[1].type


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("zh-CN", "English", True),
        ("", "今天的新闻", True),
        ("en", "今天的新闻，服务器忘了改语言", True),
        ("ja", "日本語のニュース", False),
        ("", "ニュースの時間です", False),
        ("", "Plain English", False),
        ("", "", False),
    ],
)
def test_chinese_feeds_are_known(language: str, title: str, expected: bool) -> None:
    assert is_chinese(RawFeed("RSS 2.0", title=RawText(title), language=language)) is expected


def test_colliding_guids_and_missing_ones_lose_nothing() -> None:
    items = (
        "".join(f"<item><title>{n}</title><guid>same</guid></item>" for n in range(10))
        + "<item><title>x</title></item>"
    )
    assert len(parse(f"<rss><channel>{items}</channel></rss>".encode()).entries) == 11


def test_more_items_than_anyone_reads_are_counted_not_kept() -> None:
    body = b"<rss><channel>" + b"<item><title>x</title></item>" * 3000 + b"<item/>" * 50_000 + b"</channel></rss>"
    feed = parse(body, limit=100)
    assert (len(feed.entries), feed.dropped) == (100, 2900)


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id>{}<entry><id>1</id><title>题</title>{}</entry></feed>'
JSON = '{{"version": "https://jsonfeed.org/version/1.1", {}"items": [{{"id": "1", "title": "题"{}}}]}}'
OWN = "<author><name>阮一峰</name></author>"
OTHER = "<author><name>客座</name></author>"


@pytest.mark.parametrize(
    ("feed", "authors"),
    [
        (ATOM.format(OWN, ""), ("阮一峰",)),
        (ATOM.format(OWN, OTHER), ("客座",)),
        (ATOM.format(OWN, f"<source><title>别处</title>{OTHER}</source>"), ("客座",)),
        (ATOM.format(OWN, "<author><email>a@b.example</email></author>"), ("阮一峰",)),
        (JSON.format('"authors": [{"name": "甲"}], ', ""), ("甲",)),
        (JSON.format('"author": {"name": "甲"}, ', ""), ("甲",)),
        (JSON.format('"authors": [{"name": "甲"}], ', ', "authors": [{"name": "乙"}]'), ("乙",)),
        ("<rss><channel><author>管理员</author><item><guid>1</guid><title>题</title></item></channel></rss>", ()),
    ],
)
def test_who_wrote_an_entry_that_does_not_say(feed: str, authors: tuple[str, ...]) -> None:
    assert parse(feed.encode(), BASE, now=NOW).entries[0].authors == authors
