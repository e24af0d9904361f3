from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.fetch.schedule import (
    DAY,
    HOUR,
    LONGEST,
    LONGEST_RETRY_AFTER,
    MINUTE,
    SHORTEST,
    Move,
    Outcome,
    moved,
    next_fetch,
    parse_retry_after,
)
from tui.model.feed import FetchState

NOW = 1_700_000_000
FEED = FetchState(1, "https://example.com/feed")


def state(**fields: object) -> FetchState:
    return FetchState(1, "https://example.com/feed", **fields)  # type: ignore[arg-type]


moments = st.lists(st.integers(-(2**40), 2**40) | st.integers(NOW - 30 * DAY, NOW + DAY), max_size=30)


@given(moments, st.none() | st.integers(-5, 10**7), st.sampled_from(["ok", "error"]))
def test_a_fetch_that_worked_comes_back_within_a_quarter_of_an_hour_and_a_day(
    published: list[int], ttl: int | None, status: str
) -> None:
    plan = next_fetch(NOW, Outcome.OK, state(status=status, failures=3), published, ttl)
    assert plan.next_fetch is not None
    assert SHORTEST <= plan.next_fetch - NOW <= LONGEST
    assert plan.interval == plan.next_fetch - NOW
    assert (plan.failures, plan.status) == (0, "ok")


@given(moments, st.integers(0, 3000))
def test_a_feed_is_never_asked_sooner_than_it_wishes(published: list[int], ttl: int) -> None:
    plan = next_fetch(NOW, Outcome.OK, FEED, published, ttl)
    assert plan.interval is not None
    assert plan.interval >= min(ttl * MINUTE, LONGEST)


@given(moments.flatmap(lambda published: st.tuples(st.just(published), st.permutations(published))))
def test_the_order_of_entries_does_not_matter(both: tuple[list[int], list[int]]) -> None:
    published, shuffled = both
    assert next_fetch(NOW, Outcome.OK, FEED, published) == next_fetch(NOW, Outcome.OK, FEED, shuffled)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(MINUTE, SHORTEST), (HOUR, HOUR // 2), (8 * HOUR, 4 * HOUR), (DAY, 12 * HOUR), (30 * DAY, DAY)],
)
def test_the_interval_is_half_the_usual_gap(gap: int, expected: int) -> None:
    plan = next_fetch(NOW, Outcome.OK, FEED, [NOW - gap * nth for nth in range(20)])
    assert plan.interval == pytest.approx(expected, abs=SHORTEST)


def test_a_batch_a_day_is_one_entry_a_day() -> None:
    digest = [NOW - DAY * day - second for day in range(3) for second in range(10)]
    assert next_fetch(NOW, Outcome.OK, FEED, digest).interval == pytest.approx(12 * HOUR, abs=SHORTEST)


def test_a_feed_that_fell_silent_is_asked_less_and_less() -> None:
    intervals = [
        next_fetch(NOW, Outcome.OK, FEED, [NOW - quiet - HOUR * nth for nth in range(20)]).interval or 0
        for quiet in (0, DAY, 4 * DAY, 30 * DAY)
    ]
    assert intervals == sorted(set(intervals))
    assert intervals[-1] == LONGEST


def test_unchanged_keeps_the_interval() -> None:
    plan = next_fetch(NOW, Outcome.UNCHANGED, state(interval=5 * HOUR, failures=2))
    assert plan == (NOW + 5 * HOUR, 5 * HOUR, 0, "ok")
    assert next_fetch(NOW, Outcome.UNCHANGED, FEED, [NOW - DAY * nth for nth in range(5)]).interval is not None


@given(st.integers(-10, 10**9))
def test_the_readers_own_interval_wins_and_is_kept_apart(override: int) -> None:
    plan = next_fetch(NOW, Outcome.OK, state(interval_override=override), [NOW - HOUR * nth for nth in range(9)], 600)
    assert plan.next_fetch == NOW + min(max(override, MINUTE), 30 * DAY)
    assert plan.interval == 10 * HOUR


@given(st.integers(0, 10**6), st.integers() | st.text(max_size=5))
def test_failures_back_off_up_to_a_day_the_same_way_every_time(failures: int, seed: int | str) -> None:
    plan = next_fetch(NOW, Outcome.FAILED, state(failures=failures, interval=HOUR), seed=seed)
    assert plan.next_fetch is not None
    assert SHORTEST <= plan.next_fetch - NOW <= DAY
    assert (plan.interval, plan.failures, plan.status) == (HOUR, failures + 1, "error")
    assert plan == next_fetch(NOW, Outcome.FAILED, state(failures=failures, interval=HOUR), seed=seed)


def test_back_off_doubles_and_seeds_spread_it() -> None:
    def delay(failures: int, seed: int) -> int:
        return (next_fetch(NOW, Outcome.FAILED, state(failures=failures), seed=seed).next_fetch or 0) - NOW

    for failures in range(2, 6):
        assert 1.1 <= delay(failures + 1, 7) / delay(failures, 7) <= 3.4
    assert len({delay(5, seed) for seed in range(50)}) > 40
    assert delay(40, 1) >= 0.75 * DAY


@given(st.integers(0, 10**8), st.integers(0, 20))
def test_retry_after_is_waited_for_but_no_longer_than_a_week(asked: int, failures: int) -> None:
    plan = next_fetch(NOW, Outcome.FAILED, state(failures=failures), retry_after=asked)
    assert plan.next_fetch is not None
    assert min(asked, LONGEST_RETRY_AFTER) <= plan.next_fetch - NOW <= max(DAY, LONGEST_RETRY_AFTER)


def test_what_is_gone_is_not_asked_again() -> None:
    assert next_fetch(NOW, Outcome.GONE, state(interval=HOUR, failures=1)) == (None, HOUR, 2, "gone")


@pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.UNCHANGED, Outcome.FAILED])
def test_a_pause_of_the_readers_outlives_a_fetch(outcome: Outcome) -> None:
    assert next_fetch(NOW, outcome, state(status="paused")).status == "paused"


def test_an_address_changes_after_the_second_redirect_in_a_row() -> None:
    new = "https://new.example/feed"
    assert moved(FEED, new) == Move("", new, 1)
    assert moved(state(moved_to=new, moved_seen=1), new) == Move(new, "", 0)


def test_redirects_to_somewhere_else_or_none_begin_anew() -> None:
    waiting = state(moved_to="https://new.example/feed", moved_seen=1)
    assert moved(waiting, "https://other.example/feed") == Move("", "https://other.example/feed", 1)
    assert moved(waiting, "") == moved(waiting, FEED.url) == Move("", "", 0)


def test_a_private_feed_does_not_hand_its_permission_to_another_host() -> None:
    elsewhere, same = "https://elsewhere.example/feed", "https://example.com/new"
    allowed = state(allow_private=True, moved_to=elsewhere, moved_seen=1)
    assert moved(allowed, elsewhere).url == ""
    assert moved(state(allow_private=True, moved_to=same, moved_seen=1), same).url == same


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("9" * 60, LONGEST_RETRY_AFTER),
        (formatdate(NOW + 90, usegmt=True), 90),
        (formatdate(NOW - 90, usegmt=True), 0),
        (formatdate(NOW + 90 * DAY, usegmt=True), LONGEST_RETRY_AFTER),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("１２０", None),
        ("Mon, 99 Foo 20250 99:99:99 GMT", None),
        ("9" * 5000, None),
    ],
)
def test_retry_after_is_read(value: str, seconds: int | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


@given(st.text(max_size=64) | st.text("0123456789 :,-+GMTJanMon", max_size=40))
def test_retry_after_never_breaks(value: str) -> None:
    found = parse_retry_after(value, NOW)
    assert found is None or 0 <= found <= LONGEST_RETRY_AFTER
