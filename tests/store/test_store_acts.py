"""What the reader does, and taking it back exactly."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.made import NOW, fill, item, random_acts, random_library
from tui.query.ast import Word
from tui.store import journal
from tui.store.library import Library
from tui.store.record import Counts
from tui.store.view import TagFilter, View


def everything(library: Library) -> list[Any]:
    """All state that acts can change."""
    db = library._db
    return [
        db.rows("SELECT id, read, read_at, starred, starred_at, saved, saved_at, hidden FROM entry ORDER BY id"),
        db.rows("SELECT * FROM entry_tag ORDER BY entry, tag"),
        db.rows("SELECT id, entries, unread, removed FROM feed ORDER BY id"),
        db.rows("SELECT * FROM tag WHERE entries > 0 ORDER BY id"),
        db.rows("SELECT * FROM total"),
    ]


def wrong(library: Library) -> list[Any]:
    return [finding for finding in library.check() if finding.level == "bad"]


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**9))
def test_undoing_all_gives_the_beginning_and_redoing_all_the_end(seed: int) -> None:
    rng = Random(seed)
    with TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        random_library(library, rng)
        library._db.run("DELETE FROM journal")
        start = everything(library)
        random_acts(library, rng, 15)
        end = everything(library)
        assert wrong(library) == []
        undone = 0
        while library.acts.undo() is not None:
            undone += 1
        assert everything(library) == start
        assert wrong(library) == []
        for _ in range(undone):
            assert library.acts.redo() is not None
        assert library.acts.redo() is None
        assert everything(library) == end


@pytest.fixture
def filled(library: Library) -> Library:
    feed = library.feeds.add("https://a.test", now=NOW)
    fill(library, feed, *(item(str(n), tags=("财经",)) for n in range(10)))
    return library


def test_an_act_says_what_it_changed_and_counts_follow(filled: Library) -> None:
    act = filled.acts.act([3, 1, 1, 99], "read", True, NOW)
    assert (act.kind, set(act.entries), act.changed) == ("read", {1, 3}, 2)
    assert filled.counts() == Counts(10, 8, 0, 0)
    assert filled.feeds.get(1).unread == 8
    assert [(tag.name, tag.entries, tag.unread) for tag in filled.tags.all()] == [("财经", 10, 8)]
    assert filled.acts.act([1, 3], "read", True, NOW).changed == 0
    assert filled.acts.undo() is not None
    assert filled.acts.undo() is None


def test_an_unknown_flag_does_not_reach_the_database(filled: Library) -> None:
    with pytest.raises(ValueError, match="hidden"):
        filled.acts.act([1], "hidden", True, NOW)  # type: ignore[arg-type]


def test_marking_a_view_leaves_what_came_later(filled: Library) -> None:
    newest = filled.entries.last_id()
    fill(filled, 1, item("later"))
    act = filled.acts.mark_view(View(feed=1), True, NOW, up_to_id=newest)
    assert (act.kind, act.changed) == ("mark_view", 10)
    assert filled.counts().unread == 1
    undone = filled.acts.undo()
    assert undone is not None
    assert undone.kind == "mark_view"
    assert filled.counts().unread == 11


def test_marking_a_search(filled: Library) -> None:
    assert filled.acts.mark_view(View(query=Word("正文 7")), True, NOW).changed == 1


def test_own_tags_and_the_feeds_tags_go_their_own_ways(filled: Library) -> None:
    filled.acts.tag([1, 2], ["要闻", " "], [], NOW)
    filled.acts.tag([2], ["要闻"], ["财经", "nowhere"], NOW)
    assert filled.entries.article(1).own_tags == ("要闻",)
    assert set(filled.entries.rows([1])[0].tags) == {"要闻", "财经"}
    assert filled.entries.rows([2])[0].tags == ("要闻",)
    fill(filled, 1, *(item(str(n), tags=("时政",), text="新") for n in range(10)))
    assert set(filled.entries.rows([9])[0].tags) == {"要闻", "时政"} or "时政" in filled.entries.rows([9])[0].tags
    assert filled.entries.article(1).own_tags == ("要闻",)
    assert "财经" not in filled.entries.rows([1])[0].tags
    assert filled.entries.count(View(tags=TagFilter(all=("要闻",)))) == 2
    assert [tag.name for tag in filled.tags.all() if tag.own] == ["要闻"]
    assert [tag.name for tag in filled.tags.starting("要")] == ["要闻"]


def test_names_that_fold_alike_are_one_tag(filled: Library) -> None:
    filled.acts.tag([1], ["經濟  要聞"], [], NOW)
    filled.acts.tag([2], ["经济 要闻", "x" * 500], [], NOW)
    assert [(tag.name, tag.entries) for tag in filled.tags.starting("经济")] == [("經濟 要聞", 2)]


def test_the_position_is_kept_and_is_no_act_to_undo(filled: Library) -> None:
    filled.acts.position(1, 120)
    filled.acts.position(2, -5)
    assert (filled.entries.article(1).position, filled.entries.article(2).position) == (120, 0)
    assert filled.acts.undo() is None


def test_a_new_act_ends_what_could_be_done_again(filled: Library) -> None:
    filled.acts.act([1], "read", True, NOW)
    filled.acts.undo()
    filled.acts.act([2], "starred", True, NOW)
    assert filled.acts.redo() is None


def test_undo_outlives_the_program_and_has_an_end(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        fill(library, library.feeds.add("https://a.test", now=NOW), item("a"))
        for number in range(journal.KEPT + 10):
            library.acts.act([1], "starred", number % 2 == 0, NOW)
    with Library.open(tmp_path) as library:
        undone = 0
        while library.acts.undo() is not None:
            undone += 1
        assert undone == journal.KEPT
