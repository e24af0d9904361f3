"""The rows of the source pane: which there are, and that only what is another is made anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.model.feed import ParsedEntry, ParsedFeed
from tui.services.sources import Source, SourceBook
from tui.store.library import Library
from tui.store.record import FetchRecord

NOW = 1_795_000_000
DAY = 86_400


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def _feed(library: Library, name: str, *tags: str, folder: str = "", at: int = NOW) -> int:
    id_ = library.feeds.add(f"https://{name}.test/feed", name, folder, now=NOW)
    entries = tuple(
        ParsedEntry(guid=f"{name}{n}", title="题", url=f"https://{name}.test/{n}", published=at, tags=tags)
        for n in range(2)
    )
    library.refresh(id_, FetchRecord(), ParsedFeed(entries=entries), at)
    return id_


def _rows(book: SourceBook, library: Library, *folded: str) -> list[Source]:
    return book.rows(folded, library.smart.all(), {}, NOW)


def test_an_act_makes_new_rows_only_of_what_it_changed(library: Library) -> None:
    _feed(library, "甲", "财经", folder="夹")
    other = _feed(library, "乙", "科技")
    book = SourceBook(library)
    before = _rows(book, library)
    assert all(old is new for old, new in zip(before, _rows(book, library), strict=True))

    library.acts.act([library.entries.ids(limit=9)[0][1]], "read", True, NOW)
    after = _rows(book, library)
    (marked,) = library.entries.rows([library.entries.ids(limit=9)[0][1]])
    tag, name = ("科技", str(other)) if marked.feed == other else ("财经", str(marked.feed))
    kept = {id(row) for row in before}
    changed = {(row.kind, row.key) for row in after if id(row) not in kept}
    assert {("feed", name), ("tag", tag), ("state", "unread")} <= changed
    assert changed <= {("feed", name), ("tag", tag), ("state", "unread"), ("folder", "夹")}
    assert after == SourceBook(library).rows((), library.smart.all(), {}, NOW)


def test_a_folded_folder_hides_its_feeds_and_comes_back_as_it_was(library: Library) -> None:
    _feed(library, "甲", folder="夹/内")
    book = SourceBook(library)
    before = _rows(book, library)
    shut = _rows(book, library, "夹")
    assert [row.key for row in shut if row.kind in ("folder", "feed")] == ["夹"]
    assert _rows(book, library) == before


def test_feeds_tell_how_they_fare_and_tags_come_by_use(library: Library) -> None:
    _feed(library, "甲", "少", at=NOW - 300 * DAY)
    failing = _feed(library, "乙", "多", "少")
    _feed(library, "丙", "多")
    library.refresh(failing, FetchRecord(status="error", error="FetchError", failures=3), None, NOW)
    rows = {row.label: row for row in _rows(SourceBook(library), library)}
    assert (rows["甲"].health, rows["乙"].health, rows["丙"].health) == ("silent", "failing", "")
    assert rows["乙"].problem
    assert not rows["丙"].problem
    library.acts.act([entry for _, entry in library.entries.ids(limit=9)][:1], "read", True, NOW)
    tags = [row for row in _rows(SourceBook(library), library) if row.kind == "tag"]
    assert [tag.count for tag in tags] == sorted((tag.count for tag in tags), reverse=True)
    assert {tag.label for tag in tags} == {"多", "少"}
