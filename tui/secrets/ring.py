"""The system's keyring, where there is one: asked in a process of its own, for so long at most.

Back ends hang on a bus that nobody answers, wait for a dialog that nobody sees, ask on the terminal, or raise what is
no error of the keyring's. None of that reaches whoever asks here.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

SERVICE = "kanbao"
SECONDS = 5.0
"""How long an answer may take; a dialog that unlocks the keyring needs longer, and is there the next time too."""
AGAIN = 30.0
"""Seconds after which a keyring that failed is asked again: somebody may have unlocked it."""
_SAYS_NONE = ("keyring.backends.fail.Keyring", "keyring.backends.null.Keyring")

_NONE = 3
"""The status by which ``ask.py`` says that the package is there, and no back end that this system has."""

State = Literal["none", "works", "fails"]


def is_there() -> bool:
    """Whether a keyring can be asked at all: the package is there, and nobody has said to use none."""
    return find_spec("keyring") is not None and os.environ.get("PYTHON_KEYRING_BACKEND", "") not in _SAYS_NONE


class Ring:
    """Asks the keyring; after a failure not again for a while."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._failed: float | None = None
        self._none = False

    @property
    def state(self) -> State:
        """What is known of it: that there is none, or how the last answer was."""
        return "none" if self._none or not is_there() else "works" if self._failed is None else "fails"

    def put(self, secrets: Mapping[str, str]) -> set[str]:
        """Keep secrets by name; the names of those that are there now."""
        return {name for name, found in self._ask("put", secrets).items() if found == secrets[name]}

    def get(self, names: Iterable[str]) -> dict[str, str]:
        """The secrets there are of these names."""
        return {name: found for name, found in self._ask("get", dict.fromkeys(names, "")).items() if found}

    def forget(self, names: Iterable[str]) -> set[str]:
        """Forget secrets; the names of those that are gone."""
        return set(self._ask("forget", dict.fromkeys(names, "")))

    def _ask(self, do: str, items: Mapping[str, str]) -> dict[str, str]:
        if not items or not is_there() or (self._failed is not None and time.monotonic() - self._failed < AGAIN):
            return {}
        asked = json.dumps({"do": do, "service": SERVICE, "items": dict(items)}).encode()
        self._failed, self._none = None, False
        try:
            done = subprocess.run(  # noqa: S603  this very program
                # -P: the working directory is no place to take a keyring from.
                [sys.executable, "-P", str(Path(__file__).with_name("ask.py"))],
                input=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=self._seconds, check=False,
                start_new_session=True,
            )  # fmt: skip
            said, fails = done.stdout, done.returncode != 0
            self._none = done.returncode == _NONE
        except subprocess.TimeoutExpired as error:
            said, fails = error.stdout or b"", True
        except OSError:
            said, fails = b"", True
        if fails:
            self._failed = time.monotonic()
        return {name: found for name, found in _lines(said) if name in items}


def _lines(said: bytes) -> Iterable[tuple[str, str]]:
    for line in said.splitlines():
        try:
            name, found = json.loads(line)
        except (ValueError, TypeError):
            continue
        if isinstance(name, str) and isinstance(found, str):
            yield name, found
