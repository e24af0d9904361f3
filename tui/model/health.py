"""How a feed fares: facts of its fetches and entries, and what they come to."""

from typing import Literal, NamedTuple

from tui.model.feed import FeedStatus

DAY = 86_400
SILENT = 120 * DAY
"""Seconds without an entry from which on a feed counts as silent."""
SLOW = 8_000
"""Milliseconds of a usual answer from which on it counts as slow."""
MOVED = 30 * DAY
"""Seconds for which a move is told of."""

Kind = Literal["ok", "paused", "gone", "failing", "moved", "silent", "slow"]


class FeedFacts(NamedTuple):
    """What is known of one feed; times are seconds since 1970, None where unknown, ``took`` milliseconds."""

    id: int
    title: str
    url: str
    site: str = ""
    status: FeedStatus = "ok"
    error: str = ""
    failures: int = 0
    failing_since: int | None = None
    took: int = 0
    newest: int | None = None
    moved_to: str = ""
    moved_from: str = ""
    moved_at: int | None = None


class Health(NamedTuple):
    """What the facts come to; ``since`` is when it began (of a silent feed: its last entry), None where unknown."""

    kind: Kind
    since: int | None
    facts: FeedFacts

    @property
    def bad(self) -> bool:
        """Whether there is something to be done."""
        return self.kind in ("gone", "failing")


def judged(facts: FeedFacts, now: int) -> Health:
    """The worst that the facts say."""
    if facts.status == "gone":
        return Health("gone", facts.failing_since, facts)
    if facts.status == "paused":
        return Health("paused", None, facts)
    if facts.failures or facts.error:
        return Health("failing", facts.failing_since, facts)
    if facts.moved_at is not None and facts.moved_from and now - facts.moved_at < MOVED:
        return Health("moved", facts.moved_at, facts)
    if facts.newest is not None and now - facts.newest > SILENT:
        return Health("silent", facts.newest, facts)
    if facts.took > SLOW:
        return Health("slow", None, facts)
    return Health("ok", None, facts)
