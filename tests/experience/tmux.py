"""A program in tmux, as a person has it: keys go in, what stands on the screen is read.

tmux is spoken to in control mode: it says when the screen has changed, so that nothing here asks over and over.
"""

import os
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PATIENT = 30.0
"""Seconds after which a test gives up; nothing here depends on how long anything takes."""


class Tmux:
    """One program on a screen of so many cells; ends with the ``with`` block."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int], folder: Path, environment: Mapping[str, str]
    ) -> None:
        self._socket = str(folder / "tmux")
        self._ended = folder / "status"
        width, height = size
        (folder / "tmux.conf").write_text("set -g status off\nset -s escape-time 0\n")
        # A client that only talks has no size: the window keeps its own, which it has from the first moment on.
        then = [";", "set", "-g", "window-size", "manual", ";", "attach"]
        # How large the terminal of the tests is says nothing of this one.
        here = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        self._process = subprocess.Popen(
            ["tmux", "-u", "-f", str(folder / "tmux.conf"), "-S", self._socket, "-C",
             "new-session", "-d", "-x", str(width), "-y", str(height),
             "sh", "-c", 'status=$0; "$@"; echo $? > "$status"', str(self._ended), *command, *then],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT,
            env={**here, "TERM": "xterm-256color", **environment},
        )  # fmt: skip
        self._unread = b""
        for _ in range(3):
            self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):  # it is gone where the program has ended
            self._process.stdin.write(b"kill-server\n")
            self._process.stdin.close()
        self._process.wait(PATIENT)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def press(self, *keys: str) -> None:
        """Press keys, as tmux names them."""
        self._ask("send-keys " + " ".join(f"'{key}'" for key in keys))

    def type(self, text: str) -> None:
        """Type a text, Chinese as an input method would commit it."""
        self._ask(f"send-keys -l '{text}'")

    def lines(self) -> list[str]:
        """What stands on the screen now."""
        return self._ask("capture-pane -p")

    def until(self, *wanted: str, gone: Sequence[str] = ()) -> str:
        """The screen, as soon as it shows all that is wanted and nothing of what has to go."""
        until = time.monotonic() + PATIENT
        while True:
            screen = "\n".join(self.lines())
            if all(words in screen for words in wanted) and not any(words in screen for words in gone):
                return screen
            assert self._news(until), f"never: {wanted}, gone {list(gone)}\n{screen}"

    def status(self) -> int:
        """The program's exit status, once it has ended."""
        until = time.monotonic() + PATIENT
        while self._line(until) is not None:
            pass
        self._process.wait(PATIENT)
        return int(self._ended.read_text())

    # Control mode ------------------------------------------------------------------------------------------------

    def _ask(self, command: str) -> list[str]:
        assert self._process.stdin is not None
        self._process.stdin.write(command.encode() + b"\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> list[str]:
        """The lines between %begin and %end; notices that come before are passed over."""
        until = time.monotonic() + PATIENT
        lines: list[str] | None = None
        while True:
            line = self._line(until)
            assert line is not None, "tmux is silent"
            if lines is None:
                lines = [] if line.startswith("%begin") else None
            elif line.startswith("%end"):
                return lines
            else:
                assert not line.startswith("%error"), lines
                lines.append(line)

    def _news(self, until: float) -> bool:
        """Whether anything on the screen has changed before the patience ends."""
        while (line := self._line(until)) is not None:
            if line.startswith(("%output", "%exit", "%pane", "%window")):
                # What else has come by now is of the same moment.
                while b"\n" in self._unread or self._waiting(0):
                    if self._line(until) is None:
                        break
                return True
        return False

    def _line(self, until: float) -> str | None:
        assert self._process.stdout is not None
        while b"\n" not in self._unread:
            left = until - time.monotonic()
            if left <= 0 or not self._waiting(left):
                return None
            data = os.read(self._process.stdout.fileno(), 65_536)
            if not data:
                return None
            self._unread += data
        line, _, self._unread = self._unread.partition(b"\n")
        return line.decode("utf-8", "replace")

    def _waiting(self, seconds: float) -> bool:
        """Whether tmux says something within so many seconds."""
        assert self._process.stdout is not None
        return bool(select.select([self._process.stdout], [], [], seconds)[0])
