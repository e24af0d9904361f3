"""The secrets of one library: in the system's keyring where there is one that works, else in a file of the owner's.

They are never in the library, in an export, in an address or in an error. The logins of feeds are put into the file
first, at once and without asking anybody, and from there into the keyring when there is time.
"""

import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from tui.secrets.file import SecretsFile
from tui.secrets.login import reach
from tui.secrets.ring import Ring, State

Place = Literal["keyring", "file"]
_FEED = "feed/"
_GONE = "gone/"
"""Before the reference of a login that is to be forgotten by the keyring too, if that has it."""


def keep_login(folder: Path, url: str, login: str) -> str:
    """Keep the login of an address for its origin alone; what it can be asked for by. On the disk when this returns.

    Raises CannotWrite.
    """
    reference = secrets.token_hex(16)
    with SecretsFile(folder).changed() as known:
        known[_FEED + reference] = f"{reach(url)} {login}"
    return reference


def keep_logins(folder: Path, logins: Sequence[tuple[str, str]]) -> list[str]:
    """As ``keep_login``, for many pairs of address and login at once; one that the file has keeps its reference."""
    found = []
    with SecretsFile(folder).changed() as known:
        there = {value: name for name, value in known.items() if name.startswith(_FEED)}
        for url, login in logins:
            value = f"{reach(url)} {login}"
            name = there.setdefault(value, _FEED + secrets.token_hex(16))
            known[name] = value
            found.append(name.removeprefix(_FEED))
    return found


def let_go(folder: Path, references: Iterable[str]) -> None:
    """Forget logins; CannotWrite."""
    gone = [reference for reference in references if reference]
    if gone:
        with SecretsFile(folder).changed() as known:
            for reference in gone:
                known.pop(_FEED + reference, None)
                known[_GONE + reference] = ""


class Secrets:
    """The secrets of one library. What asks the keyring takes a while: not for a thread that draws."""

    def __init__(self, folder: Path, ring: Ring | None = None) -> None:
        self._folder = folder
        self._file = SecretsFile(folder)
        self._ring = ring or Ring()

    @property
    def keyring(self) -> State:
        """How the keyring is, as far as it was asked."""
        return self._ring.state

    # Accounts ----------------------------------------------------------------------------------------------------

    def put(self, account: int, name: str, secret: str) -> Place:
        """Keep a secret (an empty one is forgotten); where it lies. CannotWrite."""
        key, ring_name = f"{account}/{name}", self._name(account, name)
        kept = bool(self._ring.put({ring_name: secret}) if secret else self._ring.forget([ring_name]))
        with self._file.changed() as known:
            if secret and not kept:
                known[key] = secret
            else:
                known.pop(key, None)
        return "keyring" if kept else "file"

    def get(self, account: int, name: str) -> str:
        """A secret, empty where there is none."""
        return self._of(account, (name,))[0]

    def of_account(self, account: int) -> tuple[str, str]:
        """Login and session of an account with one question, empty where there are none."""
        login, session = self._of(account, ("login", "session"))
        return login, session

    def _of(self, account: int, names: tuple[str, ...]) -> tuple[str, ...]:
        known = self._file.read()
        there = {name: known[f"{account}/{name}"] for name in names if f"{account}/{name}" in known}
        ring = self._ring.get([self._name(account, name) for name in names if name not in there])
        return tuple(there.get(name) or ring.get(self._name(account, name), "") for name in names)

    def forget(self, account: int) -> None:
        """Forget all secrets of an account."""
        for name in ("login", "session"):
            self.put(account, name, "")

    def _name(self, account: int, name: str) -> str:
        # Two libraries of one user both have an account 1.
        return f"{self._folder.resolve()}#{account}/{name}"

    # Logins of feeds ---------------------------------------------------------------------------------------------

    def logins(self, references: Iterable[str]) -> dict[str, tuple[str, str]]:
        """By reference the origin and the login that may be sent there; what is nowhere is left out."""
        wanted = set(references)
        known = self._file.read()
        found = {each: known[_FEED + each] for each in wanted if _FEED + each in known}
        ring = self._ring.get(_FEED + each for each in wanted - found.keys())
        found |= {name.removeprefix(_FEED): value for name, value in ring.items()}
        return {each: (value.partition(" ")[0], value.partition(" ")[2]) for each, value in found.items()}

    def places(self, references: Iterable[str]) -> dict[str, Place]:
        """Where each login lies, as far as it is anywhere."""
        wanted = set(references)
        found: dict[str, Place] = {each: "file" for each in wanted if _FEED + each in self._file.read()}
        ring = self._ring.get(_FEED + each for each in wanted - found.keys())
        return found | {name.removeprefix(_FEED): "keyring" for name in ring}

    def probe(self) -> State:
        """Ask the keyring for nothing in particular; how it is."""
        self._ring.get(["probe"])
        return self.keyring

    def settle(self) -> None:
        """Put the logins that lie in the file into the keyring, where one works; forget there what is to be forgotten.

        Each leaves the file only after the keyring was seen to have it. Raises CannotWrite.
        """
        known = self._file.read()
        gone = [name.removeprefix(_GONE) for name in known if name.startswith(_GONE)]
        done = {_GONE + name.removeprefix(_FEED) for name in self._ring.forget(_FEED + name for name in gone)}
        done |= {_GONE + name for name in gone} if self.keyring == "none" else set()
        moved = {name: value for name, value in known.items() if name.startswith(_FEED)}
        kept = self._ring.put(moved)
        if done or kept:
            with self._file.changed() as now:
                for name in done:
                    now.pop(name, None)
                for name in kept:
                    if now.get(name) == moved[name]:
                        del now[name]
