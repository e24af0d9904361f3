"""What storing an entry needs beside it, worked out where the feed is read: the store writes with one hand only."""

from tui.dataclass import replace
from tui.model.feed import ParsedFeed, Prepared
from tui.store.grams import pieces_of
from tui.store.identity import keys

CHARACTERS = 1_000_000
"""Of a feed's texts so many are cut into pieces here: it doubles the answer, and that is bounded."""


def prepare(feed: ParsedFeed, *, pieces: bool) -> ParsedFeed:
    """The feed with what its entries are known by and, if wanted, the pieces that they are found by."""
    left = CHARACTERS if pieces else 0
    prepared = []
    for entry in feed.entries:
        left -= len(entry.title) + len(entry.text)
        prepared.append(Prepared(keys(entry), pieces_of(entry) if left >= 0 else None))
    return replace(feed, prepared=tuple(prepared))
