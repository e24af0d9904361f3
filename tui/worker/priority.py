"""How much of the processor a process leaves to others, and that it lets go of the terminal."""

import contextlib
import os
import sys
from pathlib import Path

GIVING_WAY = 5
"""Levels of niceness: of two that want one processor, the one 5 levels nicer gets a quarter of it."""

_AUTOGROUP = Path("/proc/self/autogroup")


def give_way() -> None:
    """Be nicer than whoever started this process, from now on; where it leads a session, with all of the session.

    Linux shares the processor among sessions first and looks at niceness within each (sched(7), autogroup): what is
    to give way to its parent must be of the parent's session, or the session has to be made nicer itself.
    """
    if sys.platform == "win32":
        return
    os.nice(GIVING_WAY)
    if os.getsid(0) == os.getpid():
        # No such file on other systems; within a tenth of a second of another change it is refused.
        with contextlib.suppress(OSError):
            _AUTOGROUP.write_text(str(GIVING_WAY), "ascii")


def leave_terminal() -> None:
    """Have no terminal any more, though other processes of the session have."""
    if sys.platform == "win32":
        return
    import fcntl
    import termios

    with contextlib.suppress(OSError):  # there was none
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
        try:
            fcntl.ioctl(terminal, termios.TIOCNOTTY)
        finally:
            os.close(terminal)
