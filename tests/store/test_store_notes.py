"""Notes, highlights and earlier versions; all can be undone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.made import NOW, fill, item
from tui.model.errors import NotFound
from tui.model.saved import Highlight
from tui.store.library import Library
from tui.store.versions import MOST


@pytest.fixture
def filled(library: Library) -> Library:
    fill(library, library.feeds.add("https://a.test", now=NOW), item("甲", text="第一稿的正文"), item("乙"))
    return library


def first(library: Library) -> int:
    return next(row.id for row in library.entries.rows([1, 2]) if row.title == "甲")


def test_a_note_is_written_changed_and_taken_away(filled: Library) -> None:
    assert filled.notes.write(1, "  先读\r\n再想\x1b[31m ", NOW)
    assert filled.notes.note(1) == "先读\n再想"
    assert not filled.notes.write(1, "先读\n再想", NOW)
    filled.notes.write(1, "改", NOW)
    filled.notes.write(1, "", NOW)
    assert filled.notes.note(1) == ""
    for expected in ("改", "先读\n再想", ""):
        filled.acts.undo()
        assert filled.notes.note(1) == expected
    filled.acts.redo()
    assert filled.notes.note(1) == "先读\n再想"
    with pytest.raises(NotFound):
        filled.notes.write(99, "x", NOW)


def test_highlights_are_kept_by_character(filled: Library) -> None:
    late = filled.notes.mark(1, Highlight(4, 6, "正文", "要核对"), NOW)
    early = filled.notes.mark(1, Highlight(0, 2, "第一"), NOW + 1)
    assert filled.notes.highlights(1) == (
        Highlight(0, 2, "第一", "", NOW + 1, early),
        Highlight(4, 6, "正文", "要核对", NOW, late),
    )
    filled.notes.mark(1, Highlight(4, 6, "正文", "核对过了", id=late), NOW + 9)
    assert [mark.note for mark in filled.notes.highlights(1)] == ["", "核对过了"]
    assert filled.notes.unmark(early, NOW)
    assert not filled.notes.unmark(early, NOW)
    assert [mark.id for mark in filled.notes.highlights(1)] == [late]
    assert filled.notes.highlights(2) == ()


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, 2**40)])
def test_an_empty_passage_is_none(filled: Library, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="empty"):
        filled.notes.mark(1, Highlight(start, end), NOW)


def test_a_highlight_of_another_entry_is_not_changed(filled: Library) -> None:
    mark = filled.notes.mark(1, Highlight(0, 2), NOW)
    for entry, id_ in ((2, mark), (1, 99)):
        with pytest.raises(NotFound):
            filled.notes.mark(entry, Highlight(0, 1, id=id_), NOW)


@given(st.lists(st.tuples(st.sampled_from("nmu"), st.integers(0, 9)), max_size=8))
def test_undoing_all_and_doing_all_again_is_as_before(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    with Library.open(tmp_path_factory.mktemp("data")) as library:
        fill(library, library.feeds.add("https://a.test", now=NOW), item("甲"))
        states = [(library.notes.note(1), library.notes.highlights(1))]
        for kind, number in steps:
            match kind:
                case "n":
                    done = library.notes.write(1, str(number or ""), NOW)
                case "m":
                    done = bool(library.notes.mark(1, Highlight(number, number + 2), NOW))
                case _:
                    done = library.notes.unmark(number, NOW)
            if done:
                states.append((library.notes.note(1), library.notes.highlights(1)))
        for expected in reversed(states[:-1]):
            library.acts.undo()
            assert (library.notes.note(1), library.notes.highlights(1)) == expected
        for expected in states[1:]:
            library.acts.redo()
            assert (library.notes.note(1), library.notes.highlights(1)) == expected


def test_the_earlier_text_is_kept_when_a_feed_changes_an_article(filled: Library) -> None:
    entry = first(filled)
    fill(filled, 1, item("甲", text="第二稿的正文", title="甲（更新）"), now=NOW + 60)
    fill(filled, 1, item("甲", text="第三稿的正文", title="甲（更新）"), now=NOW + 120)
    kept = filled.versions.of(entry)
    assert [(version.at, version.title, version.text) for version in kept] == [
        (NOW + 60, "甲", "第一稿的正文"),
        (NOW + 120, "甲（更新）", "第二稿的正文"),
    ]
    assert filled.versions.count(entry) == 2


def test_what_nobody_can_see_is_no_version(filled: Library) -> None:
    entry = first(filled)
    fill(filled, 1, item("甲", text="第一稿的正文", html="<p>第一稿的正文</p>"))
    fill(filled, 1, item("甲", text=" 第一稿的正文\n", html="<p>第一稿的正文</p>"))
    fill(filled, 1, item("甲", text="第一稿的正文", tags=("新",)))
    assert filled.versions.count(entry) == 0


def test_a_feed_that_changes_at_every_fetch_fills_no_disk(filled: Library) -> None:
    entry = first(filled)
    for number in range(MOST + 10):
        fill(filled, 1, item("甲", text=f"读过 {number} 次"), now=NOW + number)
    kept = filled.versions.of(entry)
    assert len(kept) == MOST
    assert kept[0].text == "第一稿的正文"
    assert kept[-1].text == f"读过 {MOST + 8} 次"
