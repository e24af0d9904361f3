"""Where secrets lie: in the keyring where one works, else in a file for its owner alone, and never in both for long."""

import json
import os
import time
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from tests.support.ring import Asking, FileRing, Hanging, Locked, Missing, Odd, use_ring
from tui.secrets.file import FILE
from tui.secrets.keep import Secrets, keep_login, let_go
from tui.secrets.ring import Ring

URL = "https://a.test/f"
ORIGIN = "https://a.test:443"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "library"
    made.mkdir()
    return made


def test_in_the_keyring_nothing_is_in_the_folder(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = use_ring(monkeypatch, tmp_path, FileRing)
    secrets = Secrets(folder)
    assert secrets.put(1, "login", "密码") == "keyring"
    assert secrets.of_account(1) == ("密码", "")
    assert not (folder / FILE).exists()
    (tmp_path / "other").mkdir()
    assert Secrets(tmp_path / "other").get(1, "login") == "", "another library has its own"
    secrets.forget(1)
    assert json.loads(ring.read_text()) == {}


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, Missing, Locked, Odd, Asking])
def test_without_a_keyring_that_works_in_a_file_of_the_owner(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: type[KeyringBackend]
) -> None:
    use_ring(monkeypatch, tmp_path, kind)
    secrets = Secrets(folder)
    assert secrets.put(1, "login", "密码") == "file"
    assert secrets.get(1, "login") == "密码"
    assert secrets.keyring == ("none" if kind in (fail.Keyring, null.Keyring, Missing) else "fails")
    if os.name == "posix":
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    secrets.forget(1)
    assert json.loads((folder / FILE).read_text()) == {}


def test_a_secret_moves_into_the_keyring(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Secrets(folder).put(1, "login", "old")
    use_ring(monkeypatch, tmp_path, FileRing)
    secrets = Secrets(folder)
    assert secrets.put(1, "login", "new") == "keyring"
    assert secrets.get(1, "login") == "new"
    assert "old" not in (folder / FILE).read_text()


def test_a_broken_file_is_no_secret(folder: Path) -> None:
    for text in ("{", "[]", '{"1/login": 5}'):
        (folder / FILE).write_text(text)
        assert Secrets(folder).get(1, "login") == ""


def test_logins_go_into_the_file_at_once_and_into_the_keyring_later(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = keep_login(folder, URL, "u:pw"), keep_login(folder, "http://b.test:8000/", "token")
    assert Secrets(folder).logins([one, other, "none"]) == {
        one: (ORIGIN, "u:pw"),
        other: ("http://b.test:8000", "token"),
    }
    ring = use_ring(monkeypatch, tmp_path, FileRing)
    secrets = Secrets(folder)
    assert secrets.places([one, other, "none"]) == {one: "file", other: "file"}
    secrets.settle()
    assert "u:pw" not in (folder / FILE).read_text() and "u:pw" in ring.read_text()
    assert secrets.places([one, other, "none"]) == {one: "keyring", other: "keyring"}
    assert secrets.logins([one]) == {one: (ORIGIN, "u:pw")}
    let_go(folder, [one, ""])
    secrets.settle()
    assert secrets.logins([one, other]).keys() == {other}
    assert "u:pw" not in ring.read_text() and json.loads((folder / FILE).read_text()) == {}


@pytest.mark.parametrize("kind", [Locked, Odd])
def test_a_keyring_that_fails_costs_no_login(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, kind: type[KeyringBackend]
) -> None:
    login = keep_login(folder, URL, "u:pw")
    use_ring(monkeypatch, tmp_path, kind)
    secrets = Secrets(folder)
    secrets.settle()
    assert secrets.logins([login]) == {login: (ORIGIN, "u:pw")}
    assert secrets.keyring == "fails"


def test_a_keyring_that_hangs_is_given_up_and_not_asked_again_at_once(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = keep_login(folder, URL, "u:pw")
    use_ring(monkeypatch, tmp_path, Hanging)
    secrets = Secrets(folder, Ring(seconds=1.0))
    begun = time.monotonic()
    for _ in range(20):
        secrets.settle()
        assert secrets.logins([login, "elsewhere"]) == {login: (ORIGIN, "u:pw")}
    assert time.monotonic() - begun < 15, "one wait, not forty"
    assert secrets.keyring == "fails"
