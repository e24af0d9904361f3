"""Finding the feeds of a site."""

import pytest

from tui.feeds.discover import MOST, FoundFeed, common_paths, discover

URL = "https://site.example/news/index.html"


def test_announced_feeds_come_first_with_title_and_type() -> None:
    page = """<html><head><base href="/cn/"><!-- <link rel=alternate type="application/rss+xml" href="/old"> -->
      <a href="/rss.xml">RSS</a>
      <link rel="stylesheet" href="x.css">
      <LINK REL='alternate' TYPE='application/rss+xml' TITLE='要闻 &amp; 评论' HREF='feed'>
      <link rel="alternate" type="application/atom+xml; charset=utf-8" href="https://other.example/a?x=1&amp;y=2#top">
      <link rel="alternate" hreflang="en" href="/en"><link rel="alternate" type="application/json" href="/wp-json/x">
      <link rel="alternate" type="application/feed+json" href=feed.json></head></html>"""
    assert discover(page, URL) == [
        FoundFeed("https://site.example/cn/feed", "要闻 & 评论", "rss"),
        FoundFeed("https://other.example/a?x=1&y=2", "", "atom"),
        FoundFeed("https://site.example/cn/feed.json", "", "json"),
        FoundFeed("https://site.example/rss.xml", "RSS", ""),
    ]


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("/rss", True),
        ("/rss/finance.xml", False),
        ("/feed/", True),
        ("/blog/atom.xml", True),
        ("/index.php?feed=rss2", True),
        ("feed://site.example/x/rss.xml", True),
        ("feed:https://site.example/x/rss.xml", True),
        ("/feedback", False),
        ("/about-rss.html", False),
        ("/newsfeeds.html", False),
        ("javascript:rss()", False),
        ("#rss", False),
        ("http://[bad/rss", False),
    ],
)
def test_links_that_look_like_feeds(link: str, found: bool) -> None:
    assert bool(discover(f'<a class=x href="{link}">看看</a>', URL)) is found


def test_words_help_where_the_address_alone_does_not() -> None:
    assert [feed.title for feed in discover('<a href="/rss/finance.xml">RSS订阅</a>', URL)] == ["RSS订阅"]


def test_the_page_itself_and_repeats_are_left_out() -> None:
    page = '<a href="/feed">a</a><a href="/feed">b</a><a href="/rss">c</a>'
    assert [feed.url for feed in discover(page, "https://site.example/rss")] == ["https://site.example/feed"]


def test_titles_cannot_control_the_terminal() -> None:
    (feed,) = discover('<link rel=alternate type=application/rss+xml href=/f title="&#27;[31mx">', URL)
    assert feed.title == "[31mx"


@pytest.mark.parametrize("unit", ["<link ", "<a ", "<!--", '<a href="', "<a href='rss'>", "<a>", "'\""])
def test_traps_cost_no_more_than_their_size(unit: str) -> None:
    assert len(discover(unit * 100_000, URL)) <= MOST


def test_common_paths_try_the_folder_then_the_root() -> None:
    paths = common_paths("https://site.example/blog/?page=2#x")
    assert paths[0] == "https://site.example/blog/feed"
    assert "https://site.example/rss.xml" in paths
    assert "https://site.example/atom.xml" in paths
    assert "https://site.example/index.xml" in paths
    assert len(paths) == len(set(paths)) <= 26


@pytest.mark.parametrize("url", ["", "site.example", "file:///x", "http://", "http://[bad"])
def test_common_paths_of_what_is_no_site(url: str) -> None:
    assert common_paths(url) == []
