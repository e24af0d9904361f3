"""What SQLite says when something fails, as the errors of the program."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from tui.model.errors import CannotWrite, Interrupted, LibraryBusy, LibraryDamaged, StoreError

_DAMAGED = (apsw.CorruptError, apsw.NotADBError)
_BUSY = (apsw.BusyError, apsw.LockedError)
_UNWRITABLE: dict[type[apsw.Error], str] = {
    apsw.FullError: "full",
    apsw.ReadOnlyError: "read-only",
    apsw.PermissionsError: "permissions",
    apsw.CantOpenError: "cannot-open",
    apsw.IOError: "io",
}


def store_error(error: apsw.Error, file: str) -> StoreError:
    """The ``StoreError`` that tells what ``error`` means for ``file``."""
    if isinstance(error, _DAMAGED):
        return LibraryDamaged(file=file, kept="", restored=None, reason=str(error))
    if isinstance(error, _BUSY):
        return LibraryBusy(file=file)
    if isinstance(error, apsw.InterruptError):
        return Interrupted(file=file)
    for kind, reason in _UNWRITABLE.items():
        if isinstance(error, kind):
            return CannotWrite(file=file, reason=reason)
    return StoreError(file=file, reason=str(error))


@contextmanager
def told(file: str) -> Iterator[None]:
    """Inside, every error of SQLite leaves as a ``StoreError`` about ``file``."""
    try:
        yield
    except apsw.Error as error:
        raise store_error(error, file) from error
