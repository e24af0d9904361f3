"""Real feeds, stored twice: nothing new, nothing updated, nothing lost."""

from pathlib import Path

import pytest

from tests.store.made import NOW
from tui.feeds.parse import parse
from tui.model.errors import ParseError
from tui.store.identity import keys
from tui.store.library import Library
from tui.store.record import FetchRecord

SHARED = Path(__file__).parents[2].parent / "shared"
FEEDS = sorted((SHARED / "corpus" / "feeds").glob("zh-*/**/*.xml"))[::16][:30]
ODD = [*sorted((SHARED / "attacks").glob("guid_*.xml")), SHARED / "attacks" / "dates.xml"]


@pytest.mark.skipif(not FEEDS, reason="the corpus of feeds is not here")
def test_a_second_fetch_of_real_feeds_changes_nothing(library: Library) -> None:
    stored = 0
    for number, file in enumerate([*ODD, *FEEDS]):
        url = f"https://{number}.test/feed"
        try:
            parsed = parse(file.read_bytes(), url=url, now=NOW)
        except ParseError:
            continue
        feed = library.feeds.add(url, now=NOW)
        first = library.refresh(feed, FetchRecord(), parsed, NOW)
        again = library.refresh(feed, FetchRecord(), parsed, NOW + 60)
        assert len(first.new) == len({keys(entry) for entry in parsed.entries}), file
        assert (again.new, again.updated) == ((), ()), file
        stored += len(first.new)
    assert stored > 100
    assert library.counts().entries == stored
    assert [finding for finding in library.check() if finding.level == "bad"] == []
