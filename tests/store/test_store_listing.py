"""Lists and counts, against a plain look at every row."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.made import NOW, fill, item, random_library, random_view
from tui.model.errors import NotFound
from tui.store.library import Library
from tui.store.view import TagFilter, View


def plainly(library: Library, view: View) -> list[tuple[int, int]]:
    """What ``view`` should list: every entry looked at, one by one."""
    db = library._db
    found = []
    for id_, feed, folder, sort, read, starred, saved, hidden in db.rows(
        "SELECT entry.id, feed, coalesce(folder.name, ''), sort, read, starred, saved, hidden"
        " FROM entry JOIN feed ON feed.id = feed LEFT JOIN folder ON folder.id = feed.folder"
    ):
        names = {
            name for (name,) in db.rows("SELECT name FROM entry_tag JOIN tag ON tag.id = tag WHERE entry = ?", (id_,))
        }
        gone = db.value("SELECT removed FROM feed WHERE id = ?", (feed,)) is not None
        chosen = {"all": True, "unread": not read, "starred": starred, "saved": saved}[view.state]
        in_folder = view.folder is None or (not gone and f"{folder}/".startswith(f"{view.folder}/"))
        tagged = (
            set(view.tags.all) <= names
            and (not view.tags.any or set(view.tags.any) & names)
            and not set(view.tags.none) & names
        )
        if not hidden and chosen and in_folder and tagged and view.feed in (None, feed):
            found.append((sort, id_))
    return sorted(found, reverse=not view.oldest_first)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_every_view_lists_counts_and_pages_as_a_plain_look_does(seed: int) -> None:
    rng = Random(seed)
    with TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        random_library(library, rng)
        for view in [View(), View(folder="财经"), *(random_view(rng) for _ in range(20))]:
            expected = plainly(library, view)
            assert library.entries.ids(view, limit=1000) == expected, view
            assert library.entries.count(view) == len(expected), view
            middle = rng.randrange(40)
            assert library.entries.newer(view, middle) == sum(id_ > middle for _, id_ in expected), view
            paged, after, size = [], None, rng.randrange(1, 9)
            while page := library.entries.ids(view, after, size):
                paged += page
                after = page[-1]
            assert paged == expected, view


def test_the_time_to_sort_by(library: Library) -> None:
    feed = library.feeds.add("https://a.test", now=NOW)
    fill(
        library, feed,
        item("old", published=NOW - 100), item("future", published=NOW + 10**7), item("undated", published=None),
        item("before time", published=-62_000_000_000), item("beyond", published=2**70),
    )  # fmt: skip
    sorts = {library.entries.rows([id_])[0].title: sort for sort, id_ in library.entries.ids()}
    assert sorts == {"old": NOW - 100, "future": NOW, "undated": NOW, "before time": NOW, "beyond": NOW}
    for sort, id_ in library.entries.ids():
        assert library.entries.rows([id_])[0].when == sort


def test_entries_of_one_time_stand_as_in_the_document(library: Library) -> None:
    feed = library.feeds.add("https://a.test", now=NOW)
    applied = fill(library, feed, item("first"), item("second"))
    listed = [id_ for _, id_ in library.entries.ids()]
    assert tuple(listed) == applied.new
    assert [entry.title for entry in library.entries.rows(listed)] == ["first", "second"]


def test_rows_come_in_the_order_asked_for(library: Library) -> None:
    feed = library.feeds.add("https://a.test", now=NOW)
    fill(library, feed, *(item(str(n)) for n in range(4)))
    assert [entry.id for entry in library.entries.rows([3, 99, 1, 4])] == [3, 1, 4]
    assert library.entries.rows([]) == []
    assert library.entries.last_id() == 4


@pytest.mark.parametrize("id_", [0, -1, 99, 2**70])
def test_no_such_article(library: Library, id_: int) -> None:
    with pytest.raises(NotFound):
        library.entries.article(id_)


def test_an_empty_library(library: Library) -> None:
    for view in (View(), View(feed=1), View(folder="x"), View(tags=TagFilter(any=("x",)))):
        assert library.entries.ids(view) == []
        assert library.entries.count(view) == 0
    assert library.entries.last_id() == 0
    assert library.entries.ids(limit=0) == []


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(state="unread"),
        View(feed=1),
        View(feed=1, state="unread"),
        View(state="starred"),
        View(state="saved"),
        View(tags=TagFilter(all=("早报",))),
        View(tags=TagFilter(all=("早报",)), state="unread"),
    ],
)
def test_no_page_is_sorted_or_scanned(library: Library, view: View) -> None:
    random_library(library, Random(1))
    seen: list[str] = []

    def trace(cursor: object, sql: str, params: object) -> bool:
        seen.append(sql)
        return True

    library._db.raw.exec_trace = trace
    library.entries.ids(view, (NOW, 5))
    library._db.raw.exec_trace = None
    plan = " ".join(
        str(row[3]) for row in library._db.rows(f"EXPLAIN QUERY PLAN {seen[-1]}", [0] * seen[-1].count("?"))
    )
    assert "USING COVERING INDEX" in plan or "USING INDEX" in plan
    assert "TEMP B-TREE" not in plan
    assert "SCAN" not in plan.replace("SCAN e USING", "")
