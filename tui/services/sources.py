"""What stands in the source pane: the whole library, smart feeds, folders with their feeds, and tags."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal

from tui.dataclass import dataclass
from tui.i18n import t
from tui.model.feed import FeedOutline
from tui.model.health import judged
from tui.model.smart import SmartFeed
from tui.services.smart import STATES
from tui.store.library import Library

Kind = Literal["state", "smart", "heading", "folder", "feed", "tag"]


@dataclass(frozen=True, slots=True)
class Source:
    """One row of the pane; ``key`` is what the kind needs: a state, a folder's or tag's name, a feed's id as text."""

    kind: Kind
    key: str
    label: str
    count: int
    depth: int = 0
    folded: bool = False
    problem: str = ""
    health: str = ""
    colour: str = ""


MOST_TAGS = 40


def source_rows(
    library: Library, folded: Collection[str], smart: Sequence[SmartFeed], counted: Mapping[int, int], now: int
) -> list[Source]:
    """The rows in order (see ``SourceBook``)."""
    return SourceBook(library).rows(folded, smart, counted, now)


class SourceBook:
    """The rows of the pane; what is as it was when last asked for is the same object, so that only the rest is drawn.

    It is asked for after every act and several times a second while feeds are fetched.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made: dict[tuple[Any, ...], Source] = {}
        self._before: dict[tuple[Any, ...], Source] = {}

    def rows(
        self, folded: Collection[str], smart: Sequence[SmartFeed], counted: Mapping[int, int], now: int
    ) -> list[Source]:
        """The rows in order; folders named in ``folded`` hide their feeds. Labels of states and headings are keys.

        Smart feeds have the counts of ``counted``, as far as those are known; a plain state has its counter.
        """
        self._before, self._made = self._made, {}
        counts = self._library.counts()
        rows = [self._row("state", "all", "sources.all", counts.entries)]
        for feed in smart:
            state = STATES.get(feed.query)
            if feed.given and state is not None and not feed.title:
                rows.append(self._row("state", state, f"sources.{state}", getattr(counts, state)))
            else:
                label = feed.title or (t(f"smart.{feed.given}") if feed.given else feed.query)
                count = counted.get(feed.id, 0) if state is None else getattr(counts, state)
                rows.append(self._row("smart", str(feed.id), label, count))
        feeds = self._library.feeds.outline()
        if feeds:
            rows.append(self._row("heading", "feeds", "sources.feeds", 0))
            rows += self._feeds(feeds, folded, _told(self._library, now))
        tags = self._library.tags.top(MOST_TAGS)
        if tags:
            rows.append(self._row("heading", "tags", "sources.tags", 0))
            rows += [self._row("tag", tag.name, tag.name, tag.unread, 0, False, "", "", tag.colour) for tag in tags]
        return rows

    def _feeds(self, feeds: list[FeedOutline], folded: Collection[str], told: Mapping[int, str]) -> list[Source]:
        """Folders in order with their feeds below them, then the feeds that are in none."""
        inside: dict[str, list[FeedOutline]] = {}
        for feed in feeds:
            inside.setdefault(feed.folder, []).append(feed)
        folders = self._library.feeds.folders()
        rows = []
        place = {folder.name: number for number, folder in enumerate(folders)}
        for folder in sorted(folders, key=lambda folder: _branch(folder.name, place)):
            hidden = any(folder.name.startswith(name + "/") for name in folded)
            if hidden:
                continue
            depth, name = folder.name.count("/"), folder.name
            shut = name in folded
            rows.append(self._row("folder", name, name.rsplit("/", 1)[-1], folder.unread, depth, shut))
            if not shut:
                rows += [self._feed(feed, depth + 1, told) for feed in inside.get(name, ())]
        return rows + [self._feed(feed, 0, told) for feed in inside.get("", ())]

    def _feed(self, feed: FeedOutline, depth: int, told: Mapping[int, str]) -> Source:
        id_, title, _, unread, error = feed
        return self._row("feed", str(id_), title, unread, depth, False, error, told.get(id_, ""))

    def _row(self, *facts: Any) -> Source:
        row = self._made[facts] = self._before.get(facts) or Source(*facts)
        return row


def _branch(name: str, place: Mapping[str, int]) -> list[tuple[int, str]]:
    """Where a folder stands: that of each folder above it among its siblings, then its own."""
    parts = name.split("/")
    above = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return [(place.get(path, 0), path) for path in above]


def _told(library: Library, now: int) -> dict[int, str]:
    """How feeds fare of which there is something to tell."""
    judgements = (judged(facts, now) for facts in library.feeds.odd_facts(now))
    return {each.facts.id: each.kind for each in judgements if each.kind not in ("ok", "paused")}
