"""Passwords, keys and sessions of accounts: in the system's keyring where there is one, else in a file of the owner's.

They are never in the library, in an export, in an address or in an error.
"""

import json
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from tui.model.errors import CannotWrite

FILE = "secrets.json"
SERVICE = "kanbao"
Place = Literal["keyring", "file"]


class Secrets:
    """The secrets of one library."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / FILE

    def put(self, account: int, name: str, secret: str) -> Place:
        """Keep a secret (an empty one is forgotten); where it lies. CannotWrite."""
        if _in_keyring(self._name(account, name), secret):
            self._write({k: v for k, v in self._read().items() if k != self._key(account, name)})
            return "keyring"
        known = self._read()
        if secret:
            known[self._key(account, name)] = secret
        else:
            known.pop(self._key(account, name), None)
        self._write(known)
        return "file"

    def get(self, account: int, name: str) -> str:
        """A secret, empty where there is none."""
        found = self._read().get(self._key(account, name))
        return found if found is not None else _from_keyring(self._name(account, name))

    def forget(self, account: int) -> None:
        """Forget all secrets of an account."""
        for name in ("login", "session"):
            self.put(account, name, "")

    @staticmethod
    def _key(account: int, name: str) -> str:
        return f"{account}/{name}"

    def _name(self, account: int, name: str) -> str:
        # Two libraries of one user both have an account 1.
        return f"{self._folder.resolve()}#{self._key(account, name)}"

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {k: v for k, v in found.items() if isinstance(v, str)} if isinstance(found, dict) else {}

    def _write(self, known: dict[str, str]) -> None:
        """All or nothing, and never readable by others, not even for a moment."""
        if not known and not self._file.exists():
            return
        new = self._file.with_name(f"{FILE}.new.{os.getpid()}")
        try:
            new.unlink(missing_ok=True)
            with os.fdopen(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as opened:
                json.dump(known, opened)
                opened.flush()
                os.fsync(opened.fileno())
            new.replace(self._file)
        except OSError as error:
            raise CannotWrite(file=str(self._file), reason=error.strerror or "") from error


def _in_keyring(name: str, secret: str) -> bool:
    """Put a secret into the keyring; False where there is none that works."""
    if find_spec("keyring") is None:
        return False
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        if secret:
            keyring.set_password(SERVICE, name, secret)
            # Some back ends take everything and keep nothing.
            return keyring.get_password(SERVICE, name) == secret
        keyring.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return True
    except (KeyringError, RuntimeError, OSError):
        return False
    return True


def _from_keyring(name: str) -> str:
    if find_spec("keyring") is None:
        return ""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, name) or ""
    except (KeyringError, RuntimeError, OSError):
        return ""
