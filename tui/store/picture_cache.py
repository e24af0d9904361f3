"""Pictures that were looked at, kept for a while: a folder of files by their address, of bounded size."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

FOLDER = "pictures"
MOST_BYTES = 200_000_000
ROOM = 0.8
"""How full it is left when something has to go, so that not every picture makes room anew."""
_NEW = ".new"


class PictureCache:
    """Keeps what fits, the longest unseen goes first; on a disk that cannot be written nothing is kept nor fails."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self._folder = folder / FOLDER
        self._most = most

    def get(self, url: str) -> bytes | None:
        """The picture from an address, if it is kept; it counts as seen now."""
        path = self._path(url)
        with suppress(OSError):
            data = path.read_bytes()
            os.utime(path)
            return data
        return None

    def put(self, url: str, data: bytes) -> None:
        """Keep a picture, whole or not at all."""
        if len(data) > self._most:
            return
        path = self._path(url)
        new = path.with_name(f"{path.name}.{secrets.token_hex(8)}{_NEW}")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
                out.write(data)
            new.replace(path)
            self._make_room()
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)

    def _path(self, url: str) -> Path:
        # Addresses are a publisher's words: no file is named by them.
        return self._folder / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()

    def _make_room(self) -> None:
        found = []
        for path in self._folder.iterdir():
            with suppress(OSError):  # another program may be tidying too
                facts = path.stat()
                found.append((facts.st_mtime_ns, facts.st_size, path))
        total = sum(size for _, size, _ in found)
        if total <= self._most:
            return
        for _, size, path in sorted(found):
            if total <= self._most * ROOM:
                break
            with suppress(OSError):
                path.unlink()
                total -= size
