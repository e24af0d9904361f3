"""Making a library: it appears under its name whole, or not at all."""

import os
from pathlib import Path

import apsw

from tui.model.errors import CannotWrite
from tui.store.connection import Connection
from tui.store.failures import told
from tui.store.indexing import VERSION
from tui.store.migrate import APPLICATION_ID, migrate


def create(file: Path) -> None:
    """A new, empty library at ``file``, readable by its owner only. Harmless when another program is quicker."""
    new = file.with_name(f"{file.name}.new.{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.parent.chmod(0o700)
        new.unlink(missing_ok=True)
        os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise CannotWrite(file=str(file), reason=error.strerror or "") from error
    try:
        _fill(new)
        _put_in_place(new, file)
    except OSError as error:
        raise CannotWrite(file=str(file), reason=error.strerror or "") from error
    finally:
        for suffix in ("", "-wal", "-shm"):
            new.with_name(new.name + suffix).unlink(missing_ok=True)


def _fill(new: Path) -> None:
    with told(str(new)):
        raw = apsw.Connection(str(new))
        raw.execute(f"PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.close()
    db = Connection(new)
    try:
        migrate(db)
        with db.write():
            # What is empty is indexed by any version.
            db.run("UPDATE meta SET value = ? WHERE key = 'index_version'", (str(VERSION),))
    finally:
        db.close()


def _put_in_place(new: Path, file: Path) -> None:
    # A write-ahead log without its database would be played into the new one.
    for suffix in ("-wal", "-shm"):
        stray = file.with_name(file.name + suffix)
        if not file.exists() and stray.exists():
            stray.replace(file.with_name(f"{file.name}.stray{suffix}"))
    try:
        file.hardlink_to(new)
    except FileExistsError:
        return  # made by another program meanwhile
    except OSError:
        new.rename(file)  # a file system without hard links
