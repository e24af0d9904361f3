"""Subscriptions: adding, finding, changing, removing; folders; what is due."""

import pytest

from tests.store.made import NOW, document, fill, item
from tui.model.errors import Duplicate, NotFound
from tui.model.feed import Folder
from tui.query.ast import Word
from tui.store.feeds import NewFeed
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.store.view import TagFilter, View

URL = "https://a.test/feed"


def test_a_feed_is_listed_as_it_was_added(library: Library) -> None:
    id_ = library.feeds.add(
        URL, "甲报", "财经/焦点", tags=["早报", "早报"], full_text="always", allow_private=True, now=NOW
    )
    (feed,) = library.feeds.all()
    assert (feed.id, feed.url, feed.title, feed.folder, feed.tags) == (id_, URL, "甲报", "财经/焦点", ("早报",))
    assert (feed.full_text, feed.allow_private, feed.status) == ("always", True, "ok")
    assert library.feeds.get(id_) == library.feeds.find(URL) == library.feeds.find(f" {id_} ") == feed


@pytest.mark.parametrize("again", [URL, "http://a.test/feed", "https://A.test/feed/"])
def test_the_same_address_is_one_subscription(library: Library, again: str) -> None:
    id_ = library.feeds.add(URL, now=NOW)
    with pytest.raises(Duplicate):
        library.feeds.add(again, now=NOW)
    assert library.feeds.find(again).id == id_


def test_many_are_added_at_once_and_known_ones_skipped(library: Library) -> None:
    wanted = [NewFeed(URL), NewFeed("https://b.test/"), NewFeed("http://a.test/feed/")]
    added, skipped = library.feeds.add_many(wanted, now=NOW)
    assert (added, skipped) == ([1, 2], [wanted[2]])


@pytest.mark.parametrize("name", ["7", "https://nowhere.test", "", "9" * 30])
def test_what_is_not_there_is_not_found(library: Library, name: str) -> None:
    with pytest.raises(NotFound):
        library.feeds.find(name)


def test_changes_are_kept_and_checked(library: Library) -> None:
    id_, other = library.feeds.add(URL, now=NOW), library.feeds.add("https://b.test", now=NOW)
    library.feeds.update(
        id_, title="我的", folder="甲", encoding_override="gb18030", interval_override=600, status="paused"
    )
    feed, state = library.feeds.get(id_), library.feeds.states([id_])[0]
    assert (feed.title, feed.folder, feed.status) == ("我的", "甲", "paused")
    assert (state.encoding_override, state.interval_override) == ("gb18030", 600)
    library.feeds.update(id_, title=None, url="https://c.test/feed")
    assert library.feeds.find("http://c.test/feed").title == "https://c.test/feed"
    with pytest.raises(Duplicate):
        library.feeds.update(other, url="http://c.test/feed/")
    with pytest.raises(TypeError):
        library.feeds.update(id_, entries=5)
    with pytest.raises(NotFound):
        library.feeds.update(99, title="x")


def test_the_readers_title_comes_before_the_feeds(library: Library) -> None:
    id_ = library.feeds.add(URL, now=NOW)
    assert library.feeds.get(id_).title == URL
    fill(library, id_)
    assert library.feeds.get(id_).title == "甲报"
    library.feeds.update(id_, title="我的")
    fill(library, id_)
    assert library.feeds.get(id_).title == "我的"


def test_a_fetch_is_recorded_whole(library: Library) -> None:
    id_ = library.feeds.add(URL, now=NOW)
    record = FetchRecord(
        status="error", http_status=503, error="{}", etag='"e"', modified="m", body_hash="h", failures=2, interval=900,
        next_fetch=NOW + 900, moved_to="https://b.test", moved_seen=1, encoding="gb18030", encoding_why="declared",
    )  # fmt: skip
    library.refresh(id_, record, None, NOW)
    feed, state = library.feeds.get(id_), library.feeds.states()[0]
    assert (feed.status, feed.error, feed.encoding, feed.encoding_why) == ("error", "{}", "gb18030", "declared")
    assert (state.etag, state.modified, state.body_hash, state.failures) == ('"e"', "m", "h", 2)
    assert (state.interval, state.next_fetch, state.last_fetched) == (900, NOW + 900, NOW)
    assert (state.moved_to, state.moved_seen, state.allow_private) == ("https://b.test", 1, False)


def test_a_lasting_move_changes_the_address_unless_it_is_taken(library: Library) -> None:
    one, _ = library.feeds.add(URL, now=NOW), library.feeds.add("https://b.test/feed", now=NOW)
    library.refresh(one, FetchRecord(url="https://c.test/feed"), None, NOW)
    assert library.feeds.get(one).url == "https://c.test/feed"
    library.refresh(one, FetchRecord(url="http://b.test/feed"), None, NOW)
    assert library.feeds.get(one).url == "https://c.test/feed"


def test_due_are_those_whose_time_has_come_the_longest_waiting_first(library: Library) -> None:
    added, _ = library.feeds.add_many([NewFeed(f"https://{n}.test") for n in range(5)], now=NOW)
    for id_, wait in zip(added[1:], (-10, -20, 10, -30), strict=True):
        library.refresh(id_, FetchRecord(next_fetch=NOW + wait), None, NOW)
    library.feeds.update(added[4], status="paused")
    assert [state.feed for state in library.feeds.due(NOW)] == [added[0], added[2], added[1]]


def test_folders_count_all_below_them(library: Library) -> None:
    for number, folder in enumerate(["财经", "财经/焦点", " 财经 / 焦点 /", ""]):
        fill(library, library.feeds.add(f"https://{number}.test", folder=folder, now=NOW), item(str(number)))
    assert library.feeds.folders() == [Folder(1, "财经", 3, 3), Folder(2, "财经/焦点", 2, 2)]
    assert library.entries.count(View(folder="财经")) == 3


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a", "x", ["x", "x/b", "z"]),
        ("a", "a/c", ["a", "a/c", "a/c/b", "z"]),
        ("a/b", "z", ["a", "z"]),
        ("a", "z", ["z", "z/b"]),
        ("a/b", "", ["a", "z"]),
        ("a", "p/q", ["p", "p/q", "p/q/b", "z"]),
        ("a", "a", ["a", "a/b", "z"]),
    ],
)
def test_folders_move_with_all_below(library: Library, old: str, new: str, expected: list[str]) -> None:
    for number, folder in enumerate(["a", "a/b", "z"]):
        library.feeds.add(f"https://{number}.test", folder=folder, now=NOW)
    library.feeds.rename_folder(old, new)
    assert [folder.name for folder in library.feeds.folders()] == expected
    moved = {0: "a", 1: "a/b", 2: "z"}
    for feed in library.feeds.all():
        before = moved[feed.id - 1]
        inside = before == old or before.startswith(old + "/")
        assert feed.folder == ((new + before[len(old) :]).strip("/") if inside else before)


def test_no_such_folder(library: Library) -> None:
    with pytest.raises(NotFound):
        library.feeds.rename_folder("nowhere", "x")


def test_removing_hides_what_nobody_kept_and_undo_brings_it_back(library: Library) -> None:
    id_ = library.feeds.add(URL, now=NOW)
    fill(library, id_, *(item(str(n)) for n in range(6)))
    library.acts.act([1], "starred", True, NOW)
    library.acts.act([2], "saved", True, NOW)
    library.acts.tag([3], ["我的"], [], NOW)
    before = library.feeds.all(), library.counts()
    assert library.feeds.remove([id_, 99], NOW) == 1
    assert library.feeds.all() == []
    assert {key[1] for key in library.entries.ids()} == {1, 2, 3}
    assert library.counts().entries == 3
    with pytest.raises(NotFound):
        library.refresh(id_, FetchRecord(), document(item("x")), NOW)
    undone = library.acts.undo()
    assert undone is not None
    assert (undone.kind, undone.feeds) == ("remove", (id_,))
    assert (library.feeds.all(), library.counts()) == before
    library.acts.redo()
    assert library.counts().entries == 3


def test_subscribing_again_brings_everything_back(library: Library) -> None:
    id_ = library.feeds.add(URL, now=NOW)
    fill(library, id_, item("a"))
    library.acts.act([1], "read", True, NOW)
    library.feeds.remove([id_], NOW)
    assert library.feeds.add("http://a.test/feed", now=NOW) == id_
    assert library.entries.rows([1])[0].read
    assert fill(library, id_, item("a")).new == ()


def test_tags_of_a_feed_are_given_to_its_entries(library: Library) -> None:
    id_ = library.feeds.add(URL, tags=["早报"], now=NOW)
    fill(library, id_, item("a", tags=("财经", " 财经 ")))
    assert set(library.entries.rows([1])[0].tags) == {"早报", "财经"}
    assert library.entries.count(View(tags=TagFilter(all=("早报",)))) == 1


def test_half_a_character_does_no_harm(library: Library) -> None:
    half = "半\ud83d字"
    id_ = library.feeds.add("https://a.test/\ud83d", half, half, tags=[half], now=NOW)
    library.feeds.update(id_, title=half)
    fill(
        library, id_, item("a", title=half, text=half, tags=(half,), authors=(half,), source=half, guid=half, url=half)
    )
    assert library.entries.rows([1])[0].title == "半\ufffd字"
    assert len(library.search(Word(half))) == 1
    assert library.entries.count(View(folder=half, tags=TagFilter(all=(half,)))) == 1
    assert fill(
        library, id_, item("a", title=half, text=half, tags=(half,), authors=(half,), source=half, guid=half, url=half)
    ).unchanged
