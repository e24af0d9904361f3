"""Telling a feed from everything else."""

import os

import pytest

from tui.feeds.parse import parse
from tui.feeds.sniff import sniff
from tui.model.errors import EmptyBody, NotAFeed


@pytest.mark.parametrize(
    ("text", "kind", "root"),
    [
        ("<rss/>", "xml", "<rss"),
        ("\ufeff <?xml version='1.0'?><!-- <html> --><feed/>", "xml", "<feed"),
        ("<!DOCTYPE rss [<!ENTITY a ']>'> ]><rss/>", "xml", "<rss"),
        ("<?xml version='1.0'?><rdf:RDF/>", "xml", "<rdf"),
        ("Warning: x in <b>y</b>\n<?xml version='1.0'?><rss><item/></rss>", "xml", "<rss"),
        ("<entry><title>x</title></entry>", "xml", "<entry"),
        ("<custom><item/></custom>", "xml", "<custom"),
        ("<!doctype html><html><body>rss &lt;feed></body></html>", "html", "<html"),
        ("<!DOCTYPE HTML PUBLIC 'x'><p>hello", "html", "<p"),
        ("<html><!-- <rss> --></html>", "html", "<html"),
        ("<opml><body/></opml>", "other-xml", "<opml"),
        ('{"version": 1}', "json", "{"),
        ("404 not found", "text", "404"),
        ("", "text", ""),
        ("<!DOCTYPE", "text", ""),
        ("<?xml", "text", ""),
    ],
)
def test_kind_and_beginning(text: str, kind: str, root: str) -> None:
    found, start = sniff(text)
    assert found == kind
    assert text[start:].startswith(root)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<!doctype html><html><head><title>Login</title></head></html>", "html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "image"),
        (b"GIF89a" + bytes(50), "image"),
        (b'{"error": "not found"}', "json"),
        (b'[{"id": 1}]', "json"),
        (b"[" * 100_000, "json"),
        (b'{"items": ' + b"9" * 5000 + b"}", "json"),
        (b"<opml version='1.0'><body/></opml>", "xml"),
        (b"just a line of text", "text"),
        (bytes(range(1, 256)) * 20, "text"),
    ],
)
def test_what_is_no_feed_is_named(body: bytes, found: str) -> None:
    with pytest.raises(NotAFeed) as caught:
        parse(body, "https://e.example/")
    assert caught.value.about == {"url": "https://e.example/", "found": found}


@pytest.mark.parametrize("body", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n", b"\0\0\0"])
def test_nothing_is_said_to_be_nothing(body: bytes) -> None:
    with pytest.raises(EmptyBody):
        parse(body)


def test_noise_is_never_taken_for_a_feed() -> None:
    for _ in range(20):
        with pytest.raises(NotAFeed):
            parse(b"x" + os.urandom(2000))
