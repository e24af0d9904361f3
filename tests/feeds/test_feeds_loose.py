"""The last resort reads what the usual way reads."""

import pytest

from tests.support.feeds import rss
from tui.feeds import parse as parsing
from tui.feeds.parse import parse
from tui.feeds.tree import NotReadable
from tui.model.errors import ParseError


def beyond_repair(text: str, start: int) -> None:
    raise NotReadable


def test_feedparser_reads_what_cannot_be_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    body = rss(["甲", "乙", "丙"])
    usual = parse(body, "https://example.org/feed", now=1_795_000_000)
    monkeypatch.setattr(parsing, "grow", beyond_repair)
    loose = parse(body, "https://example.org/feed", now=1_795_000_000)
    assert [entry.title for entry in loose.entries] == ["甲", "乙", "丙"]
    assert [(e.guid, e.url, e.published, e.text) for e in loose.entries] == [
        (e.guid, e.url, e.published, e.text) for e in usual.entries
    ]
    assert loose.title == usual.title


def test_a_caption_is_not_the_text_there_either(monkeypatch: pytest.MonkeyPatch) -> None:
    body = (
        b'<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><guid>1</guid><description>short</description>'
        b"<media:content><media:title>user</media:title><media:description>a long caption of a picture"
        b"</media:description></media:content></item><item><guid>2</guid><title>t</title>"
        b"<media:description>of a film</media:description></item></channel></rss>"
    )
    usual = parse(body, "https://example.org/feed", now=1_795_000_000)
    monkeypatch.setattr(parsing, "grow", beyond_repair)
    loose = parse(body, "https://example.org/feed", now=1_795_000_000)
    for feed in (usual, loose):
        assert [(e.title, e.text, e.summary) for e in feed.entries] == [
            ("short", "short", "short"),
            ("t", "of a film", "of a film"),
        ]


def test_nothing_readable_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "grow", beyond_repair)
    with pytest.raises(ParseError):
        parse(b"<rss><channel></channel></rss>", "https://example.org/feed", now=1)
