"""A terminal made by hand: a program in a pty, whose other end is the test's."""

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENT = 20.0
"""Seconds after which a test gives up; nothing here depends on how long anything takes."""

# A new session has no terminal until it takes one.
TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@dataclass
class Session:
    """A program in a pty: what it wrote, and the keyboard to write to."""

    master: int
    slave: int
    process: "subprocess.Popen[bytes]"
    written: bytes = b""
    settings: list[Any] = field(default_factory=list)

    def read_until(self, wanted: bytes) -> bytes:
        """Everything written so far, which holds ``wanted``."""
        until = time.monotonic() + PATIENT
        while wanted not in self.written:
            assert self._more() and time.monotonic() < until, self.written[-2000:]
        return self.written

    def type(self, data: bytes) -> None:
        os.write(self.master, data)

    def finish(self) -> int:
        """Read to the end; the exit status."""
        until = time.monotonic() + PATIENT
        while self.process.poll() is None:
            self._more(0.05)
            assert time.monotonic() < until, self.written[-2000:]
        while self._more(0):
            pass
        return self.process.returncode

    def now(self) -> list[Any]:
        """The terminal's settings."""
        return termios.tcgetattr(self.slave)

    def _more(self, patience: float = PATIENT) -> bool:
        if not select.select([self.master], [], [], patience)[0]:
            return False
        with suppress(OSError):
            data = os.read(self.master, 65_536)
            self.written += data
            return bool(data)
        return False

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.slave)


def start(*arguments: str, env: Mapping[str, str] | None = None) -> Session:
    """Run Python with these arguments, a pty of 120 × 30 cells as its terminal."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (30, 120))
    settings = termios.tcgetattr(slave)
    size = {"COLUMNS": "120", "LINES": "30"}  # whatever the terminal of the tests has
    environment = {**os.environ, **size, "TERM": "xterm-256color", "PYTHONUTF8": "1", **(env or {})}
    process = subprocess.Popen(
        [sys.executable, "-c", TAKE_TERMINAL, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
    )
    return Session(master, slave, process, settings=settings)
