"""Pictures on disk by their content: ``images/ab/abcd…``, each once, whole or not there."""

import hashlib
import os
import re
import secrets
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path

from tui.model.errors import CannotWrite

FOLDER = "images"
_HASH = re.compile(r"[0-9a-f]{64}")
_NEW = ".new"


class Images:
    """The folder of pictures of one library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def path(self, hash_: str) -> Path:
        """Where the picture with this hash lies, or would; ValueError for what is no hash."""
        if not _HASH.fullmatch(hash_):
            raise ValueError(hash_)
        return self._folder / hash_[:2] / hash_

    def add(self, data: bytes) -> str:
        """Keep a picture; its hash. It is on disk when this returns. CannotWrite."""
        hash_ = hashlib.sha256(data).hexdigest()
        path = self.path(hash_)
        if path.exists():
            return hash_
        # The same picture may be coming twice at once, on two threads: each writes a file of its own.
        new = path.with_name(f"{hash_}.{secrets.token_hex(8)}{_NEW}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            new.replace(path)
        except OSError as error:
            raise CannotWrite(file=str(path), reason=error.strerror or "") from error
        finally:
            with suppress(OSError):  # what went wrong has been told
                new.unlink(missing_ok=True)
        return hash_

    def all(self) -> Iterator[str]:
        """The hashes of all pictures that are there."""
        for path in self._files():
            if _HASH.fullmatch(path.name):
                yield path.name

    def sweep(self, known: Container[str]) -> int:
        """Remove the files that are none of ``known``, and what was left half written; how many."""
        gone = 0
        for path in self._files():
            if path.name not in known and (_HASH.fullmatch(path.name) or path.name.endswith(_NEW)):
                path.unlink(missing_ok=True)
                gone += 1
        return gone

    def _files(self) -> Iterator[Path]:
        if not self._folder.is_dir():
            return
        for part in sorted(self._folder.iterdir()):
            if part.is_dir() and not part.is_symlink():
                yield from sorted(part.iterdir())
