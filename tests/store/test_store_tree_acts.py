"""Acts on feeds and folders: whatever is done, taking it back and doing it again are exact."""

import random
from collections.abc import Callable

import pytest

from tests.store.made import NOW, document, item
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.store.view import View


def tree(library: Library) -> list[object]:
    """All that can be seen of feeds and folders, in the reader's order."""
    feeds = [
        (feed.id, feed.title, feed.folder, feed.url, feed.tags, feed.full_text, feed.images, feed.script, feed.status)
        for feed in library.feeds.all()
    ]
    states = [(state.interval_override, state.encoding_override) for state in library.feeds.states()]
    return [feeds, states, [folder.name for folder in library.feeds.folders()]]


def do_something(library: Library, chance: random.Random, feeds: list[int]) -> None:
    """One act, chosen by chance."""
    feed, at = chance.choice(feeds), library.feeds
    names = [folder.name for folder in at.folders()]
    name = chance.choice(names) if names else ""
    words = chance.choice(("新", "旧", "新/旧", "旧/新/旧", "甲", ""))
    value = chance.choice(("always", "never"))
    url = f"https://{chance.randrange(5)}{chance.randrange(99)}.new/"
    doings: list[tuple[str, Callable[[], object]]] = [
        ("feed_move", lambda: at.move(feed, chance.randrange(-3, 4))),
        ("feed_rename", lambda: at.update(feed, title=words)),
        ("feed_folder", lambda: at.update(feed, folder=words)),
        ("feed_set", lambda: at.update(feed, full_text=value, images=value, interval_override=60)),
        ("feed_set", lambda: at.set_tags(feed, [*words])),
        ("feed_set", lambda: at.update(feed, script="hant", encoding_override="gb18030")),
        ("feed_address", lambda: at.update(feed, url=url, status="ok")),
        ("feed_pause", lambda: at.update(feed, status="paused")),
        ("feed_sort", lambda: at.sort(name)),
    ]  # fmt: skip
    if names:
        doings += [
            ("folder_move", lambda: at.move_folder(name, chance.randrange(-2, 3))),
            ("folder_rename", lambda: at.rename_folder(name, words or "丙")),
            ("folder_remove", lambda: at.rename_folder(name, name.rpartition("/")[0])),
        ]
    kind, act = chance.choice(doings)
    with library.tree_acts.act(kind, "名字", NOW):
        act()


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_is_taken_back_and_done_again(library: Library, seed: int) -> None:
    chance = random.Random(seed)
    feeds = [
        library.feeds.add(f"https://{n}.test/", f"报{n}", chance.choice(("甲", "甲/子", "")), now=NOW) for n in range(6)
    ]
    states = [tree(library)]
    while len(states) < 40:
        do_something(library, chance, feeds)
        if tree(library) != states[-1]:
            states.append(tree(library))
    acts = library._db.value("SELECT count(*) FROM journal")
    assert acts >= len(states) - 1
    back = [tree(library)]
    while library.acts.undo() is not None:
        if tree(library) != back[-1]:
            back.append(tree(library))
    assert back == states[::-1]
    while library.acts.redo() is not None:
        pass
    assert tree(library) == states[-1]


def test_what_came_meanwhile_stays(library: Library) -> None:
    first = library.feeds.add("https://a.test/", "甲", "旧", now=NOW)
    second = library.feeds.add("https://b.test/", "乙", now=NOW)
    with library.tree_acts.act("feed_address", "甲", NOW):
        library.feeds.update(first, url="https://c.test/")
    with library.tree_acts.act("folder_rename", "旧", NOW):
        library.feeds.rename_folder("旧", "新")
    library.feeds.update(second, url="https://a.test/", folder="新")
    undone = library.acts.undo()
    assert undone is not None
    assert (undone.kind, undone.label, undone.feeds) == ("folder_rename", "旧", (first,))
    # The folder is not empty by now, and the address is another feed's.
    assert [(feed.folder, feed.title) for feed in library.feeds.all()] == [("新", "乙"), ("旧", "甲")]
    library.acts.undo()
    assert library.feeds.get(first).url == "https://c.test/"
    assert library.acts.undo() is None
    with library.tree_acts.act("feed_rename", "甲", NOW):
        library.feeds.update(first, title="甲")
    assert library.acts.undo() is None
    with pytest.raises(ValueError, match="renamed"), library.tree_acts.act("renamed", "", NOW):
        pass


def test_only_acts_of_the_kinds_asked_for(library: Library) -> None:
    feed = library.feeds.add("https://a.test/", "甲", now=NOW)
    library.acts.note_rules(['[rules.a]\nwhen = "x"\ndo = "hide"'], [], NOW, "a")
    assert library.acts.undo(("smart", "remove")) is None
    undone = library.acts.undo(("rules",))
    assert undone is not None
    assert (undone.label, len(undone.rules)) == ("a", 1)
    again = library.acts.redo(("rules",))
    assert again is not None
    assert again.rules == ()
    # What was subscribed to is given up again, its entries out of sight, and both come back.
    library.refresh(feed, FetchRecord(), document(item("一")), NOW)
    library.acts.note_added([feed], NOW, "甲")
    for turn, shown in ((library.acts.undo, 0), (library.acts.redo, 1)):
        act = turn()
        assert act is not None
        assert (act.kind, act.label, act.feeds) == ("add", "甲", (feed,))
        assert (len(library.feeds.all()), library.entries.count(View())) == (shown, shown)
    library.feeds.remove([feed], NOW)
    removed = library.acts.undo()
    assert removed is not None
    assert (removed.label, removed.feeds) == ("甲", (feed,))
