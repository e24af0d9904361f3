"""What rows are given: data that is made once, a scratch folder, and how to start each program."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import libraries, newsboat
from tests.bench.measure import Line
from tests.bench.terminal import COLUMNS, NOT_OURS, Cell, Terminal

ROOT = Path(__file__).resolve().parents[2]
CONFIG = '[keep]\ndays = 0\nper_feed = 0\n\n[reading]\nlanguage = "zh-CN"\n'
FOOT = r"\? 帮助"
"""At the foot of the reader, which is drawn only by Textual, when keys are answered by it."""
SETTLED = 0.8
"""Seconds without anything drawn after which a program that has started is at rest."""
MINIMAL = [sys.executable, "-m", "tests.bench.minimal"]


@dataclass(frozen=True, slots=True)
class Program:
    """A program that can be opened in a terminal; ``ready`` is a pattern of its first list.

    ``cursor`` is a cell of that list's first row, ``leave`` what ends the program, ``home`` where its files are.
    """

    name: str
    command: Sequence[str]
    ready: str
    cursor: Cell
    leave: str = "q"
    home: Path = Path()
    whole: str = ""
    """What is there when every key is answered; empty where that is what ``ready`` says."""


class Failed(Exception):
    """A command that had to succeed did not; the message is what it said."""


class Bench:
    """One run of the benchmarks; ``entries`` is how many the usual library has, ``repeats`` how often to measure."""

    def __init__(self, data: Path, scratch: Path, *, quick: bool, repeats: int) -> None:
        self.data, self.scratch = data, scratch
        self.quick, self.repeats = quick, repeats
        self.entries = 1_000 if quick else 100_000
        self.home = scratch / "home"
        self.home.mkdir(parents=True)
        self.config = self.home / "config.toml"
        self.config.write_text(CONFIG, "utf-8")
        self._fresh = iter(range(10**6))

    @property
    def environment(self) -> dict[str, str]:
        """Neither settings nor files of whoever runs this; our package, not an installed one."""
        home = str(self.home)
        return {"HOME": home, "XDG_CACHE_HOME": home, "KANBAO_CONFIG": str(self.config), "PYTHONPATH": str(ROOT)}

    def fresh(self, name: str) -> Path:
        """A path in the scratch folder where nothing is yet."""
        return self.scratch / f"{name}-{next(self._fresh)}"

    def library(self, entries: int = 0) -> Path:
        """The usual library, a copy to write in."""
        return libraries.copied(libraries.usual(self.data, entries or self.entries), self.fresh("library"))

    def kanbao(self, library: Path, ready: str = libraries.LONG_TITLE) -> Program:
        """The reader on a library."""
        return Program("kanbao", [*self.shell(library)], ready, (2, 30), whole=FOOT)

    def shell(self, library: Path) -> list[str]:
        """What starts ``kanbao`` on a library."""
        return [sys.executable, "-m", "tui", "--data-dir", str(library)]

    def minimal(self) -> Program:
        """The minimal Textual app."""
        return Program("minimal Textual app", MINIMAL, "第 5 条", (0, 5))

    def newsboat(self, entries: int = 0) -> Program | None:
        """newsboat on the same entries; None where it is not installed."""
        if not newsboat.installed():
            return None
        entries = entries or self.entries
        kept = newsboat.of_library(
            self.data / f"newsboat-{entries}-v{libraries.VERSION}", libraries.usual(self.data, entries)
        )
        mine = self.fresh("newsboat")
        shutil.copytree(kept, mine)
        return Program("newsboat", newsboat.command(mine), libraries.LARGE_TITLE, (1, 5), home=mine)

    def open(self, program: Program, columns: int = COLUMNS) -> Terminal:
        """Start it in a terminal."""
        return Terminal(program.command, self.environment, ROOT, columns)

    def at_rest(self, program: Program, columns: int = COLUMNS) -> Terminal:
        """Start it and wait until it has nothing more to do."""
        terminal = self.open(program, columns)
        terminal.until(program.ready)
        terminal.settle(SETTLED)
        return terminal

    def run(self, command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end, its output kept."""
        whole = {name: value for name, value in os.environ.items() if name not in NOT_OURS} | self.environment
        return subprocess.run(command, check=False, capture_output=True, env=whole, cwd=ROOT, timeout=900)

    def timed(self, command: Sequence[str]) -> float:
        """Seconds from start to end of a command, which has to succeed."""
        began = time.perf_counter()
        done = self.run(command)
        spent = time.perf_counter() - began
        if done.returncode:
            raise Failed(f"{' '.join(command)}: {done.stderr.decode('utf-8', 'replace')[-2000:]}")
        return spent


Measured = Callable[[Bench], Iterator[Line]]
