"""Starting other programs: by a list of arguments, never through a shell."""

import subprocess
import threading
from collections.abc import Sequence


def start(arguments: Sequence[str]) -> bool:
    """Start a program without shell, input or output; False where it cannot be started."""
    try:
        process = subprocess.Popen(  # noqa: S603
            list(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    # Somebody has to take note of its end, or it stays in the system's table as long as we run.
    threading.Thread(target=process.wait, daemon=True).start()
    return True
