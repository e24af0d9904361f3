"""Damage that no single read tells of: who notices it marks the library, and the next start mends it or restores."""

from pathlib import Path

import apsw
import pytest

from tests.store.made import NOW, fill, item
from tui.model.errors import LibraryDamaged, StoreError
from tui.store.connection import suspect
from tui.store.library import Library

DAY = 86_400


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The database of a library with twenty entries and a backup of them."""
    with Library.open(tmp_path) as library:
        fill(library, library.feeds.add("https://a.test/f", now=NOW), *(item(str(n)) for n in range(20)))
        library.backup_if_due(NOW)
    return tmp_path / "library.db"


def behind_its_back(file: Path, sql: str) -> None:
    raw = apsw.Connection(str(file))
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute(sql)
    raw.close()


def without_an_index_entry(file: Path) -> None:
    """An index no longer holds what its table does."""
    behind_its_back(
        file,
        "UPDATE sqlite_schema SET sql = sql || ' AND id > 5' WHERE name = 'entry_shown'",
    )
    behind_its_back(file, "REINDEX entry_shown")
    behind_its_back(file, "UPDATE sqlite_schema SET sql = replace(sql, ' AND id > 5', '') WHERE name = 'entry_shown'")


def test_an_index_that_lags_behind_is_found_by_the_doctor_and_made_anew(file: Path) -> None:
    without_an_index_entry(file)
    with Library.open(file.parent) as library:
        assert len(library.entries.ids(limit=100)) == 15
        assert "bad" in {finding.level for finding in library.check() if finding.kind == "integrity"}
    assert suspect(file).exists()
    with Library.open(file.parent) as library:
        assert library.recovered is None
        assert len(library.entries.ids(limit=100)) == 20
    assert not suspect(file).exists()


def test_a_letter_in_the_schema_is_noticed_and_the_backup_restored(file: Path) -> None:
    behind_its_back(file, "UPDATE sqlite_schema SET sql = replace(sql, 'NEW.', 'NEU.') WHERE type = 'trigger'")
    with Library.open(file.parent) as library, pytest.raises(StoreError):
        library.acts.act(range(1, 21), "read", True, NOW)
    with Library.open(file.parent) as library:
        assert library.recovered is not None
        assert library.recovered.about["reason"] == "schema"
        assert library.acts.act(range(1, 21), "read", True, NOW).changed == 20


def test_a_backup_of_a_damaged_library_is_none_and_marks_it(file: Path) -> None:
    raw = apsw.Connection(str(file))
    page, size = next(
        raw.execute("SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = 'entry_guid'")
    )
    raw.close()
    with file.open("r+b") as opened:
        opened.seek((page - 1) * size)
        opened.write(b"\xff" * size)
    with Library.open(file.parent) as library:
        assert library.recovered is None
        with pytest.raises(LibraryDamaged):
            library.backup_if_due(NOW + DAY)
    assert len(list((file.parent / "backups").glob("*.db"))) == 1
    with Library.open(file.parent) as library:
        assert library.recovered is not None
        assert library.counts().entries == 20


def test_names_that_the_reader_types_hold_nothing_a_terminal_obeys(tmp_path: Path) -> None:
    hostile = "甲\x1b]0;x\x07\u202e\x9b31m乙"
    with Library.open(tmp_path) as library:
        feed = library.feeds.add("https://a.test/f", hostile, folder=f"夹/{hostile}", tags=[hostile], now=NOW)
        fill(library, feed, item("1"))
        library.acts.tag([1], [hostile + "丙"], [], NOW)
        library.feeds.update(feed, title=hostile + "丁")
        found = library.feeds.get(feed)
        names = [found.title, found.folder, *found.tags, *(tag.name for tag in library.tags.all())]
    assert len(names) == 5
    assert not any(char < " " or "\x7f" <= char <= "\x9f" or char == "\u202e" for name in names for char in name)
    assert all("甲" in name and "乙" in name for name in names)
