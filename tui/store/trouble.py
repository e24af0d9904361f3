"""A thorough look at a library in which damage was met, and the mending of what can be mended."""

import apsw

from tui.store.connection import Connection, Row
from tui.store.migrate import KNOWN, script

_SCHEMA = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"


def trouble(db: Connection) -> str:
    """What is wrong with a library, empty for nothing; an index that only lags behind is made anew. StoreError."""
    found = str(db.value("PRAGMA integrity_check(1)"))
    if found != "ok" and not db.readonly and db.value("PRAGMA quick_check(1)") == "ok":
        db.run("REINDEX")
        found = str(db.value("PRAGMA integrity_check(1)"))
    if found != "ok":
        return found
    # Damage can leave every page in order, and another letter in a trigger.
    return "schema" if db.value("PRAGMA user_version") == KNOWN and set(db.rows(_SCHEMA)) != _sound() else ""


def _sound() -> set[Row]:
    """The schema as this program makes it."""
    fresh = apsw.Connection(":memory:")
    try:
        for number in range(1, KNOWN + 1):
            fresh.execute(script(number))
        return set(fresh.execute(_SCHEMA))
    finally:
        fresh.close()
