"""What is worked out of a feed for the store: the same as there, and bounded."""

import pytest

from tui.feeds import prepare as module
from tui.feeds.prepare import prepare
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.store.grams import pieces
from tui.store.identity import keys

FEED = ParsedFeed(
    entries=(ParsedEntry(guid="1", title="排版", text="文字" * 20), ParsedEntry(guid="2", summary="提要"))
)


def test_entries_come_with_what_they_are_known_and_found_by() -> None:
    first, second = prepare(FEED, pieces=True).prepared
    assert (first.keys, second.keys) == tuple(map(keys, FEED.entries))
    assert (first.pieces, second.pieces) == (pieces("排版", "文字" * 20), pieces("", "提要"))


def test_pieces_are_made_only_where_they_are_wanted() -> None:
    assert [more.pieces for more in prepare(FEED, pieces=False).prepared] == [None, None]


def test_of_a_feed_with_endless_texts_the_store_makes_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHARACTERS", 41)
    first, second = prepare(FEED, pieces=True).prepared
    assert first.pieces is None
    assert second.keys == keys(FEED.entries[1])
