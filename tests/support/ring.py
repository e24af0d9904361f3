"""A keyring in a file, which another process can be told to use; and keyrings that fail in the ways real ones do."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError, PasswordDeleteError

WHERE = "KANBAO_TEST_RING"
ROOT = Path(__file__).parents[2]


class FileRing(KeyringBackend):
    """Keeps everything in a file of JSON."""

    priority = 1.0

    def _read(self) -> dict[str, str]:
        path = Path(os.environ[WHERE])
        return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}

    def _write(self, kept: dict[str, str]) -> None:
        # Whole or not at all: who asked may be dead, and somebody else reading.
        new = Path(f"{os.environ[WHERE]}.{os.getpid()}")
        new.write_text(json.dumps(kept), "utf-8")
        new.replace(os.environ[WHERE])

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write(self._read() | {f"{service} {username}": password})

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service} {username}")

    def delete_password(self, service: str, username: str) -> None:
        kept = self._read()
        if kept.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError
        self._write(kept)


class Locked(FileRing):
    """Nobody unlocks it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


class Missing(FileRing):
    """What the package falls back to where a system has none."""

    def get_password(self, service: str, username: str) -> str | None:
        raise NoKeyringError

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NoKeyringError


class Hanging(FileRing):
    """Waits for a dialog that nobody sees."""

    def get_password(self, service: str, username: str) -> str | None:
        time.sleep(600)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        time.sleep(600)


class Odd(FileRing):
    """Raises what is no error of a keyring's."""

    def get_password(self, service: str, username: str) -> str | None:
        raise AttributeError("bus")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AttributeError("bus")


class Asking(FileRing):
    """Asks at the terminal for a password of its own."""

    def get_password(self, service: str, username: str) -> str | None:
        with Path("/dev/tty").open("r+", encoding="utf-8") as terminal:
            terminal.write("Password for keyring: ")
            return terminal.readline()

    def set_password(self, service: str, username: str, password: str) -> None:
        self.get_password(service, username)


Use = Callable[[type[KeyringBackend]], Path]


def use_ring(monkeypatch: pytest.MonkeyPatch, folder: Path, kind: type[KeyringBackend]) -> Path:
    """Let programs use such a keyring from now on; the file it keeps everything in."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{kind.__module__}.{kind.__qualname__}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv(WHERE, str(folder / "ring.json"))
    return folder / "ring.json"
