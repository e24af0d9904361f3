"""Runs programs under the spy, and says of each act on the system whether it was to be expected."""

import json
import os
import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import Any

from tui.fetch.address import is_private

SPY = Path(__file__).parent / "spy"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_READ_FREELY = ("/proc/", "/sys/", "/etc/", "/usr/", "/lib", "/dev/null", "/dev/tty", "/dev/urandom", "/dev/pts/")
_READ_NEVER = ("/etc/passwd", "/etc/shadow", "/etc/hostname")
MARK = "mark"
OWN_MODULES = ("tui.worker.child", "tui.services.desk", "tui")


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the process, what it did, with what."""

    process: int
    event: str
    about: list[Any]


@dataclass
class Watch:
    """What is heard from the spied programs; ``places`` are where they may write, ``hosts`` whom they may ask now."""

    pipe: int
    places: tuple[str, ...]
    browser: str = ""
    hosts: frozenset[str] = frozenset()
    acts: list[Act] = field(default_factory=list)
    opened: list[list[str]] = field(default_factory=list)
    heard: int = 0
    marks: "Queue[str]" = field(default_factory=Queue)

    def judge(self, what: str, hosts: Collection[str] = ()) -> None:
        """Everything that was done up to now was to be expected, if only these hosts may be asked."""
        os.write(self.pipe, json.dumps([0, MARK, [what]]).encode() + b"\n")
        assert self.marks.get(timeout=20) == what
        self.hosts = frozenset(hosts)
        wrong = [act for act in self.acts if not self.expected(act)]
        self.heard += len(self.acts)
        self.acts.clear()
        assert not wrong, (what, len(wrong), wrong[:6])

    def take(self, line: bytes) -> None:
        """One line of a spy."""
        try:
            act = Act(*json.loads(line))
        except ValueError:
            act = Act(0, "garbled", [line.decode("utf-8", "replace")])
        if act.event == MARK:
            self.marks.put(act.about[0])
        else:
            self.acts.append(act)

    def expected(self, act: Act) -> bool:
        """Whether an act is one of those that reading news needs."""
        about = act.about
        match act.event:
            case "open":
                return self._opening(about)
            case "subprocess.Popen":
                return self._program(about)
            case "os.exec":
                # How the test's terminal starts the program.
                return self._program([None, about[1]])
            case "socket.connect":
                return isinstance(about[1], str) or about[1][0] in self.hosts or not is_private(about[1][0])
            case "socket.bind":
                return about[1][0] in ("127.0.0.1", "::1", "0.0.0.0", "::") or isinstance(about[1], str)
            case "socket.getaddrinfo":
                return about[0] in self.hosts or about[0] is None
            case "os.remove" | "os.rmdir" | "os.mkdir" | "os.truncate" | "os.chmod" | "os.chown":
                return self._own(about[0]) or isinstance(about[0], int)
            case "os.rename" | "os.link" | "os.symlink":
                return self._own(about[0]) and self._own(about[1])
            case "ctypes.dlopen":
                return True
            case "code.__new__":
                return True
            case _:
                return act.event.startswith(("tempfile.", "shutil.")) and self._own(about[0])

    def _opening(self, about: list[Any]) -> bool:
        path, mode, flags = about
        if isinstance(path, int):
            return True
        writing = (flags or 0) & _WRITING or any(sign in str(mode or "") for sign in "wax+")
        where = absolute(path)
        if self._own(where):
            return True
        if writing:
            return where in ("/dev/null", "/dev/tty") or where.endswith(".pyc") or "__pycache__" in where
        return where not in _READ_NEVER and (where.startswith(_READ_FREELY) or _of_python(where))

    def _program(self, about: list[Any]) -> bool:
        words = [str(word) for word in (about[1] if isinstance(about[1], list) else [about[1]])]
        if self.browser and words[0] == self.browser:
            self.opened.append(words)
            return len(words) == 2 and words[1].startswith(("http://", "https://")) and not words[1].startswith("-")
        return words[0] == sys.executable and "-m" in words and words[words.index("-m") + 1] in OWN_MODULES

    def _own(self, path: Any) -> bool:
        where = absolute(path)
        return any(where == place or where.startswith(place + os.sep) for place in self.places)


def absolute(path: Any) -> str:
    """A path from the top, links left as they are."""
    return os.path.normpath(Path.cwd() / str(path))


def _of_python(where: str) -> bool:
    roots = {*sys.path, sys.prefix, sys.base_prefix, str(Path(__file__).parents[2]), str(SPY)}
    return any(root and (where == root or where.startswith(root.rstrip(os.sep) + os.sep)) for root in roots)


@contextmanager
def watched(pipe: Path, places: Sequence[Path], *, browser: str = "") -> Iterator[Watch]:
    """Listen at a pipe for what programs with ``spying(pipe)`` in their environment do."""
    os.mkfifo(pipe)
    # Held open for writing too, so that the end of one program is not the end of what is heard.
    handle = os.open(pipe, os.O_RDWR)
    watch = Watch(handle, tuple(map(str, (*places, pipe))), browser)
    stop = b"stop\n"

    def listen() -> None:
        with os.fdopen(os.dup(handle), "rb") as heard:
            for line in heard:
                if line == stop:
                    return
                watch.take(line)

    thread = threading.Thread(target=listen)
    thread.start()
    try:
        yield watch
    finally:
        os.write(handle, stop)
        thread.join()
        os.close(handle)


def spying(pipe: Path) -> dict[str, str]:
    """What a program's environment needs for it to be heard."""
    return {"PYTHONPATH": os.pathsep.join([str(SPY), str(Path(__file__).parents[2])]), "PYTHONKANBAOSPY": str(pipe)}
