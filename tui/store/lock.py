"""A lock on the data folder, so that two programs know of each other. The system lets go of it when a program dies."""

import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from tui.model.errors import CannotWrite


class Lock:
    """The lock ``name`` of a data folder: held by at most one program."""

    def __init__(self, folder: Path, name: str) -> None:
        self.file = folder / f"{name}.lock"
        self._held: int | None = None

    def acquire(self) -> bool:
        """Take the lock without waiting; False when another holds it. CannotWrite where no lock can be made."""
        if self._held is not None:
            return True
        try:
            handle = os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise CannotWrite(file=str(self.file), reason=error.strerror or "") from error
        if not _take(handle):
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, str(os.getpid()).encode())
        self._held = handle
        return True

    def owner(self) -> int | None:
        """The process that holds the lock, or held it last; None where nobody did."""
        try:
            text = self.file.read_bytes()[:20]
        except OSError:
            return None
        return int(text) if text.isdigit() else None

    def release(self) -> None:
        """Let go; harmless when not held."""
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 20  # Windows locks bytes against reading too: one behind the text

    def _take(handle: int) -> bool:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
