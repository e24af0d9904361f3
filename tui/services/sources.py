"""What stands in the source pane: the whole library, smart feeds, folders with their feeds, and tags."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from tui.dataclass import dataclass
from tui.i18n import t
from tui.model.feed import Feed, Folder, ListedFeed, Tag
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
    """The rows in order; folders named in ``folded`` hide their feeds. Labels of states and headings are keys.

    Smart feeds have the counts of ``counted``, as far as those are known; one that is a plain state has its counter.
    """
    counts = library.counts()
    rows = [Source("state", "all", "sources.all", counts.entries)]
    for feed in smart:
        state = STATES.get(feed.query)
        if feed.given and state is not None and not feed.title:
            rows.append(Source("state", state, f"sources.{state}", getattr(counts, state)))
        else:
            label = feed.title or (t(f"smart.{feed.given}") if feed.given else feed.query)
            count = counted.get(feed.id, 0) if state is None else getattr(counts, state)
            rows.append(Source("smart", str(feed.id), label, count))
    feeds = library.feeds.listed()
    if feeds:
        rows.append(Source("heading", "feeds", "sources.feeds", 0))
        rows += feed_rows(feeds, library.feeds.folders(), folded, _told(library, now))
    tags = top_tags(library.tags.all())
    if tags:
        rows.append(Source("heading", "tags", "sources.tags", 0))
        rows += [Source("tag", tag.name, tag.name, tag.unread, colour=tag.colour) for tag in tags]
    return rows


def feed_rows(
    feeds: Sequence[Feed | ListedFeed], folders: list[Folder], folded: Collection[str], told: Mapping[int, str]
) -> list[Source]:
    """Folders in order with their feeds below them, then the feeds that are in none."""
    inside: dict[str, list[Feed | ListedFeed]] = {}
    for feed in feeds:
        inside.setdefault(feed.folder, []).append(feed)
    rows = []
    place = {folder.name: number for number, folder in enumerate(folders)}
    for folder in sorted(folders, key=lambda folder: _branch(folder.name, place)):
        hidden = any(folder.name.startswith(name + "/") for name in folded)
        if hidden:
            continue
        depth = folder.name.count("/")
        shut = folder.name in folded
        rows.append(Source("folder", folder.name, folder.name.rsplit("/", 1)[-1], folder.unread, depth, shut))
        if not shut:
            rows += [_feed_row(feed, depth + 1, told) for feed in inside.get(folder.name, ())]
    return rows + [_feed_row(feed, 0, told) for feed in inside.get("", ())]


def _branch(name: str, place: Mapping[str, int]) -> list[tuple[int, str]]:
    """Where a folder stands: that of each folder above it among its siblings, then its own."""
    parts = name.split("/")
    above = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return [(place.get(path, 0), path) for path in above]


def _told(library: Library, now: int) -> dict[int, str]:
    """How feeds fare of which there is something to tell."""
    judgements = (judged(facts, now) for facts in library.feeds.notable(now))
    return {each.facts.id: each.kind for each in judgements if each.kind not in ("ok", "paused")}


def _feed_row(feed: Feed | ListedFeed, depth: int, told: Mapping[int, str]) -> Source:
    label, health = feed.title or _shown(feed.url), told.get(feed.id, "")
    return Source("feed", str(feed.id), label, feed.unread, depth, problem=feed.error, health=health)


def _shown(address: str) -> str:
    from tui.fetch.address import redact  # nearly every feed has a title

    return redact(address)


def top_tags(tags: list[Tag]) -> list[Tag]:
    """The tags worth a row of their own: the reader's first, then those with most unread, then with most entries."""
    worth = [tag for tag in tags if tag.own or tag.entries > 1]
    return sorted(worth, key=lambda tag: (not tag.own, -tag.unread, -tag.entries, tag.name))[:MOST_TAGS]
