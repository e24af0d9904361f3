"""Known again or new: no entry is lost, none comes twice."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.made import item
from tui.model.feed import Keys, ParsedEntry, ParsedFeed
from tui.store.decide import Decision, Known, decide, identified
from tui.store.identity import keys, plain_link


def carry_out(stored: list[Known], decision: Decision) -> list[Known]:
    """What is stored afterwards, as the database does it."""
    rows = {known.id: known.keys for known in stored}
    for id_, arrived in decision.updates:
        published = rows[id_].published
        rows[id_] = arrived.keys._replace(published=arrived.keys.published if published is None else published)
    for id_, arrived in decision.rekeyed:
        rows[id_] = arrived.keys._replace(published=rows[id_].published)
    for arrived in decision.inserts:
        rows[max(rows, default=0) + 1] = arrived.keys
    return [Known(id_, rows[id_]) for id_ in sorted(rows)]


def document(entries: Sequence[ParsedEntry]) -> ParsedFeed:
    return ParsedFeed(entries=tuple(entries))


def stored(*entries: ParsedEntry) -> list[Known]:
    return [Known(number, keys(entry)) for number, entry in enumerate(entries, 1)]


def outcome(before: list[Known], *arrived: ParsedEntry) -> tuple[int, int]:
    decision = decide(before, identified(document(arrived)))
    return len(decision.inserts), len(decision.updates)


A = item("a", published=100)
SAME_GUID = [item(str(n), guid="same") for n in range(5)]
SAME_LINK = [item(str(n), url="https://a.test/", guid="") for n in range(5)]


def test_a_new_entry_is_inserted_and_known_again() -> None:
    assert outcome([], A) == (1, 0)
    assert outcome(stored(A), A) == (0, 0)


@pytest.mark.parametrize(
    "changed",
    [
        replace(A, title="改了标题"),
        replace(A, url="https://a.test/moved"),
        replace(A, text="改了正文"),
        replace(A, title="改了标题", url="https://a.test/moved"),
    ],
)
def test_a_changed_entry_is_updated(changed: ParsedEntry) -> None:
    assert outcome(stored(A), changed) == (0, 1)


@pytest.mark.parametrize(
    "changed",
    [
        replace(A, published=200),
        replace(A, comments=9, updated=300),
        replace(A, guid="changed"),
        replace(A, guid=""),
        replace(A, guid="http://a.test/a"),
    ],
)
def test_what_makes_no_difference(changed: ParsedEntry) -> None:
    assert outcome(stored(A), changed) == (0, 0)


def test_http_becomes_https_and_trailing_slashes_go() -> None:
    old = item("a", guid="http://a.test/a/", url="http://a.test/a/")
    new = item("a", guid="https://a.test/a", url="https://a.test/a")
    assert outcome(stored(old), new) == (0, 0)
    assert outcome(stored(replace(old, guid="")), replace(new, guid="")) == (0, 0)


@pytest.mark.parametrize("shared", [SAME_GUID, SAME_LINK])
def test_entries_that_share_a_guid_or_link_are_all_kept(shared: list[ParsedEntry]) -> None:
    assert outcome([], *shared) == (5, 0)
    assert outcome(stored(*shared), *shared) == (0, 0)
    assert outcome(stored(*shared[:4]), *shared[1:]) == (1, 0)


def test_guids_that_change_at_every_fetch_add_nothing() -> None:
    first = [item(str(n), guid=f"1-{n}") for n in range(5)]
    second = [replace(entry, guid=f"2-{entry.title}") for entry in first]
    assert outcome(stored(*first), *second) == (0, 0)


def test_exact_duplicates_in_one_document_are_one() -> None:
    assert outcome([], A, A, A) == (1, 0)


def test_without_guid_and_link_title_and_date_are_the_identity() -> None:
    bare = [ParsedEntry(title="天气", text=f"第 {n} 天", published=n) for n in (100, 200)]
    assert outcome([], *bare) == (2, 0)
    assert outcome(stored(*bare), replace(bare[0], text="更正")) == (0, 1)
    assert outcome([], ParsedEntry(text="无题一"), ParsedEntry(text="无题二")) == (2, 0)


def test_a_date_that_comes_later_is_taken() -> None:
    assert outcome(stored(replace(A, published=None)), A) == (0, 1)


def test_an_expired_entry_is_neither_new_nor_updated() -> None:
    remembered = [Known(-7, keys(A))]
    assert outcome(remembered, replace(A, text="改了正文")) == (0, 0)
    assert decide(remembered, identified(document([A]))).unchanged == (-7,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://A.test/x/", "https://a.test/x"),
        ("https://a.test/x?utm_source=rss&id=1", "https://a.test/x?id=1"),
        ("https://a.test/x?utm_source=rss", "https://a.test/x"),
        ("https://a.test/x#", "https://a.test/x"),
        ("https://a.test", "https://a.test/"),
    ],
)
def test_links_that_are_the_same(one: str, other: str) -> None:
    assert plain_link(one) == plain_link(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.test/x?id=1", "https://a.test/x?id=2"),
        ("https://a.test/x#1", "https://a.test/x#2"),
        ("https://a.test/X", "https://a.test/x"),
    ],
)
def test_links_that_differ(one: str, other: str) -> None:
    assert plain_link(one) != plain_link(other)


few = st.sampled_from
entries = st.builds(
    ParsedEntry,
    guid=few(["", "g1", "g2"]),
    url=few(["", "https://a.test/1", "http://a.test/1/", "https://a.test/2"]),
    title=few(["", "甲", "乙"]),
    text=few(["", "子", "丑"]),
    published=few([None, 100, 200]),
)
documents = st.lists(entries, max_size=6)


@settings(max_examples=300)
@given(st.lists(documents, max_size=4), documents)
def test_the_same_document_twice_changes_nothing(history: list[list[ParsedEntry]], last: list[ParsedEntry]) -> None:
    library: list[Known] = []
    for arrived in [*history, last]:
        library = carry_out(library, decide(library, identified(document(arrived))))
    again = decide(library, identified(document(last)))
    assert (again.inserts, again.updates) == ((), ())


@settings(max_examples=300)
@given(documents, documents)
def test_every_entry_has_a_place_of_its_own(before: list[ParsedEntry], arrived: list[ParsedEntry]) -> None:
    library = carry_out([], decide([], identified(document(before))))
    decision = decide(library, identified(document(arrived)))
    places = [id_ for id_, _ in (*decision.updates, *decision.rekeyed)] + list(decision.unchanged)
    different: set[Keys] = {keys(entry) for entry in arrived}
    assert len(places) == len(set(places))
    assert len(places) + len(decision.inserts) == len(different)
