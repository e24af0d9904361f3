"""What is kept of saved entries: pictures by content, pages, savings; nothing is lost and nothing left behind."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.store.made import NOW, fill, item
from tui.model.errors import ConnectionFailed, HttpFailed
from tui.model.saved import Page, Picture
from tui.store.library import Library
from tui.store.shelf import Kept
from tui.store.whole import WholeText

PAGE = Page("https://a.test/0", "https://a.test/0?", NOW, "<p>网页</p>".encode() * 100, "text/html", "utf-8")


@pytest.fixture
def filled(library: Library) -> Library:
    feed = library.feeds.add("https://a.test", now=NOW)
    fill(library, feed, *(item(str(n), html=f"<p>正文 {n}</p>") for n in range(4)))
    return library


def keep(library: Library, entry: int, data: bytes = b"picture", url: str = "https://a.test/p") -> str:
    hash_ = library.shelf.images.add(data)
    picture = Picture(url, hash_, "image/png", len(data))
    library.shelf.keep(Kept(entry, "done", pictures=(picture,), pages=(PAGE,)), NOW)
    return hash_


def files(library: Library) -> list[str]:
    return sorted(path.name for path in (library.folder / "images").rglob("*") if path.is_file())


def test_saving_an_entry_by_any_way_makes_it_wanted(filled: Library) -> None:
    assert filled.shelf.pending(NOW) == []
    filled.acts.act([1, 2], "saved", True, NOW)
    assert [(saving.entry, saving.state) for saving in filled.shelf.pending(NOW)] == [(1, "wanted"), (2, "wanted")]
    filled.acts.act([1], "saved", False, NOW)
    assert [saving.entry for saving in filled.shelf.pending(NOW)] == [2]
    filled.acts.undo()
    assert len(filled.shelf.pending(NOW)) == 2


def test_what_was_kept_comes_back_byte_for_byte(filled: Library) -> None:
    filled.acts.act([1], "saved", True, NOW)
    hash_ = keep(filled, 1)
    assert filled.shelf.pages(1) == (PAGE,)
    assert filled.shelf.pictures(1) == (Picture("https://a.test/p", hash_, "image/png", 7),)
    assert filled.shelf.images.path(hash_).read_bytes() == b"picture"
    assert filled.shelf.came_from(1) == "https://a.test/0?"
    saving = filled.shelf.saving(1)
    assert saving is not None
    assert (saving.state, saving.missing) == ("done", 0)
    assert saving.bytes > 7
    assert filled.shelf.pending(NOW) == []
    if os.name == "posix":
        assert filled.shelf.images.path(hash_).stat().st_mode & 0o077 == 0


def test_one_picture_in_two_articles_is_one_file_and_goes_with_the_last(filled: Library) -> None:
    filled.acts.act([1, 2], "saved", True, NOW)
    assert keep(filled, 1) == keep(filled, 2, url="https://b.test/same")
    assert len(files(filled)) == 1
    assert (filled.shelf.usage().pictures, filled.shelf.usage().picture_bytes) == (1, 7)
    filled.acts.act([1], "saved", False, NOW)
    assert filled.shelf.sweep() == 0
    assert len(files(filled)) == 1
    assert filled.shelf.pictures(1) == ()
    filled.acts.act([2], "saved", False, NOW)
    assert filled.shelf.sweep() == 1
    assert files(filled) == []
    assert filled.shelf.usage() == type(filled.shelf.usage())(0, 0, 0, 0)


def test_one_picture_that_comes_on_many_threads_at_once(filled: Library) -> None:
    with ThreadPoolExecutor(8) as threads:
        for number in range(40):
            data = bytes([number]) * 200_000
            assert len(set(threads.map(filled.shelf.images.add, [data] * 8))) == 1
    assert len(files(filled)) == 40


def test_what_is_unsaved_can_be_had_back_until_the_next_start(filled: Library) -> None:
    filled.acts.act([1], "saved", True, NOW)
    keep(filled, 1)
    filled.acts.act([1], "saved", False, NOW)
    filled.acts.undo()
    assert filled.shelf.sweep() == 0
    assert len(filled.shelf.pictures(1)) == 1
    assert filled.shelf.pending(NOW) == []


def test_a_lost_file_is_missing_again(filled: Library) -> None:
    filled.acts.act([1], "saved", True, NOW)
    filled.shelf.images.path(keep(filled, 1)).unlink()
    filled.shelf.sweep()
    assert filled.shelf.pictures(1) == ()
    assert [(saving.entry, saving.state, saving.missing) for saving in filled.shelf.pending(NOW)] == [(1, "partial", 1)]


def test_a_failure_waits_and_the_network_ends_the_wait(filled: Library) -> None:
    filled.acts.act([1], "saved", True, NOW)
    error = ConnectionFailed(url="https://a.test", reason="dns").stored()
    filled.shelf.keep(Kept(1, "failed", error=error, next_try=NOW + 300), NOW)
    assert filled.shelf.pending(NOW) == []
    assert [saving.tries for saving in filled.shelf.pending(NOW + 300)] == [1]
    assert filled.shelf.hurry(NOW) == 1
    assert len(filled.shelf.pending(NOW)) == 1
    for refused in (HttpFailed(url="https://a.test", status=404).stored(), "", "{"):
        filled.shelf.keep(Kept(1, "failed", error=refused, next_try=NOW + 300), NOW)
        assert filled.shelf.hurry(NOW) == 0


def test_a_later_try_adds_and_takes_nothing_away(filled: Library) -> None:
    filled.acts.act([1], "saved", True, NOW)
    hash_ = keep(filled, 1)
    filled.shelf.keep(Kept(1, "partial", missing=(("https://a.test/p", "{}"), ("https://a.test/q", "{}"))), NOW)
    assert [picture.hash for picture in filled.shelf.pictures(1)] == [hash_]
    assert filled.shelf.pages(1) == (PAGE,)
    saving = filled.shelf.saving(1)
    assert saving is not None
    assert saving.missing == 1


def test_expiry_never_touches_what_is_saved_or_noted(filled: Library) -> None:
    filled.acts.act([1, 2, 3, 4], "read", True, NOW)
    fill(filled, 1, item("new"))
    filled.acts.act([1], "saved", True, NOW)
    keep(filled, 1)
    filled.notes.write(2, "再读", NOW)
    assert filled.expire(1, 0, NOW + 100 * 86_400) == 2
    assert filled.shelf.pages(1) == (PAGE,)
    assert filled.notes.note(2) == "再读"


def test_a_whole_text_is_found_and_stays_when_the_feed_changes(filled: Library) -> None:
    whole = WholeText(
        "<p>整篇文章的全部内容</p>", "整篇文章的全部内容", ("https://a.test/p",), "题", {"outlet": "甲报"}
    )
    filled.shelf.keep(Kept(1, "done", whole=whole), NOW)
    article = filled.entries.article(1)
    assert (article.text, article.full_text, article.outlet) == (whole.text, "page", "甲报")
    assert filled.versions.count(1) == 0
    fill(filled, 1, item("3", html="<p>短</p>", text="短"))
    assert filled.entries.article(1).text == whole.text
    assert [finding for finding in filled.check() if finding.level == "bad"] == []


def test_an_address_is_one_entry(library: Library) -> None:
    first = library.shelf.entry_for("https://a.test/x", "网页", NOW)
    assert library.shelf.entry_for("http://a.test/x/", "网页", NOW) == first
    assert library.entries.article(first).entry.feed_title == "网页"
    assert library.feeds.states() == []
    assert library.feeds.due(NOW) == []
    feed = library.feeds.add("https://b.test", now=NOW)
    fill(library, feed, item("y", url="https://b.test/y"))
    known = library.shelf.entry_for("https://b.test/y?utm_source=a", "网页", NOW)
    assert library.entries.article(known).entry.feed == feed


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("stage", ["file", "named", "stored"])
def test_killed_at_any_stage_nothing_is_half_there(tmp_path: Path, stage: str) -> None:
    """A saver that is killed while a picture is written, before it is named in the library, and after."""
    folder = tmp_path / "data"
    with Library.open(folder) as library:
        fill(library, library.feeds.add("https://a.test", now=NOW), item("0"))
        library.acts.act([1], "saved", True, NOW)
    program = f"""
import os, sys, pathlib
from tui.model.saved import Picture
from tui.store import images
from tui.store.library import Library
from tui.store.shelf import Kept
def stop(*_):
    print("here", flush=True); sys.stdin.read()
library = Library.open(pathlib.Path(sys.argv[1]))
if {stage!r} == "file":
    os.fsync = stop
hash_ = library.shelf.images.add(b"picture" * 1000)
if {stage!r} == "named":
    stop()
library.shelf.keep(Kept(1, "done", pictures=(Picture("https://a.test/p", hash_, "image/png", 7000),)), 1)
stop()
"""
    running = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"here\n"
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    with Library.open(folder) as library:
        assert library.shelf.sweep() == (0 if stage == "stored" else 1)
        assert len(library.shelf.pending(NOW)) == (0 if stage == "stored" else 1)
        assert [finding for finding in library.check() if finding.level == "bad"] == []
        assert [path.name for path in (folder / "images").rglob("*") if path.is_file()] == [
            picture.hash for picture in library.shelf.pictures(1)
        ]
