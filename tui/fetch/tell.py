"""A list of all requests that were made, for a reader who wants to know: one line each, without passwords."""

import os
import time
from pathlib import Path

from tui.fetch.address import redact

VARIABLE = "KANBAO_REQUESTS"
"""Names the file; set by ``--log-requests``, so that every process of the program writes to the same."""


def tell_request(file: str, url: str, outcome: str, kind: str) -> None:
    """Add a request to the list: when, what for, what became of it, the address. Nothing for no file."""
    if not file:
        return
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    line = f"{moment} {kind} {outcome} {redact(url)}\n"
    try:
        # One write of a line at the end: several processes write here.
        handle = os.open(Path(file), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, line.encode("utf-8", "replace"))
        finally:
            os.close(handle)
    except OSError:
        return  # a list that cannot be written keeps nobody from reading
