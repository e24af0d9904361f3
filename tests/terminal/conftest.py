"""A terminal made by hand: a program in a pty, whose other end is the test's."""

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
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

    def until(self, true: Callable[[], bool]) -> None:
        """Read until something is so."""
        until = time.monotonic() + PATIENT
        while not true():
            self._more(0.02)
            assert time.monotonic() < until, self.written[-2000:]

    def listen(self, seconds: float) -> None:
        """Read whatever comes in so many seconds."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._more(left)

    def settle(self, quiet: float = 0.03, patience: float = 2.0) -> None:
        """Read until something has come and then nothing more for ``quiet`` seconds."""
        until = time.monotonic() + patience
        while not self._more(0.02) and time.monotonic() < until:
            pass
        while self._more(quiet) and time.monotonic() < until:
            pass

    def finish(self, patience: float = PATIENT) -> int:
        """Read to the end; the exit status."""
        until = time.monotonic() + patience
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


def start(*arguments: str, env: Mapping[str, str] | None = None, size: tuple[int, int] = (30, 120)) -> Session:
    """Run Python with these arguments, a pty of so many lines and columns as its terminal."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, size)
    settings = termios.tcgetattr(slave)
    cells = {"COLUMNS": str(size[1]), "LINES": str(size[0])}  # whatever the terminal of the tests has
    environment = {**os.environ, **cells, "TERM": "xterm-256color", "PYTHONUTF8": "1", **(env or {})}
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
