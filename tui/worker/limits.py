"""What a child may use: memory, processor time, files; as far as the system knows such limits."""

import os
import sys
import time
from typing import Any

MEMORY = 512 * 1024 * 1024
"""Bytes of address space."""

HEAVY = 256 * 1024 * 1024
"""Bytes of memory at its peak after which a child is better replaced than kept."""

OPEN_FILES = 32
"""Enough for the pipes and for modules that a library imports late."""

FORBIDDEN = frozenset({
    "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system", "pty.spawn",
    "subprocess.Popen", "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "urllib.Request",
    "webbrowser.open", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.symlink", "os.link", "os.truncate",
    "ctypes.dlopen",
})  # fmt: skip

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

if sys.platform != "win32":
    import resource

    def lay_down() -> None:
        """Set the limits that last for the child's life; one that the system refuses is left out."""
        for kind, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_NOFILE, OPEN_FILES),
        ):
            _lower(kind, most)

    def allow_seconds(seconds: float) -> None:
        """Let the child use so much more processor time; past it the system ends the child (SIGXCPU)."""
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        until = int(time.process_time() + seconds) + 2
        if hard != resource.RLIM_INFINITY:
            until = min(until, hard)
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
        except (OSError, ValueError):
            return

    def heavy() -> bool:
        """Whether the child has at some time held so much memory that it should go."""
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        # Linux hands the peak of the parent down to the child: only what it rises above that is the child's own.
        return peak > _inherited and peak * (1 if sys.platform == "darwin" else 1024) > HEAVY

    _inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def _lower(kind: int, most: int) -> None:
        _, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):
            return

else:

    def lay_down() -> None:
        """Windows has no such limits; the parent's deadline remains."""

    def allow_seconds(seconds: float) -> None:
        """Windows has no such limit."""

    def heavy() -> bool:
        """Unknown on Windows."""
        return False


def guard(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: refuse what reading never needs (programs, sockets, writing), whichever library asks for it.

    It stops mistakes of libraries, not code that runs machine instructions of its own; for that the child has nothing
    worth taking.
    """
    if event in FORBIDDEN:
        raise PermissionError(event)
    if event == "open" and len(args) > 2 and isinstance(args[2], int) and args[2] & _WRITING:
        raise PermissionError("open for writing")
