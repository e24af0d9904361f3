"""The shelf in groups: every saved entry once in a month, a source and its tags, in order, page by page."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests.store.made import NOW, fill, item
from tui.model.entry import Entry
from tui.model.saved import Highlight, Picture
from tui.services.shelf_window import Book, Heading, ShelfWindow
from tui.store.library import Library
from tui.store.shelf import Kept
from tui.store.shelf_list import WAYS, By, Group, ShelfList
from tui.store.view import View

DAY = 86_400


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library, rng = Library.open(tmp_path), Random(6)
    for n, title in enumerate(("甲报", "乙报", "丙报")):
        feed = library.feeds.add(f"https://{n}.test", title=title, now=NOW)
        entries = (
            item(
                f"{n}-{k}",
                published=rng.choice([NOW - rng.randrange(400) * DAY, -5 * DAY, None]),
                tags=tuple(rng.sample(("财经", "体育", "科技"), rng.randrange(3))),
            )
            for k in range(40)
        )
        fill(library, feed, *entries)
    library.acts.act([id_ for _, id_ in library.entries.ids(limit=200) if id_ % 4], "saved", True, NOW)
    return library


def saved(library: Library) -> list[Entry]:
    keys = library.entries.ids(View(state="saved"), limit=500)
    return library.entries.rows([id_ for _, id_ in keys])


def belongs(group: Group, entry: Entry) -> bool:
    match group.by:
        case "date":
            return f"{datetime.fromtimestamp(max(0, entry.when), UTC):%Y-%m}" == group.key
        case "source":
            return str(entry.feed) == group.key
        case "tag":
            return group.key in entry.tags if group.key else not entry.tags


@pytest.mark.parametrize("by", WAYS)
def test_the_groups_hold_what_is_saved(library: Library, by: By) -> None:
    shelf, entries = ShelfList(library._db, UTC), saved(library)
    groups = shelf.groups(by)
    for group in groups:
        wanted = [entry.id for entry in entries if belongs(group, entry)]
        assert group.entries == len(wanted) > 0
        got, after = [], None
        while page := shelf.ids(group, after, 7):
            got += [id_ for _, id_ in page]
            after = page[-1]
        assert got == wanted
    assert {entry.id for entry in entries} == {id_ for group in groups for _, id_ in shelf.ids(group, limit=500)}
    assert len({group.key for group in groups}) == len(groups)


@pytest.mark.parametrize("by", WAYS)
def test_the_window_shows_headings_and_entries_in_order(library: Library, by: By) -> None:
    window, shelf = ShelfWindow(library, by), ShelfList(library._db)
    expected: list[tuple[str, list[int]]] = [("trouble", window.unfinished())]
    expected += [(group.key, [id_ for _, id_ in shelf.ids(group, limit=500)]) for group in shelf.groups(by)]
    flat: list[str | int] = []
    for key, ids in expected:
        flat += [key, *ids]
    assert len(window) == len(flat)
    order = list(range(len(window)))
    Random(1).shuffle(order)
    for index in order:
        row, told = window.row(index), flat[index]
        if isinstance(row, Heading):
            assert row.key.rpartition(":")[2] == told
        else:
            assert isinstance(row, Book)
            assert row.entry.id == told
    # Folded, a group is its heading alone; opened again all is as before.
    heading = window.heading(len(window) - 1, -1)
    assert window.fold(len(window) - 1) == heading == len(window) - 1
    assert window.fold(heading) == heading
    assert len(window) == len(flat)


def test_what_is_kept_of_an_entry_and_what_is_not_whole(library: Library) -> None:
    first, second, third = (entry.id for entry in saved(library)[:3])
    hash_ = library.shelf.images.add(b"\x89PNG\r\n\x1a\n" + bytes(500))
    library.shelf.keep(Kept(first, "done", (Picture("https://a.test/1.png", hash_, "image/png", 508),)), NOW)
    library.shelf.keep(Kept(second, "failed", error='{"code": "timed-out"}', next_try=NOW + 300), NOW)
    library.notes.write(first, "记", NOW)
    library.notes.mark(third, Highlight(0, 2, "正文"), NOW)
    kept = library.shelf_list.kept([first, second, third])
    assert [(k.saving.state if k.saving else "", k.note, k.highlights) for k in kept.values()] == [
        ("done", True, 0), ("failed", False, 0), ("wanted", False, 1),
    ]  # fmt: skip
    saving = library.shelf.saving(first)
    assert saving == kept[first].saving
    assert saving is not None
    assert saving.bytes == 508
    unfinished = library.shelf_list.unfinished()
    assert unfinished[0] == second
    assert first not in unfinished
    assert third in unfinished


def test_what_is_taken_along_stays_for_its_time(library: Library) -> None:
    entry = next(id_ for _, id_ in library.entries.ids(limit=200) if id_ % 4 == 0)
    hash_ = library.shelf.images.add(b"GIF89a" + bytes(90))
    library.shelf.keep_offline(entry, (Picture("https://a.test/2.gif", hash_, "image/gif", 96),), NOW + DAY)
    assert library.shelf.sweep(NOW) == 0
    assert [picture.hash for picture in library.shelf.pictures(entry)] == [hash_]
    assert entry not in [saving.entry for saving in library.shelf.pending(NOW + 9 * DAY)]
    # Saved now, its page is wanted at once.
    library.acts.act([entry], "saved", True, NOW)
    assert entry in [saving.entry for saving in library.shelf.pending(NOW)]
    library.acts.act([entry], "saved", False, NOW)
    assert library.shelf.sweep(NOW + 2 * DAY) == 1
    assert library.shelf.saving(entry) is None
    assert library.shelf.expected([entry, 10**9]) == (2, 2 * 150_000 + 80_000)
