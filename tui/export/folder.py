"""Writing files into a folder the reader chose: whole or not at all, over nothing, and nowhere else."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tui.export.names import numbered
from tui.model.errors import CannotWrite

TEMPORARY = ".kanbao-"
_MOST_ALIKE = 100_000


class Folder:
    """A folder of files that only grows; made where missing. CannotWrite for whatever the system refuses."""

    def __init__(self, path: Path) -> None:
        with _told(path):
            path.mkdir(parents=True, exist_ok=True)
            # Where the reader's own link leads is the reader's choice, once.
            self.path = path.resolve(strict=True)
        self._inside: dict[str, Folder] = {}

    def inside(self, name: str) -> "Folder":
        """A folder in this one; where a file or a link has the name already, it gets a number."""
        if name not in self._inside:
            for number in range(1, _MOST_ALIKE):
                path = self.path / _plain(numbered(name, number))
                if path.is_symlink() or (path.exists() and not path.is_dir()):
                    continue
                self._inside[name] = Folder(path)
                break
        return self._inside[name]

    def write(self, name: str, fill: Callable[[BinaryIO], None]) -> Path:
        """A new file; it appears under its name when ``fill`` has written all of it, with a number if that is taken."""
        with _told(self.path / name), self._temporary() as (temporary, out):
            fill(out)
            out.flush()
            os.fsync(out.fileno())
            out.close()
            return self._place(temporary, _plain(name))

    def replace(self, name: str, data: bytes) -> Path:
        """Put ``data`` in the place of a file that is known to be ours."""
        with _told(self.path / name), self._temporary() as (temporary, out):
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
            out.close()
            target = self.path / _plain(name)
            os.replace(temporary, target)  # noqa: PTH105  a link at this name is replaced, not followed
            return target

    def keep(self, name: str, source: Path) -> None:
        """Have a copy of ``source`` under ``name``, which tells its content: what is there already is left."""
        if (self.path / _plain(name)).exists():
            return

        def fill(out: BinaryIO) -> None:
            with source.open("rb") as opened:
                while chunk := opened.read(1 << 18):
                    out.write(chunk)

        self.write(name, fill)

    def sweep(self) -> int:
        """Remove what a killed export left half done here; how many."""
        found = [path for path in self.path.glob(f"{TEMPORARY}*.part") if path.is_file() and not path.is_symlink()]
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    @contextmanager
    def _temporary(self) -> Iterator[tuple[Path, BinaryIO]]:
        path = self.path / f"{TEMPORARY}{secrets.token_hex(8)}.part"
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        out = os.fdopen(os.open(path, flags, 0o666), "wb")
        try:
            yield path, out
        finally:
            out.close()
            path.unlink(missing_ok=True)

    def _place(self, temporary: Path, name: str) -> Path:
        """Give the whole file its name; a hard link is the way that never takes a name from another file."""
        for number in range(1, _MOST_ALIKE):
            target = self.path / numbered(name, number)
            try:
                target.hardlink_to(temporary)
            except FileExistsError:
                continue
            except OSError:
                # A file system without hard links.
                if os.path.lexists(target):
                    continue
                temporary.rename(target)
            return target
        raise FileExistsError(name)


def _plain(name: str) -> str:
    """The name, which must be one part of a path."""
    if name in ("", ".", "..") or name != Path(name).name or "\x00" in name:
        raise CannotWrite(file=name, reason="name")
    return name


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(file=str(path), reason=error.strerror or "") from error
