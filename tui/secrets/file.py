"""The file for secrets, readable by its owner alone: read whole, written whole, by one program at a time."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tui.model.errors import CannotWrite

FILE = "secrets.json"


class SecretsFile:
    """Names and secrets in a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def read(self) -> dict[str, str]:
        """All of them; none where there is no file, or no sense in it."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}

    @contextmanager
    def changed(self) -> Iterator[dict[str, str]]:
        """All of them, to be changed in the block and on the disk at its end; CannotWrite. Other programs wait."""
        with _alone(self.path):
            known = self.read()
            before = dict(known)
            yield known
            if known != before:
                self._write(known)

    def _write(self, known: dict[str, str]) -> None:
        """All or nothing, and never readable by others, not even for a moment."""
        new = self.path.with_name(f"{FILE}.new.{os.getpid()}")
        try:
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as opened:
                json.dump(known, opened)
                opened.flush()
                os.fsync(opened.fileno())
            new.replace(self.path)
            _settle(self.path.parent)
        except OSError as error:
            raise CannotWrite(file=str(self.path), reason=error.strerror or "") from error


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Inside, no other program is; the system lets go of it when this one dies."""
    try:
        handle = os.open(path.with_name("secrets.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotWrite(file=str(path), reason=error.strerror or "") from error
    try:
        _wait(handle)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _wait(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def _settle(folder: Path) -> None:
        """Windows keeps the names of files by itself."""

else:
    import fcntl

    def _wait(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _settle(folder: Path) -> None:
        """The new name lasts through a power cut: the library is about to forget what the file holds."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
