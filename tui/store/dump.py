"""The library's rows, table by table, out and back: what an archive is made of.

Counters and the search index are not among them, they are made anew; what belongs to one machine stays there.
"""

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager

from tui.dataclass import dataclass
from tui.model.errors import Duplicate
from tui.store.check import repair
from tui.store.connection import Connection
from tui.store.library import FILE, Library
from tui.store.logins import take_out
from tui.store.migrate import KNOWN
from tui.store.smart import seed

# The journal too: its lines say what undo is to do, and nobody else may write those.
STAYS = frozenset({"total", "mirrored", "journal", "sqlite_sequence"})
Cell = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is carried, and its columns with their declared types (TEXT, INTEGER, BLOB)."""

    name: str
    columns: dict[str, str]


class Snapshot:
    """All rows as they were at one moment, whatever is written meanwhile."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.schema = KNOWN
        self.tables = carried(db)

    def rows(self, table: Table) -> Generator[dict[str, Cell]]:
        """The rows of a table in the order of its key."""
        names = ", ".join(table.columns)
        for row in self._db.each(f"SELECT {names} FROM {table.name}"):
            yield dict(zip(table.columns, row, strict=True))


@contextmanager
def snapshot(library: Library) -> Iterator[Snapshot]:
    """A look at the whole library that keeps nobody from writing."""
    db = Connection(library.folder / FILE, readonly=True)
    try:
        db.run("BEGIN")
        yield Snapshot(db)
    finally:
        db.raw.close()


def carried(db: Connection) -> list[Table]:
    """The tables with what a person put in or a feed brought, by name."""
    found = db.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    virtual = tuple(name for name, sql in found if sql.upper().startswith("CREATE VIRTUAL"))
    shadows = tuple(f"{name}_" for name in virtual)
    names = [
        name
        for name, _ in found
        if name not in STAYS and name not in virtual and not name.startswith((*shadows, "sqlite_"))
    ]
    return [Table(name, {row[1]: row[2] for row in db.rows(f"PRAGMA table_info({name})")}) for name in names]


def is_empty(library: Library) -> bool:
    """Whether nobody has put anything into the library yet."""
    db = library._db
    return not any(db.value(f"SELECT 1 FROM {table} LIMIT 1") for table in ("feed", "entry", "tag", "folder"))


def restore(library: Library, rows: Iterable[tuple[Table, dict[str, Cell]]]) -> int:
    """Fill an empty library with these rows, all or none; how many. Duplicate where it is not empty, StoreError."""
    db = library._db
    count = 0
    with db.write():
        if not is_empty(library):
            raise Duplicate(kind="library", name=str(library.folder), reason="library")
        # Rows come table by table, and some point to tables that come later.
        db.run("PRAGMA defer_foreign_keys = ON")
        for table in carried(db):
            db.run(f"DELETE FROM {table.name}")
        for table, row in rows:
            names = ", ".join(row)
            marks = ", ".join("?" * len(row))
            db.run(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(row.values()))
            count += 1
        take_out(db, library.folder)
        seed(db)
        repair(db)
    return count
