"""Smart feeds with their counts, kept right act by act instead of searched for anew."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tui.model.errors import QueryError
from tui.model.smart import SmartFeed
from tui.store.library import Library
from tui.store.view import View, ViewState

STATES: dict[str, ViewState] = {"is:unread": "unread", "is:starred": "starred", "is:saved": "saved"}
FEW = 500
"""Entries up to which an act is followed one by one; after a greater one everything is counted anew."""

DAY = 86_400


def smart_view(feed: SmartFeed, now: int) -> View | None:
    """What a smart feed shows; None where its search is not understood."""
    if feed.query in STATES:
        return View(state=STATES[feed.query], oldest_first=feed.sort == "oldest")
    # The source pane needs no parser, only what is opened or counted does.
    from tui.query.parse import parse_query

    try:
        query = parse_query(feed.query, now)
    except QueryError:
        return None
    return View(query=query, oldest_first=feed.sort == "oldest")


class SmartCounts:
    """How many unread entries each smart feed has (of starred and saved: all), as far as they have been counted."""

    def __init__(self) -> None:
        self._counts: dict[tuple[int, str], int] = {}
        self._hour = 0

    def forget(self) -> None:
        """Everything may have changed: entries arrived, or a great act was done."""
        self._counts.clear()

    def known(self, feeds: Iterable[SmartFeed]) -> dict[int, int]:
        """The counts that are known, by the feeds' ids."""
        wanted = ((feed.id, self._counts.get((feed.id, feed.query))) for feed in feeds)
        return {id_: count for id_, count in wanted if count is not None}

    def count(self, library: Library, feeds: Iterable[SmartFeed], now: int) -> dict[int, int]:
        """The counts of all these feeds; those not known are counted, which for some searches takes a while."""
        if now // 3600 != self._hour:  # 今天 is another day some time
            self._hour = now // 3600
            self.forget()
        for feed in feeds:
            if (feed.id, feed.query) not in self._counts:
                view = counted_view(feed, now)
                self._counts[feed.id, feed.query] = 0 if view is None else library.entries.count(view)
        return self.known(feeds)

    def before(self, library: Library, feeds: Sequence[SmartFeed], entries: Sequence[int], now: int) -> "Following":
        """Look at entries that an act is about to change; call ``after`` of the answer when it is done."""
        return Following(self, library, feeds, entries, now)

    def add(self, feed: SmartFeed, difference: int) -> None:
        """So many more; fewer than none means that something else changed meanwhile, and it is counted anew."""
        known = self._counts.pop((feed.id, feed.query), -1)
        if known >= 0 and known + difference >= 0:
            self._counts[feed.id, feed.query] = known + difference


class Following:
    """Which smart feeds some entries are in before an act, so that the difference can be told after it."""

    def __init__(
        self, counts: SmartCounts, library: Library, feeds: Sequence[SmartFeed], entries: Sequence[int], now: int
    ) -> None:
        self._counts = counts
        self._library = library
        self._entries = entries
        self._views = [(feed, view) for feed in feeds if (view := counted_view(feed, now)) is not None]
        self._before = self._look()

    def after(self) -> None:
        """The act is done: bring the counts up to date."""
        now = self._look()
        if self._before is None or now is None:
            self._counts.forget()
            return
        for (feed, _), old, new in zip(self._views, self._before, now, strict=True):
            self._counts.add(feed, new - old)

    def _look(self) -> list[int] | None:
        if len(self._entries) > FEW:
            return None
        return [self._library.entries.count_among(view, self._entries) for _, view in self._views]


def counted_view(feed: SmartFeed, now: int) -> View | None:
    """What is counted of a smart feed: its unread entries, or, where it is a kept state, all."""
    view = smart_view(feed, now)
    return view if view is None or view.state in ("starred", "saved") else replace(view, state="unread")
