"""Where passwords lie: in the keyring where one works, else in a file for its owner alone."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import PasswordDeleteError

from tui.sync.secrets import FILE, Secrets

NONE: type[KeyringBackend] = fail.Keyring


class InMemory(KeyringBackend):
    """A keyring of this process."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


@pytest.fixture(autouse=True)
def own_keyring() -> Iterator[None]:
    """Whatever a test sets is taken back."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_in_the_keyring_nothing_is_in_the_folder(tmp_path: Path) -> None:
    ring = InMemory()
    keyring.set_keyring(ring)
    secrets = Secrets(tmp_path)
    assert secrets.put(1, "login", "密码") == "keyring"
    assert secrets.get(1, "login") == "密码"
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "other").mkdir()
    assert Secrets(tmp_path / "other").get(1, "login") == "", "another library has its own"
    secrets.forget(1)
    assert ring.kept == {} and secrets.get(1, "login") == ""


@pytest.mark.parametrize("backend", [NONE, null.Keyring])
def test_without_a_keyring_that_works_in_a_file_of_the_owner(tmp_path: Path, backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    secrets = Secrets(tmp_path)
    assert secrets.put(1, "login", "密码") == "file"
    secrets.put(1, "session", "s")
    assert secrets.get(1, "login") == "密码"
    if os.name == "posix":
        assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    secrets.forget(1)
    assert json.loads((tmp_path / FILE).read_text()) == {}


def test_a_secret_moves_into_the_keyring(tmp_path: Path) -> None:
    keyring.set_keyring(NONE())
    secrets = Secrets(tmp_path)
    secrets.put(1, "login", "old")
    keyring.set_keyring(InMemory())
    assert secrets.put(1, "login", "new") == "keyring"
    assert secrets.get(1, "login") == "new"
    assert "old" not in (tmp_path / FILE).read_text()


def test_a_broken_file_is_no_secret(tmp_path: Path) -> None:
    keyring.set_keyring(NONE())
    (tmp_path / FILE).write_text("{")
    assert Secrets(tmp_path).get(1, "login") == ""
