"""Opening an address outside: one argument, no shell, http(s) only."""

import os
import sys
from collections.abc import Sequence

from tui.services.starting import start

ADDRESS = "%u"


def browser_command(configured: Sequence[str]) -> list[str] | None:
    """The program and its arguments, ``%u`` for the address; None where there is no browser to be had."""
    if configured:
        return list(configured)
    if sys.platform == "darwin":
        return ["open", ADDRESS]
    if sys.platform == "win32":
        return ["explorer.exe", ADDRESS]
    wished = os.environ.get("BROWSER", "").split(":")[0]
    import shutil  # not for the first list

    if wished and shutil.which(wished):
        return [wished, ADDRESS]
    found = next((name for name in ("xdg-open", "wslview", "gio") if shutil.which(name)), None)
    if found is None:
        return None
    return [found, "open", ADDRESS] if found == "gio" else [found, ADDRESS]


def open_address(address: str, configured: Sequence[str] = ()) -> bool:
    """Open an http(s) address in the reader's browser; False where that cannot be done.

    The address is one argument of a program started without a shell; it begins with its scheme, so that it can never be
    taken for an option.
    """
    if not address.startswith(("http://", "https://")) or any(ord(char) <= 32 or ord(char) == 127 for char in address):
        return False
    command = browser_command(configured)
    if command is None:
        return False
    if ADDRESS not in command:
        command.append(ADDRESS)
    arguments = [address if word == ADDRESS else word for word in command]
    return start(arguments)
