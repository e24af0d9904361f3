"""The quick look before a library is opened, while somebody else is writing in it."""

import shutil
from pathlib import Path

import pytest

from tests.store.made import NOW, fill, item
from tui.model.errors import LibraryDamaged
from tui.store.library import Library

PAGE = 4096


def _half_way(folder: Path, to: Path) -> Path:
    """A copy of a library at the moment at which its log is written back: the head is there, the last pages are not."""
    with Library.open(folder) as library:
        library._db.run("PRAGMA wal_checkpoint(TRUNCATE)")
        whole = (folder / "library.db").stat().st_size
        feed = library.feeds.add("https://a.test/feed", "甲报", now=NOW)
        fill(library, feed, *(item(str(n), title=f"第{n}期", html="文" * 3000) for n in range(20)))
        shutil.copytree(folder, to)
        library._db.run("PRAGMA wal_checkpoint(FULL)")
        after = (folder / "library.db").read_bytes()
    assert len(after) > whole
    file = to / "library.db"
    file.write_bytes(after[:PAGE] + file.read_bytes()[PAGE:])
    return file


def test_a_library_whose_log_is_being_written_back_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    file = _half_way(tmp_path / "library", tmp_path / "seen")
    with Library.open(file.parent, readonly=True) as opened:
        assert opened.recovered is None
        assert opened.counts().entries == 20


def test_without_its_log_it_is_cut_short(tmp_path: Path) -> None:
    file = _half_way(tmp_path / "library", tmp_path / "seen")
    file.with_name("library.db-wal").unlink()
    with pytest.raises(LibraryDamaged) as told, Library.open(file.parent, readonly=True):
        pass
    assert told.value.about["reason"] == "cut short"
