"""The reader while feeds are fetched: lag of its event loop, keys, and memory."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tests.bench.bench import Bench
from tests.bench.measure import Line, median, percentile
from tests.bench.rows.keys import Presses
from tests.bench.site import STARTED, Site, served
from tests.bench.terminal import ENTER, Terminal, resident
from tests.bench.texts import WORDS
from tui.store.feeds import NewFeed
from tui.store.library import Library

FEEDS = 300
REST = 4.0
PATIENCE = 240.0
ROUNDS = 20


def while_refreshing(bench: Bench) -> Iterator[Line]:
    """Lag of the event loop and keys while 300 feeds are fetched, beside the same at rest."""
    number = 30 if bench.quick else FEEDS
    library = bench.library()
    file = bench.fresh("lag.json")
    program = bench.kanbao(library)
    watched = [sys.executable, "-m", "tests.bench.lagging", str(file), *program.command[3:]]
    at_rest, busy = Presses(), Presses()
    with served(bench.data, number) as site:
        _subscribe(library, site)
        before = _entries(library)
        with bench.at_rest(replace(program, command=watched)) as terminal:
            rest = time.perf_counter()
            while time.perf_counter() - rest < REST:
                at_rest.press(terminal, "jjk"[len(at_rest.burst) % 3], 0.03)
            rest_over = time.perf_counter()
            terminal.send("R")
            while _entries(library) - before < 30 * number and time.perf_counter() - rest_over < PATIENCE:
                busy.press(terminal, "jjk"[len(busy.burst) % 3], 0.03)
            over = time.perf_counter()
            terminal.close("q")
    seen = [(at, late * 1000) for at, late in json.loads(file.read_text())]
    idle = [late for at, late in seen if rest <= at < rest_over]
    lag = [late for at, late in seen if rest_over <= at < over]
    seconds = over - rest_over
    yield Line(
        "event loop lag, p99", percentile(lag, 99), "ms", "at rest", percentile(idle, 99), most=5,
        note=f"max {max(lag):.0f} ms, keys pressed meanwhile",
    )  # fmt: skip
    yield Line("event loop lag, p50", median(lag), "ms", "at rest", median(idle))
    note = f"n={len(busy.burst)}, {number} feeds in {seconds:.1f} s"
    yield Line("move one row, p50", median(busy.burst), "ms", "at rest", median(at_rest.burst), note=note)
    slow = percentile(busy.burst, 95)
    yield Line("move one row, p95", slow, "ms", "at rest", percentile(at_rest.burst, 95), most=16)


def memory(bench: Bench) -> Iterator[Line]:
    """Memory at 100,000 entries after an hour's use: rows, articles, searches, in one go."""
    rival = bench.newsboat()
    with bench.at_rest(bench.kanbao(bench.library())) as terminal:
        first = terminal.memory() / 1e6
        for turn in range(6 if bench.quick else 40):
            _use(terminal, turn)
        mine, desk = terminal.memory() / 1e6, _below(terminal.process) / 1e6
    theirs = None
    if rival:
        with bench.at_rest(rival) as boat:
            boat.send(ENTER)
            boat.settle()
            theirs = boat.memory() / 1e6
    yield Line(
        f"memory, {bench.entries:,} entries, after use", mine, "MB", "newsboat", theirs, most=90,
        note=f"{first:.0f} MB at first; its other processes {desk:.0f} MB",
    )  # fmt: skip


def _use(terminal: Terminal, turn: int) -> None:
    """Open a few articles and search once."""
    for key in ("j", ENTER, " ", " ", "h", "j", "j"):
        terminal.send(key)
        terminal.settle(0.08)
    for key in ("/", WORDS[turn % len(WORDS)], ENTER, "j", ENTER, "h", "\x1b", "\x1b"):
        terminal.send(key)
        terminal.settle(0.08)


def rounds(bench: Bench) -> Iterator[Line]:
    """Memory over 20 refreshes of 1,000 feeds that each have something new."""
    number, times = (30, 3) if bench.quick else (1000, ROUNDS)
    library = bench.library()
    held: list[float] = []
    others: list[float] = []
    with served(bench.data, number, growing=True) as site:
        _subscribe(library, site)
        with bench.at_rest(bench.kanbao(library)) as terminal:
            wanted = _entries(library)
            for turn in range(times):
                wanted += (30 if turn == 0 else 5) * number
                terminal.send("R")
                began = time.perf_counter()
                while _entries(library) < wanted and time.perf_counter() - began < PATIENCE:
                    terminal.settle(0.2, patience=0.5)
                terminal.settle(1.0, patience=5)
                held.append(terminal.memory() / 1e6)
                others.append(_below(terminal.process) / 1e6)
            terminal.close("q")
    note = f"after each: {' '.join(f'{size:.0f}' for size in held)} MB"
    yield Line(f"memory after {times} refreshes", held[-1], "MB", "after the second", held[1], most=90, ratio_most=1.1,
               note=note)  # fmt: skip
    note = f"after each: {' '.join(f'{size:.0f}' for size in others)} MB"
    yield Line("its other processes", others[-1], "MB", "after the second", others[1], ratio_most=1.1, note=note)


def _subscribe(library: Path, site: Site) -> None:
    with Library.open(library) as opened:
        opened.feeds.add_many([NewFeed(url, allow_private=True) for url in site.urls], now=STARTED)


def _entries(library: Path) -> int:
    with Library.open(library, readonly=True) as opened:
        return opened.counts().entries


def _below(process: int) -> float:
    """Bytes of memory of all that a process has started."""
    held = 0.0
    with suppress(OSError):
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            held += resident(int(child)) + _below(int(child))
    return held
