"""Thousands of real feeds and the hostile ones; a sample unless KANBAO_FULL=1, and skipped where they are absent."""

import io
import json
import os
import re
import warnings
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tui.feeds.parse import parse
from tui.feeds.reader import FeedReader
from tui.model.errors import EmptyBody, KanbaoError, NotAFeed, ParseError, WorkerStopped
from tui.model.feed import ParsedFeed
from tui.text.decode import decode
from tui.worker.pool import Workers

SHARED = Path(__file__).resolve().parents[3] / "shared"
FEEDS, ATTACKS = SHARED / "corpus" / "feeds", SHARED / "attacks"
FULL = os.environ.get("KANBAO_FULL") == "1"
URL, NOW = "https://e.example/feed", 1_715_000_000

corpus = pytest.mark.skipif(not FEEDS.is_dir(), reason="the shared corpus is absent")
attacks = pytest.mark.skipif(not ATTACKS.is_dir(), reason="the shared attacks are absent")


def feeds() -> list[Path]:
    """All files of the corpus, or every twenty-fifth."""
    files = sorted(
        path for path in FEEDS.rglob("*") if path.is_file() and path.name not in ("README.md", "expected.json")
    )
    return files if FULL else files[::25]


def fold(text: str) -> str:
    return " ".join(text.split())


def peer(text: str) -> int:
    """How many entries with something in them feedparser finds in text that was decoded rightly."""
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", re.sub(r"^\s*<\?xml[^>]*\?>", "", text))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")), sanitize_html=False, resolve_relative_uris=False
        )
        return sum(
            any(entry.get(key) for key in ("title", "link", "id", "summary", "content")) for entry in parsed.entries
        )


@corpus
def test_no_entry_is_lost() -> None:
    lost = []
    for path in feeds():
        body = path.read_bytes()
        try:
            feed = parse(body, URL, now=NOW)
            found = len(feed.entries) + feed.dropped
        except ParseError:
            found = 0
        wanted = peer(decode(body).text)
        if found < wanted:
            lost.append((str(path), found, wanted))
    assert lost == []


@corpus
async def test_every_file_is_read_or_refused_in_the_worker() -> None:
    async with Workers(size=2) as workers:
        reader = FeedReader(workers)
        for path in feeds():
            try:
                feed = await reader.read(path.read_bytes(), URL, now=NOW)
            except (NotAFeed, EmptyBody):
                continue
            assert isinstance(feed, ParsedFeed)


@corpus
def test_titles_of_transcoded_feeds_are_right() -> None:
    folder = FEEDS / "zh-transcoded"
    wrong = []
    for name, expected in json.loads((folder / "expected.json").read_text("utf-8")).items():
        feed = parse((folder / name).read_bytes(), URL, content_type=expected["content_type"], now=NOW)
        titles, wanted = (
            [fold(entry.title) for entry in feed.entries],
            [fold(title) for title in expected["entry_titles"]],
        )
        whole = expected["note"].startswith("all")
        if not (titles == wanted if whole else titles[: len(wanted)] == wanted) or fold(feed.title) != fold(
            expected["feed_title"]
        ):
            wrong.append(name)
    # One file was cut before the third of the four titles that are asked of it.
    assert len(wrong) <= 1, wrong


EXPECTED: dict[str, Any] = {
    "bomb_gzip_200MB.xml.gz": "not-a-feed",
    "not_a_feed.xml": "not-a-feed",
    "empty_trunc.xml": "empty-body",
    "json_nest.json": "not-a-feed",
    "bomb_items.xml": 0,
    "bomb_codec.xml": 0,
    "bomb_attrs.xml": 1,
    "bomb_author.xml": 1,
    "bomb_comment.xml": 1,
    "bomb_laughs.xml": 1,
    "bomb_nest_html.xml": 1,
    "bomb_nest_xml.xml": 1,
    "bomb_quadratic.xml": 1,
    "bomb_style.xml": 1,
    "bomb_title.xml": 1,
    "dates.xml": 7,
    "enc_codec.xml": 1,
    "enc_lie.xml": 1,
    "guid_collide.xml": 10,
    "json_dup.json": 1,
    "json_types.json": 2,
    "link_schemes.xml": 8,
    "markup_broken.xml": 10,
    "markup_click.xml": 3,
    "surrogate.json": 1,
    "xxe_file.xml": 1,
}
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\u200b\ufeff]")


def attack_files() -> list[Path]:
    return (
        sorted(path for path in ATTACKS.iterdir() if path.suffix in (".xml", ".json", ".html", ".gz"))
        if ATTACKS.is_dir()
        else []
    )


@attacks
async def test_hostile_feeds_end_as_they_should() -> None:
    ends: dict[str, Any] = {}
    async with Workers(size=1) as workers:
        reader = FeedReader(workers)
        for path in attack_files():
            if path.name == "manifest.json":
                continue
            try:
                feed = await reader.read(path.read_bytes(), URL, now=NOW)
            except WorkerStopped as error:
                ends[path.name] = str(error)
            except KanbaoError as error:
                ends[path.name] = error.code
            else:
                ends[path.name] = len(feed.entries)
                check_harmless(feed)
    assert {name: ends[name] for name in EXPECTED} == EXPECTED
    assert all(ends[path.name] == "not-a-feed" for path in attack_files() if path.suffix == ".html")
    assert not [name for name, end in ends.items() if isinstance(end, str) and end.startswith("worker")]


def check_harmless(feed: ParsedFeed) -> None:
    """Nothing that a terminal would obey, no address but http(s), nothing over its bound."""
    for entry in feed.entries:
        texts = [
            entry.title,
            entry.text,
            entry.summary,
            entry.source,
            entry.guid,
            entry.html,
            *entry.authors,
            *entry.tags,
        ]
        assert not [text for text in texts if FORBIDDEN.search(text)]
        links = [
            entry.url,
            entry.comments_url,
            entry.comments_feed,
            *entry.images,
            *(one.url for one in entry.enclosures),
        ]
        assert all(link.startswith(("http://", "https://")) for link in links if link)
        assert len(entry.title.encode()) <= 4096
        assert len(entry.guid.encode()) <= 1024
        assert "root:" not in entry.title
