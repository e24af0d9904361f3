"""Every schema that was ever released, brought to the newest: nothing is lost, and no password stays behind."""

from pathlib import Path

import pytest

from tests.store.made import NOW, fill, item
from tests.store.releases import FEEDS, LOGINS, PASSWORD, RELEASED, compare, contents, release
from tui.model.errors import CannotWrite, Duplicate
from tui.secrets.keep import Secrets
from tui.services.doctor import logins
from tui.services.logins import settle
from tui.store import migrate
from tui.store.library import Library
from tui.store.logins import has_traces


def bytes_of(folder: Path) -> dict[str, bytes]:
    """All files in a folder but that for secrets."""
    return {
        path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "secrets.json"
    }


@pytest.mark.parametrize("version", RELEASED)
def test_nothing_is_lost_from_version(tmp_path: Path, version: int) -> None:
    file = tmp_path / "library.db"
    release(version, file)
    before = contents(file)
    with Library.open(tmp_path) as library:
        assert library.recovered is None
        assert library._db.value("PRAGMA user_version") == migrate.KNOWN
        assert [finding for finding in library.check() if finding.level == "bad"] == []
        logins = Secrets(tmp_path).logins(library.feeds.logins())
        assert {" ".join(each) for each in logins.values()} >= LOGINS
        assert all("@" not in feed.url for feed in library.feeds.all())
        assert library.feeds.find(FEEDS[1][0]).id == 2
        assert library.feeds.find(FEEDS[2][0]).id == 3
        with pytest.raises(Duplicate):
            library.feeds.add(FEEDS[1][0].replace(PASSWORD, "another"), now=NOW)
    compare(before, contents(file))


@pytest.mark.parametrize("version", [1, 8])
def test_no_password_stays_in_the_bytes_of_the_library_or_its_backups(tmp_path: Path, version: int) -> None:
    release(version, tmp_path / "library.db")
    backups = tmp_path / "backups"
    backups.mkdir()
    old = backups / "library-2026-01-01.db"
    release(version, old)
    with Library.open(tmp_path) as library:
        assert has_traces(library._db)
        fill(library, 1, item("later"))
        settle(tmp_path, at_most=1)
        assert logins(library)[0].kind == "traces", "too large to be written anew beside a reader"
        backup = library.backup_if_due(NOW)
        assert backup is not None
        assert PASSWORD.encode() not in backup.read_bytes(), "a backup is without them all the same"
        assert has_traces(library._db)
        settle(tmp_path)
        assert not has_traces(library._db)
        assert "traces" not in [check.kind for check in logins(library)]
    for name, data in bytes_of(tmp_path).items():
        assert PASSWORD.encode() not in data, name
        assert b"schluessel0815" not in data, name
    # The cleaned backup is a library like any other, and its logins are where those of the library are.
    restored = tmp_path / "restored"
    restored.mkdir()
    old.replace(restored / "library.db")
    with Library.open(restored) as library:
        assert library.counts().entries == 40
        found = Secrets(tmp_path).logins(library.feeds.logins())
        assert {" ".join(each) for each in found.values()} >= LOGINS


def test_where_secrets_cannot_be_written_the_old_library_stays(tmp_path: Path) -> None:
    release(8, tmp_path / "library.db")
    before = contents(tmp_path / "library.db")
    (tmp_path / "secrets.lock").mkdir()
    with pytest.raises(CannotWrite):
        Library.open(tmp_path)
    assert contents(tmp_path / "library.db") == before
    (tmp_path / "secrets.lock").rmdir()
    with Library.open(tmp_path) as library:
        assert library.feeds.find(FEEDS[1][0]).id == 2
