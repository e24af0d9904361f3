"""A copy of the library for every day, the newest seven of them."""

import os
from datetime import UTC, datetime
from pathlib import Path

import apsw

from tui.model.errors import CannotWrite, LibraryDamaged
from tui.store.connection import Connection
from tui.store.failures import told
from tui.store.logins import TRACES, has_traces

KEPT = 7
_PAGES_A_STEP = 2000


def backups(folder: Path) -> list[Path]:
    """The backups of the library in ``folder``, newest first."""
    return sorted((folder / "backups").glob("library-????-??-??.db"), reverse=True)


def backup_if_due(db: Connection, now: int) -> Path | None:
    """Copy the library unless today's copy (UTC) is there; LibraryDamaged, and no copy kept, when the copy is not good.

    Opens its own connections and may take seconds for a large library: not for the thread that draws.
    """
    day = datetime.fromtimestamp(now, UTC).date().isoformat()
    folder = db.file.parent / "backups"
    target = folder / f"library-{day}.db"
    if db.readonly or target.exists():
        return None
    new = folder / f"library-{day}.new"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        new.unlink(missing_ok=True)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(db.file, new, clean=has_traces(db))
        if not is_good(new):
            new.unlink(missing_ok=True)
            db.suspect()
            raise LibraryDamaged(file=str(db.file), kept="", restored=None, reason="backup")
        new.replace(target)
        for old in backups(db.file.parent)[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(file=str(target), reason=error.strerror or "") from error
    return target


def is_good(file: Path) -> bool:
    """Whether a database file can be read from end to end."""
    try:
        raw = apsw.Connection(f"{file.absolute().as_uri()}?immutable=1", flags=_READ)
        try:
            return list(raw.execute("PRAGMA quick_check(1)")) == [("ok",)]
        finally:
            raw.close()
    except apsw.Error:
        return False


_READ = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def _copy(source: Path, target: Path, *, clean: bool) -> None:
    with told(str(target)):
        reading = apsw.Connection(str(source), flags=apsw.SQLITE_OPEN_READONLY)
        writing = apsw.Connection(str(target))
        try:
            # One read transaction over all steps: a writer in between would make the copy begin again.
            reading.execute("BEGIN; SELECT 1 FROM feed LIMIT 1")
            with writing.backup("main", reading, "main") as copying:
                while not copying.done:
                    copying.step(_PAGES_A_STEP)
            if clean:
                writing.execute("VACUUM")
                writing.execute("DELETE FROM meta WHERE key = ?", (TRACES,))
            # A copy stands alone: without this it would be opened with a log of its own.
            writing.execute("PRAGMA journal_mode = DELETE")
        finally:
            writing.close()
            reading.close()
