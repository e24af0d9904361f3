"""Opening a library: new, old, damaged, foreign, read-only, held by another."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw
import pytest

from tests.store.made import NOW, fill, item
from tui.model.errors import CannotWrite, LibraryBusy, LibraryDamaged, LibraryTooNew
from tui.store import migrate
from tui.store.connection import suspect
from tui.store.library import Library

DAY = 86_400


def filled(folder: Path, number: int = 1) -> None:
    with Library.open(folder) as library:
        feed = library.feeds.add("https://a.test/feed", now=NOW)
        fill(library, feed, *(item(str(n), text="正文" * 400) for n in range(number)))


def test_a_new_library_is_private_and_empty(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    with Library.open(folder) as library:
        assert library.counts().entries == 0
        assert library.recovered is None
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert set(modes) >= {"library.db"}
    if sys.platform != "win32":
        assert set(modes.values()) == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not list(folder.glob("*.new.*"))


def test_what_was_stored_is_there_again(tmp_path: Path) -> None:
    filled(tmp_path)
    with Library.open(tmp_path) as library:
        assert [entry.title for entry in library.entries.rows([1])] == ["0"]
        assert library.feeds.all()[0].title == "甲报"


def test_a_log_without_its_database_is_not_played_into_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "library.db-wal").write_bytes(b"x" * 5000)
    with Library.open(tmp_path) as library:
        assert library.counts().entries == 0
    assert (tmp_path / "library.db.stray-wal").exists()


def test_the_number_of_the_newest_migration_is_known() -> None:
    files = sorted((Path(migrate.__file__).parent / "migrations").glob("*.sql"))
    assert [int(file.stem) for file in files] == list(range(1, migrate.KNOWN + 1))


def test_a_later_schema_is_left_alone(tmp_path: Path) -> None:
    filled(tmp_path)
    raw = apsw.Connection(str(tmp_path / "library.db"))
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(LibraryTooNew) as told:
        Library.open(tmp_path)
    assert (told.value.about["found"], told.value.about["known"]) == (99, migrate.KNOWN)
    assert not list(tmp_path.glob("damaged-*"))


def foreign(file: Path) -> None:
    file.unlink()
    raw = apsw.Connection(str(file))
    raw.execute("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)")
    raw.close()


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def scribble(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(100)
        opened.write(os.urandom(4000))


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"SQLite"),
        lambda file: file.write_bytes(b"not a database " * 1000),
        foreign,
        cut,
        scribble,
    ],
    ids=["empty", "tiny", "text", "foreign", "cut", "scribbled"],
)
def test_a_damaged_library_is_kept_and_the_last_good_day_restored(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    filled(tmp_path, 20)
    with Library.open(tmp_path) as library:
        library.backup_if_due(NOW - DAY)
        library.backup_if_due(NOW)
        fill(library, 1, item("after the backup"))
    newest, older = sorted((tmp_path / "backups").iterdir(), reverse=True)
    newest.write_bytes(newest.read_bytes()[:5000])
    file = tmp_path / "library.db"
    damage(file)
    before = file.read_bytes()
    with pytest.raises(LibraryDamaged):
        Library.open(tmp_path, readonly=True)
    with Library.open(tmp_path) as library:
        assert library.recovered is not None
        assert library.recovered.about["restored"] == older.stem.removeprefix("library-")
        assert Path(str(library.recovered.about["kept"])).read_bytes() == before
        assert library.counts().entries == 20
        fill(library, 1, item("life goes on"))
    with Library.open(tmp_path) as library:
        assert library.recovered is None
        assert library.counts().entries == 21


def test_without_a_backup_an_empty_library_takes_the_place(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "library.db").write_bytes(b"")
    with Library.open(tmp_path) as library:
        assert library.recovered is not None
        assert library.recovered.about["restored"] is None
        assert library.feeds.all() == []


def test_damage_met_while_reading_is_mended_at_the_next_start(tmp_path: Path) -> None:
    filled(tmp_path, 200)
    with Library.open(tmp_path) as library:
        library.backup_if_due(NOW)
    file = tmp_path / "library.db"
    size = file.stat().st_size
    with file.open("r+b") as opened:
        for page in range(100, size // 4096):  # behind the small tables that a start reads
            opened.seek(page * 4096)
            opened.write(b"\xff" * 4096)
    library = Library.open(tmp_path)
    with pytest.raises(LibraryDamaged):
        for number in range(1, 201):
            library.entries.article(number)
    library.close()
    assert suspect(file).exists()
    with Library.open(tmp_path) as library:
        assert library.recovered is not None
        assert len(library.entries.article(200).text) == 800


def test_read_only_reads_and_cannot_write(tmp_path: Path) -> None:
    filled(tmp_path)
    with Library.open(tmp_path, readonly=True) as library:
        assert library.readonly
        assert library.entries.article(1).entry.title == "0"
        with pytest.raises(CannotWrite):
            library.acts.act([1], "read", True, NOW)
        assert library.backup_if_due(NOW) is None


def test_no_library_and_no_way_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite):
        Library.open(tmp_path / "file" / "data")
    with pytest.raises(CannotWrite):
        Library.open(tmp_path / "nothing", readonly=True)


def test_a_writer_elsewhere_makes_writers_wait_and_readers_not(tmp_path: Path) -> None:
    filled(tmp_path)
    with Library.open(tmp_path) as one, Library.open(tmp_path) as other:
        other._db.raw.set_busy_timeout(0)
        with one._db.write():
            one._db.run("UPDATE entry SET starred = 1")
            writes: list[Callable[[], object]] = [
                lambda: other.acts.act([1], "read", True, NOW),
                lambda: other.acts.tag([1], ["t"], [], NOW),
                lambda: other.acts.position(1, 5),
                other.acts.undo,
                lambda: other.feeds.add("https://b.test/feed", now=NOW),
                lambda: other.feeds.update(1, title="x"),
                lambda: other.feeds.remove([1], NOW),
                lambda: fill(other, 1, item("x")),
            ]
            for write in writes:
                with pytest.raises(LibraryBusy):
                    write()
            assert other.entries.rows([1])[0].starred is False
            assert other.counts().starred == 0
        assert other.entries.rows([1])[0].starred is True
        assert other.acts.act([1], "read", True, NOW).changed == 1


def test_a_transaction_is_kept_whole_or_not_at_all(library: Library) -> None:
    feed = library.feeds.add("https://a.test/feed", now=NOW)
    fill(library, feed, item("a"))
    with pytest.raises(ZeroDivisionError), library._db.write():
        library.acts.act([1], "read", True, NOW)
        raise ZeroDivisionError
    assert library.counts().unread == 1
    assert library.acts.undo() is None


def test_disk_full_is_told_and_nothing_is_half_stored(library: Library) -> None:
    feed = library.feeds.add("https://a.test/feed", now=NOW)
    pages = library._db.value("PRAGMA page_count")
    library._db.value(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(CannotWrite) as told:
        fill(library, feed, *(item(str(n), html="x" * 5000) for n in range(20)))
    assert told.value.about["reason"] == "full"
    assert library.counts().entries == 0
    library._db.value("PRAGMA max_page_count = 1000000")
    assert len(fill(library, feed, item("a")).new) == 1


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs another user's rights")
def test_a_folder_of_another_user_opens_read_only() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        filled(folder)
        folder.chmod(0o755)
        (folder / "library.db").chmod(0o644)
        child = os.fork()
        if child == 0:
            code = 2
            try:
                code = as_nobody(folder)
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def as_nobody(folder: Path) -> int:
    """0 where another user can read the library and is told that it cannot be written."""
    os.setuid(65534)
    try:
        with Library.open(folder) as library:
            good = library.readonly and library.entries.article(1).entry.title == "0"
            library.acts.act([1], "read", True, NOW)
    except CannotWrite:
        return 0 if good else 1
    return 3


def test_every_setting_of_a_connection_is_made(library: Library) -> None:
    names = ("foreign_keys", "journal_size_limit", "analysis_limit")
    made = {name: library._db.value(f"PRAGMA {name}") for name in names}
    assert made == {"foreign_keys": 1, "journal_size_limit": 16_777_216, "analysis_limit": 400}
