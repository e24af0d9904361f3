"""The mirror folder: kept up to date, and never against the reader."""

import os
import shutil
import sys
from datetime import UTC
from pathlib import Path

import pytest

from tests.export.conftest import png
from tests.store.made import NOW, fill, item
from tui.export.folder import TEMPORARY
from tui.model.errors import CannotWrite
from tui.model.saved import Picture
from tui.services.mirror import MirrorDone, mirror
from tui.store.library import Library
from tui.store.shelf import Kept


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library")
    html = '<p>正文</p><img src="https://a.test/p.png">'
    fill(library, library.feeds.add("https://a.test", now=NOW), *(item(f"第{n}篇", html=html) for n in range(4)))
    library.acts.act([1, 2, 3], "saved", True, NOW)
    for entry in (1, 2):
        hash_ = library.shelf.images.add(png())
        library.shelf.keep(Kept(entry, "done", (Picture("https://a.test/p.png", hash_, "image/png", 70),)), NOW)
    return library


def run(library: Library, folder: Path, entries: list[int] | None = None) -> tuple[int, int, int, int]:
    done: MirrorDone = mirror(library, folder, entries, zone=UTC)
    return done.new, done.updated, done.unchanged, done.left


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.is_file()}


def test_saved_articles_and_their_pictures_stand_there(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "mirror"
    assert run(library, folder) == (3, 0, 0, 0)
    assert len(contents(folder)) == 3
    assert len(list((folder / "images").iterdir())) == 1
    before = contents(folder)
    assert run(library, folder) == (0, 0, 3, 0)
    assert contents(folder) == before


def test_tags_and_notes_come_into_the_file(library: Library, tmp_path: Path) -> None:
    run(library, tmp_path / "m")
    library.acts.tag([1], ["好文"], [], NOW)
    library.notes.write(2, "我的笔记", NOW)
    assert run(library, tmp_path / "m", [1, 4]) == (0, 1, 0, 0)
    assert run(library, tmp_path / "m") == (0, 1, 2, 0)
    told = "".join(contents(tmp_path / "m").values())
    assert "好文" in told
    assert "我的笔记" in told
    library.acts.act([4], "saved", True, NOW)
    assert run(library, tmp_path / "m") == (1, 0, 3, 0)


def test_what_the_reader_changed_is_left_for_good(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "m"
    run(library, folder)
    first, second, third = sorted(path for path in folder.iterdir() if path.is_file())
    first.write_text(first.read_text("utf-8") + "\n我加的一行\n", "utf-8")
    second.unlink()
    third.rename(folder / "我改的名字.md")
    (folder / "我的文件.md").write_text("mine")
    mine = contents(folder)
    library.acts.tag([1, 2, 3], ["新标签"], [], NOW)
    assert run(library, folder) == (0, 0, 0, 3)
    assert contents(folder) == mine


def test_nothing_goes_when_an_article_is_unsaved(library: Library, tmp_path: Path) -> None:
    run(library, tmp_path / "m")
    before = contents(tmp_path / "m")
    library.acts.act([1, 2, 3], "saved", False, NOW)
    library.shelf.sweep()
    assert run(library, tmp_path / "m") == (0, 0, 0, 0)
    assert contents(tmp_path / "m") == before


def test_a_name_that_the_reader_has_taken_is_left_to_them(library: Library, tmp_path: Path) -> None:
    run(library, tmp_path / "one")
    names = sorted(contents(tmp_path / "one"))
    other = tmp_path / "other"
    other.mkdir()
    (other / names[0]).write_text("mine")
    assert run(library, other) == (3, 0, 0, 0)
    assert (other / names[0]).read_text() == "mine"
    assert len(contents(other)) == 4


def test_files_from_before_a_restore_are_known_again(library: Library, tmp_path: Path) -> None:
    run(library, tmp_path / "m")
    with library._db.write():
        library._db.run("DELETE FROM mirrored")
    assert run(library, tmp_path / "m") == (0, 0, 3, 0)
    library.acts.tag([1], ["好文"], [], NOW)
    assert run(library, tmp_path / "m") == (0, 1, 2, 0)


@pytest.mark.parametrize("written", [False, True])
def test_a_run_that_was_cut_short_is_finished(library: Library, tmp_path: Path, written: bool) -> None:
    """Killed before or after the file was replaced, with the new hash already noted."""
    folder = tmp_path / "m"
    run(library, folder)
    old = contents(folder)
    shutil.copytree(folder, tmp_path / "old")
    library.acts.tag([1], ["好文"], [], NOW)
    before = library._db.rows("SELECT * FROM mirrored WHERE entry = 1")[0]
    run(library, folder)
    after = library._db.rows("SELECT * FROM mirrored WHERE entry = 1")[0]
    with library._db.write():
        library._db.run("UPDATE mirrored SET hash = ?, before = ? WHERE entry = 1", (after[3], before[3]))
    if not written:
        (folder / before[2]).write_text(old[before[2]], "utf-8")
    (folder / f"{TEMPORARY}abc.part").write_text("half")
    assert run(library, folder) == ((0, 0, 3, 0) if written else (0, 1, 2, 0))
    assert "好文" in contents(folder)[before[2]]
    assert not list(folder.glob("*.part"))


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_links_are_the_readers_and_are_not_followed(library: Library, tmp_path: Path) -> None:
    folder, outside = tmp_path / "m", tmp_path / "outside"
    outside.write_text("far")
    run(library, folder)
    first = min(path for path in folder.iterdir() if path.is_file())
    first.unlink()
    first.symlink_to(outside)
    library.acts.tag([1, 2, 3], ["新"], [], NOW)
    assert run(library, folder) == (0, 2, 0, 1)
    assert outside.read_text() == "far"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX")
def test_where_nothing_can_be_written_it_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite):
        mirror(library, tmp_path / "file")
