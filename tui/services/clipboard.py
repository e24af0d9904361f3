"""The clipboard by the system's own tool, for terminals that do not hand it on."""

import shutil
import subprocess

from tui.model.errors import OwnCommandFailed

PATIENCE = 5.0
TOOLS: dict[str, list[str]] = {
    "wl-copy": ["wl-copy"],
    "xclip": ["xclip", "-selection", "clipboard"],
    "pbcopy": ["pbcopy"],
    "clip": ["clip.exe"],
}


def copy_by(tool: str, text: str) -> None:
    """Put a text on the clipboard; OwnCommandFailed where the tool is missing or fails."""
    arguments = TOOLS[tool]
    if shutil.which(arguments[0]) is None:
        raise OwnCommandFailed(program=arguments[0], reason="missing")
    # clip.exe takes what it is given for the code page of the system unless it is UTF-16.
    data = text.encode("utf-16") if tool == "clip" else text.encode()
    try:
        # What some of them leave behind to serve the clipboard must not hold our pipes: there are none but its input.
        done = subprocess.run(  # noqa: S603
            arguments,
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise OwnCommandFailed(program=arguments[0], reason="slow", seconds=PATIENCE) from None
    except OSError as error:
        raise OwnCommandFailed(program=arguments[0], reason="start", why=error.strerror or "") from error
    if done.returncode:
        raise OwnCommandFailed(program=arguments[0], reason="status", status=done.returncode, why="")
