"""Databases of other programs: read only, with nothing in them trusted."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from tui.model.errors import TransferError

MAGIC = b"SQLite format 3\x00"
_LONGEST = 20_000_000


class Foreign:
    """Plain tables of another program's database."""

    def __init__(self, raw: apsw.Connection, file: Path) -> None:
        self._raw = raw
        self._file = file

    def has(self, table: str, *columns: str) -> bool:
        """Whether there is such a table (no view, nothing virtual) with these columns."""
        found = self._all("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,))
        if not found or not str(found[0][0]).upper().startswith("CREATE TABLE"):
            return False
        return set(columns) <= {row[0] for row in self._all("SELECT name FROM pragma_table_info(?)", (table,))}

    def rows(self, sql: str) -> Generator[tuple[Any, ...]]:
        """The rows of a query of ours; TransferError where the file is damaged."""
        try:
            yield from self._raw.execute(sql)
        except apsw.Error as error:
            raise TransferError(file=str(self._file), reason="unreadable", line=None) from error

    def _all(self, sql: str, params: tuple[str, ...]) -> list[tuple[Any, ...]]:
        try:
            return list(self._raw.execute(sql, params))
        except apsw.Error as error:
            raise TransferError(file=str(self._file), reason="unreadable", line=None) from error


@contextmanager
def foreign(file: Path) -> Iterator[Foreign]:
    """Open a database that another program made; TransferError where it cannot be read."""
    try:
        raw = apsw.Connection(
            f"{file.absolute().as_uri()}?mode=ro", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        )
    except (apsw.Error, OSError) as error:
        raise TransferError(file=str(file), reason="unreadable", line=None) from error
    try:
        # Its schema may hold functions in indexes and defaults: none of them is to be run for it.
        raw.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        raw.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        raw.limit(apsw.SQLITE_LIMIT_LENGTH, _LONGEST)
        yield Foreign(raw, file)
    finally:
        raw.close()
