"""The reader while feeds are fetched: lag of its event loop, keys, and memory."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tests.bench.bench import Bench
from tests.bench.measure import Line, median, percentile
from tests.bench.rows.keys import Presses
from tests.bench.site import FRESH, ITEMS, STARTED, served
from tests.bench.terminal import ENTER, Terminal, resident
from tests.bench.texts import WORDS
from tui.store.feeds import NewFeed
from tui.store.library import Library

FEEDS = 300
REST = 4.0
PATIENCE = 240.0
ROUNDS = 20


def while_refreshing(bench: Bench) -> Iterator[Line]:
    """Lag of the event loop while 300 feeds are fetched, and keys while 300 others are, beside the same at rest."""
    number = 30 if bench.quick else FEEDS
    library = bench.library()
    file = bench.fresh("lag.json")
    program = bench.kanbao(library)
    watched = [sys.executable, "-m", "tests.bench.lagging", str(file), *program.command[3:]]
    resting, busy = Presses(), Presses()
    with (
        served(bench.data, 2 * number) as site,
        bench.at_rest(replace(program, command=watched)) as terminal,
    ):
        spans = [_span(lambda began: time.perf_counter() - began < REST, lambda: terminal.settle(0.1, patience=0.2))]
        _span(lambda began: time.perf_counter() - began < REST, lambda: _key(terminal, resting))
        for half, act in enumerate((lambda: terminal.settle(0.1, patience=0.2), lambda: _key(terminal, busy))):
            wanted = _entries(library) + ITEMS * number
            _subscribe(library, site.urls[half * number : (half + 1) * number])
            terminal.send("R")
            spans.append(_span(lambda _, wanted=wanted: _entries(library) < wanted, act))  # type: ignore[misc]
        terminal.close("q")
    seen = [(at, late * 1000) for at, late in json.loads(file.read_text())]
    idle, lag, _ = ([late for at, late in seen if first <= at < last] for first, last in spans)
    seconds, again = (last - first for first, last in spans[1:])
    yield Line(
        "event loop lag, p99", percentile(lag, 99), "ms", "at rest", percentile(idle, 99), most=5,
        note=f"max {max(lag):.0f} ms, {number} feeds in {seconds:.1f} s",
    )  # fmt: skip
    note = f"n={len(busy.burst)}, {number} feeds in {again:.1f} s"
    yield Line("move one row, p50", median(busy.burst), "ms", "at rest", median(resting.burst), note=note)
    slow = percentile(busy.burst, 95)
    yield Line("move one row, p95", slow, "ms", "at rest", percentile(resting.burst, 95), most=16)


def _span(goes_on: Callable[[float], bool], act: Callable[[], object]) -> tuple[float, float]:
    """Do something again and again; when that began and when it ended."""
    began = time.perf_counter()
    while goes_on(began) and time.perf_counter() - began < PATIENCE:
        act()
    return began, time.perf_counter()


def _key(terminal: Terminal, presses: Presses) -> None:
    presses.press(terminal, "jjk"[len(presses.burst) % 3], 0.03)


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
        _subscribe(library, site.urls)
        with bench.at_rest(bench.kanbao(library)) as terminal:
            wanted = _entries(library)
            for turn in range(times):
                wanted += (ITEMS if turn == 0 else FRESH) * number
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


def _subscribe(library: Path, urls: Iterable[str]) -> None:
    with Library.open(library) as opened:
        opened.feeds.add_many([NewFeed(url, allow_private=True) for url in urls], now=STARTED)


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
