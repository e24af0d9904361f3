"""Seeing that a file was changed, by asking for its time now and then."""

from pathlib import Path

State = tuple[int, int] | None


class Watch:
    """Remembers when a file was last changed; needs no service of the system and works on every disk."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._state: State = None

    def on(self, path: Path | None) -> None:
        """Watch this file from now on, as it is now; None watches nothing."""
        self._path = path
        self._state = _state(path)

    def changed(self) -> bool:
        """Whether the file is another than when last asked; one that has just gone away is not (editors do that)."""
        now = _state(self._path)
        if now is None or now == self._state:
            return False
        self._state = now
        return True


def _state(path: Path | None) -> State:
    if path is None:
        return None
    try:
        facts = path.stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size
