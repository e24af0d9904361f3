"""The schema and its versions: numbered SQL files, each run once."""

from pathlib import Path

from tui.model.errors import LibraryTooNew
from tui.store.connection import Connection

KNOWN = 8
APPLICATION_ID = 0x4B414E42  # "KANB"
_FOLDER = Path(__file__).parent / "migrations"


def migrate(db: Connection) -> None:
    """Bring the library to the schema of this program, all of it or none. LibraryTooNew for a later one."""
    found = int(db.value("PRAGMA user_version"))
    if found > KNOWN:
        raise LibraryTooNew(file=str(db.file), found=found, known=KNOWN)
    if found == KNOWN or db.readonly:
        return
    with db.write():
        # Another program may have been here while this one waited for its turn.
        for number in range(int(db.value("PRAGMA user_version")) + 1, KNOWN + 1):
            db.run(script(number))
        db.run(f"PRAGMA user_version = {KNOWN}")


def script(number: int) -> str:
    """The SQL that leads to the schema of this number from the one before."""
    return (_FOLDER / f"{number:04}.sql").read_text(encoding="utf-8")
