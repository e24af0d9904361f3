"""When a feed is fetched next, and whether it has moved: pure decisions over what is known.

All spans are seconds and all moments seconds since 1970 (UTC), but ``ttl``, which feeds give in minutes.
"""

import zlib
from collections.abc import Sequence
from email.utils import parsedate_to_datetime
from enum import Enum
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from tui.model.feed import FeedStatus, FetchState

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

SHORTEST = 15 * MINUTE
LONGEST = DAY
USUAL = HOUR
"""The interval of a feed that tells nothing of its habits."""

LONGEST_RETRY_AFTER = 7 * DAY
"""What a server may ask for at most: a slip of the pen must not silence a feed for years."""

SHORTEST_OVERRIDE = MINUTE
LONGEST_OVERRIDE = 30 * DAY

MOVED_AFTER = 2
"""Permanent redirects to one place, in a row, before the feed's address is changed."""

_NEWEST = 20
_QUIET_SHARE = 8


class Outcome(Enum):
    """What one fetch came to."""

    OK = "ok"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    GONE = "gone"


class Plan(NamedTuple):
    """What comes next: when (None for never), the feed's own interval, failures in a row, the feed's status."""

    next_fetch: int | None
    interval: int | None
    failures: int
    status: FeedStatus


class Move(NamedTuple):
    """What redirects say: ``url`` is the feed's new address, "" for no change; the rest belongs into its FetchState."""

    url: str
    moved_to: str
    moved_seen: int


def next_fetch(  # noqa: PLR0917  (one call, every argument named there)
    now: int,
    outcome: Outcome,
    state: FetchState,
    published: Sequence[int] = (),
    ttl: int | None = None,
    seed: int | str = 0,
    retry_after: int | None = None,
) -> Plan:
    """The plan after a fetch that ended ``now``.

    ``published`` are the moments of the feed's entries in any order, ``ttl`` the minutes the feed asks to be left
    alone, ``retry_after`` what a failing server asked for (``parse_retry_after``). A fetch that brought something
    adapts the interval to the feed's habits, an unchanged answer keeps it, a failure backs off: 15 minutes doubled with
    every failure up to a day, a quarter more or less by ``seed`` so that feeds which failed together come back apart.
    """
    match outcome:
        case Outcome.GONE:
            return Plan(None, state.interval, state.failures + 1, "gone")
        case Outcome.FAILED:
            failures = state.failures + 1
            delay = max(_back_off(failures, seed), min(retry_after or 0, LONGEST_RETRY_AFTER))
            status: FeedStatus = "paused" if state.status == "paused" else "error"
            return Plan(now + delay, state.interval, failures, status)
        case Outcome.UNCHANGED if state.interval is not None:
            interval = _clamped(state.interval)
        case Outcome.OK | Outcome.UNCHANGED:
            interval = _adapted(now, published, ttl)
    if state.interval_override is not None:
        pause = max(SHORTEST_OVERRIDE, min(state.interval_override, LONGEST_OVERRIDE))
    else:
        pause = interval
    return Plan(now + pause, interval, 0, "paused" if state.status == "paused" else "ok")


def moved(state: FetchState, moved_to: str) -> Move:
    """Whether a feed's address changes, after an answer whose permanent redirects led to ``moved_to`` ("" for none).

    The first time it is only remembered: one misconfigured afternoon must not lose an address. A feed that was allowed
    to be private keeps its address when it points to another host, which would inherit the permission otherwise.
    """
    if not moved_to or moved_to == state.url:
        return Move("", "", 0)
    seen = state.moved_seen + 1 if moved_to == state.moved_to else 1
    if seen < MOVED_AFTER:
        return Move("", moved_to, seen)
    if state.allow_private and urlsplit(moved_to).hostname != urlsplit(state.url).hostname:
        return Move("", moved_to, 1)
    return Move(moved_to, "", 0)


def parse_retry_after(value: str, now: int) -> int | None:
    """Seconds to wait by a Retry-After header (seconds or an HTTP date), at most a week; None where it says nothing.

    Source: RFC 9110, 10.2.3.
    """
    text = value.strip()
    if not text.isascii() or len(text) > 64:
        return None
    if text.isdigit():
        return min(int(text), LONGEST_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, LookupError, OverflowError, OSError):
        return None
    return max(0, min(int(moment) - now, LONGEST_RETRY_AFTER))


def _adapted(now: int, published: Sequence[int], ttl: int | None) -> int:
    """Half the feed's usual gap, longer the longer it has been silent, and never shorter than it asks for."""
    # Entries that come in one batch are one event, so moments count by the quarter of an hour.
    moments = sorted({moment // SHORTEST for moment in published if 0 < moment <= now}, reverse=True)[: _NEWEST + 1]
    if not moments:
        interval = USUAL
    else:
        gaps = [(newer - older) * SHORTEST for newer, older in pairwise(moments)]
        silence = now - moments[0] * SHORTEST
        interval = int(max(_median(gaps) if gaps else 2 * USUAL, silence / _QUIET_SHARE) / 2)
    return _clamped(max(interval, (ttl or 0) * MINUTE))


def _median(gaps: list[int]) -> float:
    # That of the module statistics brings fractions and decimals along: a twentieth of a refresh's start.
    gaps = sorted(gaps)
    return (gaps[len(gaps) // 2] + gaps[(len(gaps) - 1) // 2]) / 2


def _clamped(interval: int) -> int:
    return max(SHORTEST, min(interval, LONGEST))


def _back_off(failures: int, seed: int | str) -> int:
    delay = SHORTEST * 2 ** min(failures - 1, 10)
    spread = zlib.crc32(f"{seed}/{failures}".encode("utf-8", "replace")) / 2**32
    return _clamped(int(min(delay, LONGEST) * (0.75 + spread / 2)))
