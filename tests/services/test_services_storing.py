"""Storing fetches on a thread: together where they wait, each for itself where one cannot be stored."""

import asyncio
from pathlib import Path

import pytest

from tui.model.errors import StoreError
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.query.ast import Word
from tui.services.storing import Storing
from tui.store.library import Library
from tui.store.record import Applied, Fetched, FetchRecord

NOW = 1_795_000_000


def fetched(feed: int, *titles: str, at: int = NOW) -> Fetched:
    entries = tuple(ParsedEntry(guid=title, title=title, text=f"正文 {title}", published=at) for title in titles)
    return Fetched(feed, FetchRecord(), ParsedFeed(title="报", entries=entries))


async def test_what_waits_shares_a_transaction_and_is_on_disk_when_told(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        feeds = [library.feeds.add(f"https://{n}.test/", now=NOW) for n in range(6)]
        async with Storing(library) as storing:
            works = [storing.store(fetched(feed, f"甲{feed}", f"乙{feed}"), NOW) for feed in (*feeds, 99)]
            applied = await asyncio.gather(*works)
            # The first begins at once; the others have gathered by the time it is done.
            assert library.counts().entries == 12
        assert applied.pop() is None
        assert [len(each.new) for each in applied if each is not None] == [2] * 6
        ids = [id_ for each in applied if each is not None for id_ in each.new]
        assert len(set(ids)) == 12
        assert len(library.search(Word("正文 甲"))) == 6
        assert library._db.value("SELECT count(DISTINCT segid) FROM body_index_idx") == 2


async def test_one_that_cannot_be_stored_keeps_none_of_the_others(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        feeds = [library.feeds.add(f"https://{n}.test/", now=NOW) for n in range(3)]
        library._db.run(
            "CREATE TRIGGER no BEFORE INSERT ON entry WHEN NEW.title = '坏' BEGIN SELECT raise(ABORT, 'no'); END"
        )
        async with Storing(library) as storing:
            works = [storing.store(fetched(feed, title), NOW) for feed, title in zip(feeds, "甲坏乙", strict=True)]
            first, bad, last = await asyncio.gather(*works, return_exceptions=True)
        assert isinstance(bad, StoreError)
        titles = {row.title for row in library.entries.rows([id_ for _, id_ in library.entries.ids()])}
        assert titles == {"甲", "乙"}
        assert not isinstance(first, BaseException | None)
        assert not isinstance(last, BaseException | None)
        assert library.check()[-1].level != "bad"


async def test_a_large_feed_has_a_transaction_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.services.storing.MOST", 3)
    with Library.open(tmp_path) as library:
        feeds = [library.feeds.add(f"https://{n}.test/", now=NOW) for n in range(3)]
        async with Storing(library) as storing:
            works = [
                storing.store(fetched(feed, *"一二三"[:size]), NOW) for feed, size in zip(feeds, (2, 3, 1), strict=True)
            ]
            applied = await asyncio.gather(*works)
        assert [len(each.new) for each in applied if each is not None] == [2, 3, 1]
        # Each transaction leaves one piece of index.
        assert library._db.value("SELECT count(DISTINCT segid) FROM body_index_idx") == 3


async def test_who_gives_up_waiting_keeps_nobody_from_being_stored(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        feeds = [library.feeds.add(f"https://{n}.test/", now=NOW) for n in range(3)]
        async with Storing(library) as storing:
            tasks = [asyncio.create_task(storing.store(fetched(feed, "甲"), NOW)) for feed in feeds]
            await asyncio.sleep(0)
            tasks[0].cancel()
            tasks[1].cancel()
            first, second, last = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(first, asyncio.CancelledError)
        assert isinstance(second, asyncio.CancelledError)
        assert isinstance(last, Applied)
        assert len(last.new) == 1
        # What had been begun is stored, and what was to be stored with others.
        assert library.counts().entries == 3
