"""Putting the sample paper into a library, the same way as fetched feeds."""

from tui.model.errors import Duplicate
from tui.services.sample.read import sample_paper
from tui.store.library import Library
from tui.store.record import FetchRecord

FOREVER = 365 * 86400


def load_sample(library: Library, now: int) -> int:
    """Subscribe to the sample feeds and store their articles; how many are new."""
    new = 0
    for sample in sample_paper(now):
        try:
            feed = library.feeds.add(sample.url, sample.title, sample.folder, now=now)
        except Duplicate:
            feed = library.feeds.find(sample.url).id
        # It is never fetched: there is no network behind it.
        record = FetchRecord(status="paused", next_fetch=now + FOREVER)
        new += len(library.refresh(feed, record, sample.feed, now).new)
    return new
