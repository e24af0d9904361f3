"""A quick look at a library before it is used: is its head that of one, and is its schema there."""

from pathlib import Path

from tui.model.errors import CannotWrite, LibraryDamaged, StoreError
from tui.store.connection import Connection, suspect
from tui.store.migrate import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_SMALLEST = 512
CUT = "cut short"
_PAGE_SIZES = frozenset(1 << bits for bits in range(9, 16)) | {1}


def connect(file: Path, *, readonly: bool) -> Connection:
    """Open the database after a look at its head and schema, at all of it where damage was met; LibraryDamaged."""
    reason = _flaw(*_head(file))
    if reason == CUT:
        # Whoever writes the log back into the file begins with its head: what is missing is still in the log, or has
        # come by now.
        reason = "" if _has_log(file) else _flaw(*_head(file))
    if reason:
        raise _damaged(file, reason)
    db = _connect(file, readonly=readonly)
    try:
        db.rows("SELECT id FROM feed LIMIT 1")
        db.rows("SELECT id FROM total")
        if suspect(file).exists():
            from tui.store.trouble import trouble

            if found := trouble(db):
                raise _damaged(file, found)
    except StoreError:
        db.raw.close()
        raise
    if not readonly:
        suspect(file).unlink(missing_ok=True)
    return db


def _damaged(file: Path, reason: str) -> LibraryDamaged:
    return LibraryDamaged(file=str(file), kept="", restored=None, reason=reason)


def _head(file: Path) -> tuple[bytes, int]:
    """The first hundred bytes and the size of a file."""
    try:
        with file.open("rb") as opened:
            return opened.read(100), file.stat().st_size
    except OSError as error:
        raise CannotWrite(file=str(file), reason=error.strerror or "") from error


def _has_log(file: Path) -> bool:
    """Whether there is a log beside the file with something in it."""
    try:
        return file.with_name(f"{file.name}-wal").stat().st_size > 0
    except OSError:
        return False


def _connect(file: Path, *, readonly: bool) -> Connection:
    try:
        return Connection(file, readonly=readonly)
    except CannotWrite:
        if not readonly:
            raise
        # A log beside the database needs a writable folder, unless nobody can be writing.
        return Connection(file, readonly=True, immutable=True)


def _flaw(head: bytes, size: int) -> str:
    """What is wrong with the first hundred bytes of a file of ``size`` bytes; empty for nothing."""
    if size == 0:
        return "empty"
    if len(head) < 100 or not head.startswith(_MAGIC):
        return "not a database"
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        return "another program's database"
    page_size = int.from_bytes(head[16:18], "big")
    if page_size not in _PAGE_SIZES or size < _SMALLEST:
        return "bad head"
    pages, changed, valid_for = (int.from_bytes(head[at : at + 4], "big") for at in (28, 24, 92))
    if changed == valid_for and pages * (65536 if page_size == 1 else page_size) > size:
        return CUT
    return ""
