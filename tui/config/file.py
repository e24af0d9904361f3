"""Reading a small TOML file that a person wrote."""

import os
import stat
from pathlib import Path
from typing import Any

from tui import toml
from tui.model.errors import ConfigError

LARGEST = 64_000
"""Bytes such a file may have; nobody writes more by hand, and a TOML parser may take long over what is not TOML."""


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of the file and its tables.

    Raises FileNotFoundError where there is none, else ConfigError about file, line (from 1), key ("") and reason
    (unreadable, too-large, syntax).
    """
    try:
        text = _text(path)
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise ConfigError(file=str(path), line=1, key="", reason="unreadable") from error
    try:
        return text, toml.loads(text)
    # ValueError: also numbers of more digits than Python reads. RecursionError: thousands of brackets.
    except (ValueError, RecursionError) as error:
        raise ConfigError(file=str(path), line=_line(str(error), text), key="", reason="syntax") from error


def _text(path: Path) -> str:
    kind = path.stat()
    # A pipe or a terminal would wait for somebody to write; /dev/null is a usual way to say "nothing".
    if not stat.S_ISREG(kind.st_mode) and str(path) != os.devnull:
        raise OSError
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ConfigError(file=str(path), line=1, key="", reason="too-large", limit=LARGEST)
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _line(message: str, text: str) -> int:
    """The line that tomllib names; the last one where it says that the text ended too early."""
    import re  # only for a fault

    found = re.search(r"at line (\d+)", message)
    return int(found[1]) if found else max(1, len(text.splitlines()))
