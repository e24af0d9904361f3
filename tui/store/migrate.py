"""The schema and its versions: numbered SQL files, each run once."""

from pathlib import Path

from tui.model.errors import LibraryTooNew
from tui.store.connection import Connection

KNOWN = 10
WITHOUT_LOGINS = 9
"""The first version whose addresses hold no user and password."""
APPLICATION_ID = 0x4B414E42  # "KANB"
_FOLDER = Path(__file__).parent / "migrations"


def migrate(db: Connection, secrets: Path | None = None) -> None:
    """Bring the library to the schema of this program, all of it or none. LibraryTooNew for a later one.

    Logins go from old addresses into the file for secrets in the library's own folder, or in ``secrets``.
    """
    found = int(db.value("PRAGMA user_version"))
    if found > KNOWN:
        raise LibraryTooNew(file=str(db.file), found=found, known=KNOWN)
    if found == KNOWN or db.readonly:
        return
    with db.write():
        # Another program may have been here while this one waited for its turn.
        found = int(db.value("PRAGMA user_version"))
        for number in range(found + 1, KNOWN + 1):
            db.run(script(number))
        if 0 < found < WITHOUT_LOGINS:
            from tui.store.logins import take_out

            take_out(db, secrets or db.file.parent)
        db.run(f"PRAGMA user_version = {KNOWN}")
    # The log has the pages as they were: what left them is to be gone from there as well.
    if 0 < found < WITHOUT_LOGINS:
        db.run("PRAGMA wal_checkpoint(TRUNCATE)")


def script(number: int) -> str:
    """The SQL that leads to the schema of this number from the one before."""
    return (_FOLDER / f"{number:04}.sql").read_text(encoding="utf-8")
