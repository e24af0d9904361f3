"""The starter list: feeds by topic for a reader who has none yet; data of the package, nothing but addresses."""

import tomllib
from functools import cache
from importlib import resources

from tui.dataclass import dataclass
from tui.store.feeds import NewFeed
from tui.store.library import Library


@dataclass(frozen=True, slots=True)
class StarterFeed:
    """One feed on offer; ``topic`` is also the folder it would be put into."""

    topic: str
    title: str
    url: str


@cache
def starter_feeds() -> tuple[StarterFeed, ...]:
    """All feeds on offer, topic by topic."""
    text = (resources.files("tui.services") / "starter.toml").read_text(encoding="utf-8")
    return tuple(
        StarterFeed(topic["name"], feed["title"], feed["url"])
        for topic in tomllib.loads(text)["topic"]
        for feed in topic["feeds"]
    )


def subscribe_to(library: Library, chosen: list[StarterFeed], now: int) -> list[int]:
    """Subscribe to these in one transaction, without fetching anything; ids of those that were not there before."""
    added, _ = library.feeds.add_many([NewFeed(feed.url, feed.title, feed.topic) for feed in chosen], now=now)
    return added
