"""A program in a real pty: what it draws is stamped as it comes, and understood by pyte while nothing else comes.

Stands for a terminal of 120 by 36 cells that knows millions of colours and synchronised output, and answers what it
is asked at once, as a terminal on the same machine does.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tui.text.width import cells

COLUMNS, ROWS = 120, 36
ENTER, ESCAPE, PAGE_DOWN, PAGE_UP, END = "\r", "\x1b", "\x1b[6~", "\x1b[5~", "\x1b[F"
PATIENCE = 60.0
Cell = tuple[int, int]
"""Row and column."""
Look = tuple[str, bool]
IDLE = 0.004
"""Seconds of silence after which there is time to look at what was drawn."""

# What pyte would take for text or for something else.
_UNKNOWN = re.compile(
    rb"\x1b\[[<>=?][0-9;]*[$ ]?[a-zA-Z]|\x1bP.*?\x1b\\|\x1b\[[0-9;]*t|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)", re.DOTALL
)
_SAMPLE = re.compile(rb"\r?([^\r\x1b]*)\x1b\[6n")
_ASKED = re.compile(rb"\x1b\[\?(\d+)\$p")
GROUND = b"\x1b]11;rgb:1010/1010/1010\x07"

ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
NOT_OURS = ("TMUX", "NO_COLOR", "COLORFGBG", "TERM_PROGRAM", "SSH_TTY", "SSH_CONNECTION", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a key did, in seconds: to the end of the first burst, of the largest burst, to the last byte."""

    burst: float
    most: float
    last: float


class NeverShown(Exception):
    """The screen never showed what was waited for; the message is what it showed."""


class Terminal:
    """A program in a pty; ends with the ``with`` block."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path | None = None,
        columns: int = COLUMNS,
    ) -> None:
        self.screen = pyte.Screen(columns, ROWS)
        self._stream = pyte.ByteStream(self.screen)
        self._chunks: list[tuple[float, bytes]] = []
        self._understood = 0
        self.open = True
        self.began = time.perf_counter()
        self.process, self.master = pty.fork()
        if self.process == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
            # Whoever is run with nohup hands that on; a program must end with its terminal.
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            whole = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
            os.chdir(folder or os.getcwd())  # noqa: PTH109
            os.execvpe(command[0], list(command), {**whole, **ENVIRONMENT, **environment})
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds; empty where nothing does or the program has ended."""
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:  # the other side is closed
            self.open = False
            return b""
        self._chunks.append((time.perf_counter(), data))
        if b"\x1b[" in data:
            self._answer(data)
        return data

    def _answer(self, data: bytes) -> None:
        answers = [b"\x1b[?%s;%d$y" % (mode, 2 if mode == b"2026" else 0) for mode in _ASKED.findall(data)]
        if b"\x1b]11;?" in data:
            answers.append(GROUND)
        if b"\x1b[6n" in data:
            # Looked for only where it is: through a page of text this takes milliseconds, in which nothing is read.
            widths = (cells(sample.decode("utf-8", "replace")) for sample in _SAMPLE.findall(data))
            answers += [b"\x1b[1;%dR" % (1 + width) for width in widths]
        if b"\x1b[c" in data:
            answers.append(b"\x1b[?62;22c")
        if answers:
            os.write(self.master, b"".join(answers))

    def text(self) -> str:
        """The lines of the screen."""
        # Not pyte's own "display": it fails where half of a wide character was overwritten.
        lines = (self.screen.buffer[row] for row in range(ROWS))
        return "\n".join("".join(line[column].data for column in range(self.screen.columns)) for line in lines)

    def until(self, pattern: str, since: float | None = None, patience: float = PATIENCE) -> float:
        """Seconds from ``since``, the start by default, to the bytes with which the screen matched the pattern."""
        wanted = re.compile(pattern, re.DOTALL)
        return self._until(lambda: wanted.search(self.text()) is not None, pattern, since, patience)

    def until_moved(self, cell: Cell, look: Look, since: float | None = None, patience: float = PATIENCE) -> float:
        """The same, to the moment at which a row below looks as the one of that cell did: the cursor went down."""
        row, column = cell
        below = range(row + 1, ROWS - 1)

        def moved() -> bool:
            return self.look(cell) != look and any(self.look((other, column)) == look for other in below)

        return self._until(moved, f"the cursor to leave row {row}", since, patience)

    def look(self, cell: Cell) -> Look:
        """The ground of a cell, which is how lists show where the cursor is."""
        found = self.screen.buffer[cell[0]][cell[1]]
        return found.bg, found.reverse

    def _until(self, holds: Callable[[], bool], what: str, since: float | None, patience: float) -> float:
        start = self.began if since is None else since
        end = time.perf_counter() + patience
        while time.perf_counter() < end and (self.open or self._understood < len(self._chunks)):
            waiting = self._understood < len(self._chunks)
            if self.read(IDLE if waiting else 0.2):
                continue
            while self._understood < len(self._chunks):
                at = self._understand()
                if holds():
                    return at - start
        raise NeverShown(f"{what}\n{self.text()}")

    def _understand(self) -> float:
        at, data = self._chunks[self._understood]
        self._understood += 1
        self._stream.feed(_UNKNOWN.sub(b"", data))
        return at

    @property
    def drawn(self) -> int:
        """How many pieces of output have come so far."""
        return len(self._chunks)

    def settle(self, quiet: float = 0.3, patience: float = 20.0) -> None:
        """Wait until nothing has been drawn for so many seconds, and understand it all."""
        end = time.perf_counter() + patience
        while time.perf_counter() < end and self.read(quiet):
            pass
        while self._understood < len(self._chunks):
            self._understand()

    def send(self, keys: str) -> float:
        """Press keys; when that was."""
        while self.read(0):
            pass
        now = time.perf_counter()
        os.write(self.master, keys.encode())
        return now

    def press(self, key: str, quiet: float = 0.1, gap: float = 0.012, patience: float = 2.0) -> Drawn | None:
        """Press one key and take the time of what it draws; None where it draws nothing."""
        start = self.send(key)
        before = len(self._chunks)
        while self.read(quiet if len(self._chunks) > before else patience):
            if time.perf_counter() - start > PATIENCE:
                break
        mine = self._chunks[before:]
        if not mine:
            return None
        bursts = [[mine[0]]]
        for chunk in mine[1:]:
            if chunk[0] - bursts[-1][-1][0] > gap:
                bursts.append([])
            bursts[-1].append(chunk)
        largest = max(bursts, key=lambda chunks: sum(len(data) for _, data in chunks))
        return Drawn(bursts[0][-1][0] - start, largest[-1][0] - start, mine[-1][0] - start)

    def memory(self) -> float:
        """Bytes of memory that the program holds by itself."""
        return resident(self.process)

    def busy(self) -> float:
        """Seconds of CPU that the program's own threads have used, whatever else the machine was doing."""
        tasks = Path(f"/proc/{self.process}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def close(self, keys: str = "") -> None:
        """End the program: by its own key where one is given, else at once."""
        if keys and self.open:
            self.send(keys)
            end = time.perf_counter() + 10
            while self.open and time.perf_counter() < end:
                self.read(0.1)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
            os.close(self.master)


def resident(process: int) -> float:
    """Bytes of memory of a process."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    return 0.0
