"""Tags themselves: colour, rename, merge, delete, each with undo and redo; and acts on whole views."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.made import NOW, TAGS, fill, item, random_library, random_view, spell_all
from tui.model.errors import Duplicate, NotFound
from tui.query.parse import parse_query
from tui.store.library import Library
from tui.store.view import TagFilter, View


def state(library: Library) -> list[Any]:
    db = library._db
    return [
        db.rows("SELECT entry, tag, origin, shown, unread FROM entry_tag ORDER BY 1, 2"),
        db.rows("SELECT feed, tag FROM feed_tag ORDER BY 1, 2"),
        db.rows("SELECT id, name, entries, unread, own, colour FROM tag WHERE entries + own > 0 ORDER BY 1"),
        db.rows("SELECT id, read, starred, saved, hidden FROM entry ORDER BY 1"),
    ]


@pytest.fixture
def tagged(library: Library) -> Library:
    feed = library.feeds.add("https://a.test", tags=["早报"], now=NOW)
    fill(
        library, feed,
        item("1", tags=("财经",)), item("2", tags=("财经", "经济")), item("3", tags=("经济",)), item("4"),
    )  # fmt: skip
    library.acts.tag([1], ["我的"], [], NOW)
    return library


ACTS: dict[str, Callable[[Library], object]] = {
    "colour": lambda library: library.tag_acts.colour("财经", "red", NOW),
    "rename": lambda library: library.tag_acts.rename("财经", "钱", NOW),
    "merge": lambda library: library.tag_acts.merge(["财经", "早报", "我的"], "经济", NOW),
    "delete": lambda library: library.tag_acts.delete("早报", NOW),
    "tag view": lambda library: library.acts.tag_view(View(query=parse_query("tag:经济", NOW)), ["新"], ["早报"], NOW),
    "star view": lambda library: library.acts.act_view(View(state="unread"), "starred", True, NOW),
    "hide view": lambda library: library.acts.hide_view(View(tags=TagFilter(all=("经济",))), True, NOW),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_undone_and_done_again(tagged: Library, name: str) -> None:
    before = state(tagged)
    ACTS[name](tagged)
    after = state(tagged)
    assert after != before
    assert tagged.acts.undo() is not None
    assert state(tagged) == before
    assert tagged.acts.redo() is not None
    assert state(tagged) == after
    assert [finding for finding in tagged.check() if finding.level == "bad"] == []


def test_merging_joins_carriers_and_feeds(tagged: Library) -> None:
    assert tagged.tag_acts.merge(["财经", "早报"], "经济", NOW) == 4
    assert {tag.name: tag.entries for tag in tagged.tags.all()} == {"经济": 4, "我的": 1}
    fill(tagged, 1, item("5"))
    assert next(tag for tag in tagged.tags.all() if tag.name == "经济").entries == 5


def test_renaming_needs_a_name_that_is_free(tagged: Library) -> None:
    with pytest.raises(Duplicate):
        tagged.tag_acts.rename("财经", "经济", NOW)
    with pytest.raises(Duplicate):
        tagged.tag_acts.rename("财经", " ", NOW)
    with pytest.raises(NotFound):
        tagged.tag_acts.rename("没有", "有", NOW)
    tagged.tag_acts.delete("经济", NOW)
    tagged.tag_acts.rename("财经", "经济", NOW)  # a name that nothing carries any more
    assert {tag.name for tag in tagged.tags.all()} == {"经济", "早报", "我的"}
    tagged.tag_acts.rename("经济", "經濟", NOW)  # the same but for the way it is written
    assert "經濟" in {tag.name for tag in tagged.tags.all()}


def test_tags_are_found_by_part_and_by_sound(tagged: Library) -> None:
    spell_all(tagged)
    assert [tag.name for tag in tagged.tags.like("經")] == ["经济", "财经"]
    assert [tag.name for tag in tagged.tags.like("cj")] == ["财经"]
    assert [tag.name for tag in tagged.tags.like("jingji")] == ["经济"]
    assert len(tagged.tags.like("")) == 4


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**9))
def test_acts_on_views_are_exact(seed: int) -> None:
    rng = Random(seed)
    with TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        random_library(library, rng)
        for _ in range(6):
            view, before = random_view(rng), state(library)
            inside = {id_ for _, id_ in library.entries.ids(view, limit=1000)}
            wanted = rng.choice(TAGS)
            act = library.acts.tag_view(view, [wanted], [], NOW)
            assert set(act.entries) <= inside
            assert {id_ for id_ in inside if wanted in library.entries.article(id_).own_tags} == inside
            if act.changed:
                library.acts.undo()
            assert state(library) == before
            act = library.acts.act_view(view, "saved", True, NOW)
            assert {row.saved for row in library.entries.rows(list(inside))} <= {True}
            if act.changed:
                library.acts.undo()
            assert state(library) == before
