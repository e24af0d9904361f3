"""One connection to the library, with the few ways the store talks to it."""

from _thread import RLock  # threading's, without the rest of it
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw

from tui.model.errors import LibraryDamaged, StoreError
from tui.store.failures import store_error, told

BUSY_MS = 10_000
_STEPS = 1000
"""Steps of SQLite between two looks at whether to go on: far below a millisecond."""
_PRAGMAS = """
PRAGMA foreign_keys = ON;
PRAGMA synchronous = NORMAL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -8000;
PRAGMA journal_size_limit = 16777216;
PRAGMA analysis_limit = 400;
"""

Row = tuple[Any, ...]
Params = Sequence[Any] | dict[str, Any]


class Connection:
    """SQLite through apsw: rows out, one transaction at a time in; every failure is a ``StoreError``.

    ``write()`` begins at once as a writer (BEGIN IMMEDIATE), because a reader that turns writer half way fails without
    waiting. It nests: an inner ``write()`` joins the outer one. Threads may share a connection; writers take turns.
    """

    def __init__(self, file: Path, *, readonly: bool = False, immutable: bool = False) -> None:
        self.file = file
        self.readonly = readonly
        self._lock = RLock()
        self._depth = 0
        flags = apsw.SQLITE_OPEN_READONLY if readonly else apsw.SQLITE_OPEN_READWRITE
        with told(str(file)):
            self.raw = apsw.Connection(_uri(file, immutable), flags=flags | apsw.SQLITE_OPEN_URI)
            self.raw.set_busy_timeout(BUSY_MS)
            # To the last row: where one answers with a row, those after it are run only when the next is asked for.
            list(self.raw.execute(_PRAGMAS))

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        """All rows of a statement."""
        try:
            return list(self.raw.execute(sql, params))
        except apsw.Error as error:
            raise self._failed(error) from error

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """The first row, None where there is none."""
        try:
            return next(iter(self.raw.execute(sql, params)), None)
        except apsw.Error as error:
            raise self._failed(error) from error

    def value(self, sql: str, params: Params = ()) -> Any:
        """The first column of the first row, None where there is none."""
        row = self.one(sql, params)
        return row[0] if row else None

    def each(self, sql: str, params: Params = ()) -> Generator[Row]:
        """The rows one by one, read as they are asked for; close it when not all are wanted."""
        try:
            yield from self.raw.execute(sql, params)
        except apsw.Error as error:
            raise self._failed(error) from error

    def run(self, sql: str, params: Params = ()) -> int:
        """Run a statement; how many rows it changed itself (triggers not counted)."""
        try:
            self.raw.execute(sql, params)
            return self.raw.changes()
        except apsw.Error as error:
            raise self._failed(error) from error

    def run_many(self, sql: str, params: Iterable[Params]) -> None:
        """Run a statement once per row of ``params``."""
        try:
            self.raw.executemany(sql, params)
        except apsw.Error as error:
            raise self._failed(error) from error

    def added(self, sql: str, params: Params = ()) -> int:
        """Run an INSERT; the id of its row."""
        self.run(sql, params)
        return self.raw.last_insert_rowid()

    @contextmanager
    def write(self) -> Iterator[None]:
        """One transaction: all of it is kept, or, when an error leaves the block, none."""
        with self._lock:
            if self._depth == 0:
                self.run("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
                if self._depth == 1:
                    self.run("COMMIT")
            except BaseException:
                # SQLite itself has rolled back after some errors (disk full), hence the question.
                if self._depth == 1 and self.raw.in_transaction:
                    self.raw.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1

    @contextmanager
    def until(self, stop: Callable[[], bool]) -> Iterator[None]:
        """Inside, a question is given up (Interrupted) as soon as ``stop`` says so, which is asked all along."""
        self.raw.set_progress_handler(stop, _STEPS)
        try:
            yield
        finally:
            self.raw.set_progress_handler(None)

    def close(self) -> None:
        """Let go of the file; leaves statistics behind so that the next start plans well."""
        try:
            if not self.readonly:
                self.raw.set_busy_timeout(0)
                self.raw.execute("PRAGMA optimize")
        except (apsw.BusyError, apsw.ReadOnlyError, apsw.FullError, apsw.IOError):
            pass  # only advice to the planner is lost
        except apsw.Error as error:
            raise self._failed(error) from error
        finally:
            self.raw.close()

    def _failed(self, error: apsw.Error) -> StoreError:
        told_as = store_error(error, str(self.file))
        # Our own SQL is sound: where SQLite finds no sense in it, the schema may be damaged.
        if isinstance(told_as, LibraryDamaged) or (isinstance(error, apsw.SQLError) and not self.readonly):
            self.suspect()
        return told_as

    def suspect(self) -> None:
        """Have the next start look at every page of the library."""
        if not self.readonly:
            with suppress(OSError):
                suspect(self.file).touch(mode=0o600)


def suspect(file: Path) -> Path:
    """The mark beside a library in which damage was met: the next start looks at every page."""
    return file.with_name(f"{file.name}.suspect")


def _uri(file: Path, immutable: bool) -> str:
    address = file.absolute().as_uri()
    return f"{address}?immutable=1" if immutable else address


def sqlite_version() -> str:
    """The SQLite that keeps the library."""
    return apsw.sqlite_lib_version()
