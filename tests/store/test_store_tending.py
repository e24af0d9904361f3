"""The order of feeds and folders, and how feeds fare."""

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from tests.store.made import NOW, document, item
from tui.model.health import DAY, MOVED, SILENT, SLOW, FeedFacts, judged
from tui.store.feed_rows import texts
from tui.store.library import Library
from tui.store.record import FetchRecord

FEED = FeedFacts(1, "甲报", "https://a.test/feed")


def titles(library: Library) -> list[str]:
    return [feed.title for feed in library.feeds.all()]


def test_feeds_move_within_their_folder(library: Library) -> None:
    ids = [library.feeds.add(f"https://{n}.test/", f"报{n}", "新闻" if n < 4 else "", now=NOW) for n in range(6)]
    assert library.feeds.move(ids[0], 1)
    assert library.feeds.move(ids[3], -9)
    assert titles(library) == ["报4", "报5", "报3", "报1", "报0", "报2"]
    assert not library.feeds.move(ids[3], -1)
    assert not library.feeds.move(ids[5], 1)
    library.feeds.sort("新闻")
    assert titles(library)[2:] == ["报0", "报1", "报2", "报3"]


def test_folders_move_among_their_siblings(library: Library) -> None:
    for n, name in enumerate(("甲", "甲/子", "乙", "丙")):
        library.feeds.add(f"https://{n}.test/", name, name, now=NOW)
    order = [folder.name for folder in library.feeds.folders() if "/" not in folder.name]
    assert library.feeds.move_folder(order[-1], -3)
    assert not library.feeds.move_folder("没有", 1)
    assert not library.feeds.move_folder("甲/子", 1)
    after = [folder.name for folder in library.feeds.folders() if "/" not in folder.name]
    assert after == [order[-1], *order[:-1]]


def test_titles_go_by_their_sound(library: Library) -> None:
    for n, title in enumerate(("周刊", "晨报", "Alpha", "北方", "beta")):
        library.feeds.add(f"https://{n}.test/", title, now=NOW)
    library.feeds.sort("")
    assert titles(library) == ["Alpha", "beta", "北方", "晨报", "周刊"]


def test_moves_are_those_of_a_list(library: Library) -> None:
    chance = random.Random(3)
    ids = [library.feeds.add(f"https://{n}.test/", now=NOW) for n in range(6)]
    # As an import leaves them that knows no order.
    library._db.run("UPDATE feed SET position = position / 3")
    for _ in range(60):
        place, by = chance.randrange(6), chance.randrange(-3, 4)
        target = max(0, min(5, place + by))
        moved = library.feeds.move(ids[place], by)
        assert moved == (target != place)
        ids.insert(target, ids.pop(place))
        assert [feed.id for feed in library.feeds.all()] == ids


def test_failing_since_the_first_failure_and_no_longer(library: Library) -> None:
    feed = library.feeds.add("https://a.test/feed", now=NOW)
    library.refresh(feed, FetchRecord(), document(item("一")), NOW)
    for n in (1, 2):
        library.refresh(feed, FetchRecord(status="error", error="x", failures=n), None, NOW + n * DAY)
    (facts,) = library.feeds.facts(feed)
    assert (facts.failures, facts.failing_since) == (2, NOW + DAY)
    assert judged(facts, NOW + 3 * DAY).kind == "failing"
    library.refresh(feed, FetchRecord(took=8000, url="https://new.test/feed"), None, NOW + 3 * DAY)
    before, (facts,) = facts, library.feeds.facts()
    assert (facts.failing_since, facts.moved_from, facts.moved_at) == (None, before.url, NOW + 3 * DAY)
    assert facts.took == 2000
    assert judged(facts, NOW + 3 * DAY).kind == "moved"
    assert judged(facts, NOW + 3 * DAY + MOVED).kind == "ok"
    assert judged(facts, NOW + SILENT + 9 * DAY).kind == "silent"


def test_the_worst_is_told() -> None:
    def kind(**facts: object) -> str:
        return judged(FeedFacts(1, "甲", "u", **facts), NOW).kind  # type: ignore[arg-type]

    assert kind() == "ok"
    assert kind(status="gone", failures=3) == "gone"
    assert kind(status="paused", error="x", took=SLOW + 1) == "paused"
    assert kind(failures=1, newest=0) == "failing"
    assert kind(newest=NOW - SILENT - 1, took=SLOW + 1) == "silent"
    assert kind(took=SLOW + 1) == "slow"
    assert kind(took=SLOW, newest=NOW) == "ok"


def test_a_list_is_told_of_all_that_is_not_well_and_of_no_other_feed(library: Library) -> None:
    outcomes: list[FetchRecord | None] = [
        None,
        FetchRecord(),
        FetchRecord(status="error", error="x", failures=1),
        FetchRecord(status="gone"),
        FetchRecord(took=90_000),
        FetchRecord(url="https://elsewhere.test/feed"),
    ]
    feeds = [library.feeds.add(f"https://a.test/{number}", now=NOW) for number in range(len(outcomes) + 1)]
    for feed, outcome in zip(feeds, outcomes, strict=False):
        if outcome is not None:
            library.refresh(feed, outcome, None if outcome.error else document(item(f"条 {feed}")), NOW)
    library.feeds.update(feeds[-1], status="paused")
    for now in (NOW, NOW + MOVED, NOW + SILENT + 400 * DAY):
        every = {each.id: judged(each, now).kind for each in library.feeds.facts()}
        notable = {each.id: judged(each, now).kind for each in library.feeds.odd_facts(now)}
        assert notable.items() <= every.items()
        assert {id_ for id_, kind in every.items() if kind not in ("ok", "paused")} <= notable.keys()
    assert feeds[1] not in {each.id for each in library.feeds.odd_facts(NOW)}


def test_a_list_of_feeds_is_in_the_order_of_all(library: Library) -> None:
    for number, folder in enumerate(("乙", "", "甲/丙", "甲")):
        library.feeds.add(
            f"https://u:p@a.test/{number}", title="" if number % 2 else f"报 {number}", folder=folder, now=NOW
        )
    told = [(each.id, each.title, each.folder, each.unread, each.error) for each in library.feeds.all()]
    assert library.feeds.outline() == told


@given(st.lists(st.text() | st.sampled_from(["a, b", 'a","b', "甲", "\\", ""])), st.booleans())
def test_texts_of_an_array_are_those_that_json_finds(names: list[str], compact: bool) -> None:
    array = json.dumps(names, ensure_ascii=False, separators=(",", ":") if compact else None)
    assert texts(array) == tuple(names)
