"""Backups, expiry, the doctor's look, and the lock."""

import os
import sqlite3
import stat
import sys
from pathlib import Path
from random import Random

import pytest

from tests.store.made import NOW, fill, item, random_library
from tui.model.errors import CannotWrite, LibraryDamaged
from tui.query.ast import Word
from tui.store import backup
from tui.store.library import Library
from tui.store.lock import Lock
from tui.store.view import View

DAY = 86_400


@pytest.fixture
def filled(library: Library) -> Library:
    feed = library.feeds.add("https://a.test", now=NOW - 100 * DAY)
    fill(library, feed, *(item(str(n), tags=("财经",)) for n in range(10)), now=NOW - 100 * DAY)
    return library


def test_one_backup_a_day_and_seven_days(filled: Library) -> None:
    made = [filled.backup_if_due(NOW + day * DAY) for day in range(9)]
    assert all(made)
    assert filled.backup_if_due(NOW + 8 * DAY + 5) is None
    kept = backup.backups(filled.folder)
    assert kept == [path for path in reversed(made) if path][: backup.KEPT]
    assert not [path for path in (filled.folder / "backups").iterdir() if path not in kept]
    if sys.platform != "win32":
        assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600
        assert stat.S_IMODE(kept[0].parent.stat().st_mode) == 0o700


def test_a_backup_holds_what_was_there(filled: Library, tmp_path: Path) -> None:
    copy = filled.backup_if_due(NOW)
    assert copy is not None
    (tmp_path / "other").mkdir()
    copy.replace(tmp_path / "other" / "library.db")
    with Library.open(tmp_path / "other") as library:
        assert library.counts() == filled.counts()
        assert library.entries.rows(range(1, 11)) == filled.entries.rows(range(1, 11))


def test_a_damaged_library_drives_out_no_good_backup(filled: Library) -> None:
    good = filled.backup_if_due(NOW)
    pages = filled.folder / "library.db"
    filled._db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    # A table that nothing reads on the way, wherever the schema has put it.
    page = filled._db.value("SELECT rootpage FROM sqlite_schema WHERE name = 'rule'")
    with pages.open("r+b") as opened:
        opened.seek((page - 1) * 4096)
        opened.write(b"\xff" * 4096)
    with pytest.raises(LibraryDamaged):
        filled.backup_if_due(NOW + DAY)
    assert backup.backups(filled.folder) == [good]


def test_expiry_takes_only_what_was_read_and_nobody_kept(filled: Library) -> None:
    fill(filled, 1, item("listed"), now=NOW - 100 * DAY)
    filled.acts.mark_view(View(), True, NOW)
    filled.acts.act([1], "starred", True, NOW)
    filled.acts.act([2], "saved", True, NOW)
    filled.acts.tag([3], ["我的"], [], NOW)
    filled.acts.act([4], "read", False, NOW)
    assert filled.expire(0, 0, NOW) == 0
    assert filled.expire(101, 0, NOW) == 0
    assert filled.expire(90, 0, NOW) == 6
    left = {id_ for _, id_ in filled.entries.ids()}
    assert left == {1, 2, 3, 4, 11}  # the last is in the feed's newest document
    assert [finding for finding in filled.check() if finding.level == "bad"] == []
    assert filled.expire(90, 0, NOW) == 0


def test_expiry_by_number_keeps_the_newest(filled: Library) -> None:
    fill(filled, 1)
    filled.acts.mark_view(View(), True, NOW)
    newest = filled.entries.ids(limit=3)
    assert filled.expire(0, 3, NOW) == 7
    assert filled.entries.ids() == newest


def test_what_expired_does_not_come_back(filled: Library) -> None:
    filled.acts.mark_view(View(), True, NOW)
    fill(filled, 1)
    assert filled.expire(90, 0, NOW) == 10
    again = [item(str(n), tags=("财经",)) for n in range(10)]
    for _ in range(2):
        applied = fill(filled, 1, *again, item("new"))
        assert len(applied.new) <= 1
    assert filled.counts().entries == 1
    assert filled.expire(90, 0, NOW + 500 * DAY) == 0  # what the feed still lists stays remembered
    assert fill(filled, 1, *again, item("new")).new == ()


def test_what_expiry_frees_is_given_back(filled: Library) -> None:
    feed = filled.feeds.add("https://large.test/f", now=NOW)
    fill(filled, feed, *(item(f"l{n}", html="文" * 20_000, published=NOW - 400 * 86_400) for n in range(60)))
    fill(filled, feed, item("now"))
    filled.acts.act(range(1, filled.entries.last_id() + 1), "read", True, NOW)
    before = filled._db.value("PRAGMA page_count")
    assert filled.expire(0, 3, NOW) > 50
    assert filled._db.value("PRAGMA freelist_count") == 0
    assert filled._db.value("PRAGMA page_count") < before - 500


def test_undo_after_expiry_does_no_harm(filled: Library) -> None:
    filled.acts.tag([5], ["我的"], ["财经"], NOW)
    filled.acts.tag([5], [], ["我的"], NOW)
    filled.acts.mark_view(View(), True, NOW)
    fill(filled, 1)
    filled.expire(90, 0, NOW)
    while filled.acts.undo() is not None:
        pass
    assert [finding for finding in filled.check() if finding.level == "bad"] == []


def test_a_sound_library_has_nothing_bad(library: Library) -> None:
    random_library(library, Random(7))
    findings = library.check()
    assert [finding for finding in findings if finding.level == "bad"] == []
    assert {finding.kind for finding in findings} == {
        "versions", "schema", "file", "integrity", "counter", "index", "spelling",
    }  # fmt: skip


def test_wrong_counters_and_a_lost_index_are_found_and_repaired(filled: Library) -> None:
    with filled._db.write():
        filled._db.run("UPDATE feed SET unread = 99")
        filled._db.run("UPDATE tag SET entries = 7")
        filled._db.run("UPDATE total SET starred = -1")
        filled._db.run("DELETE FROM body_index WHERE rowid < 4")
    bad = {(f.kind, f.about["table"]) for f in filled.check() if f.level == "bad"}
    assert bad == {("counter", "feed"), ("counter", "tag"), ("counter", "total"), ("index", "body_index")}
    filled.repair()
    assert [finding for finding in filled.check() if finding.level == "bad"] == []
    assert len(filled.search(Word("正文"))) == 10


@pytest.mark.skipif(sys.platform == "win32", reason="modes of POSIX")
def test_a_library_others_can_read_is_found(filled: Library) -> None:
    (filled.folder / "library.db").chmod(0o644)
    assert [f.about["mode"] for f in filled.check() if f.level == "bad"] == ["644"]


def test_one_holder_of_a_lock_at_a_time(tmp_path: Path) -> None:
    one, other = Lock(tmp_path, "reader"), Lock(tmp_path, "reader")
    assert one.owner() is None
    assert one.acquire()
    assert one.acquire()
    assert not other.acquire()
    assert other.owner() == os.getpid()
    assert Lock(tmp_path, "refresh").acquire()
    one.release()
    with other:
        assert other.acquire()
    assert one.acquire()
    one.release()
    one.release()


def test_no_lock_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        Lock(tmp_path / "nowhere", "reader").acquire()


def test_the_file_is_a_plain_database_for_other_programs(filled: Library) -> None:
    filled._db.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    connection = sqlite3.connect(filled.folder / "library.db")
    try:
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (10,)
    finally:
        connection.close()
