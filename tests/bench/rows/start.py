"""Start: to the first rows on the screen, and to the first key that is answered."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from tests.bench.bench import Bench, Program
from tests.bench.measure import Line, median, spread
from tests.bench.terminal import Cell, NeverShown, Terminal

AGAIN = 0.03
"""Seconds of silence, after something was drawn, before the key is tried again."""
GIVE_UP = 20.0
LOOKED = 1.6
"""Seconds of rest after which the reader has kept its look for the next start."""


@dataclass(slots=True)
class Starts:
    """Of several starts: milliseconds, also of CPU, and megabytes at the end.

    ``usable`` is until a first ``j`` has moved the cursor, ``whole`` until all that is there at rest is on the screen
    and every key does what it does. ``lost`` counts keys typed at first paint in vain.
    """

    painted: list[float] = field(default_factory=list)
    usable: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    lost: int = 0


def start_once(bench: Bench, program: Program, found: Starts) -> None:
    """Start it, press j from the first rows on until it is answered, and leave."""
    with bench.open(program) as terminal:
        found.painted.append(terminal.until(program.ready) * 1000)
        usable, tries = _first_answer(terminal, program.cursor)
        found.usable.append(usable * 1000)
        there = not program.whole or re.search(program.whole, terminal.text())
        found.whole.append((usable if there else terminal.until(program.whole)) * 1000)
        found.busy.append(terminal.busy() * 1000)
        found.lost += tries > 1
        terminal.settle(0.2)
        found.memory.append(terminal.memory() / 1e6)
        terminal.close(program.leave)


def _first_answer(terminal: Terminal, cursor: Cell) -> tuple[float, int]:
    end = time.perf_counter() + GIVE_UP
    tries = 0
    while terminal.look(cursor) == terminal.look((cursor[0] + 4, cursor[1])):
        terminal.settle(AGAIN)  # the rows stand already, the cursor does not
    look = terminal.look(cursor)
    while time.perf_counter() < end:
        os.write(terminal.master, b"j")
        tries += 1
        # Another key only once something was drawn and it was not this: keys that pile up would be what is measured.
        pressed = drawn = terminal.drawn
        while time.perf_counter() < end and (terminal.drawn == pressed or terminal.drawn > drawn):
            drawn = terminal.drawn
            with suppress(NeverShown):
                return terminal.until_moved(cursor, look, patience=AGAIN), tries
    raise NeverShown(terminal.text())


def starts(bench: Bench, programs: list[Program], repeats: int) -> list[Starts]:
    """Starts of several programs, by turns, after one of each that warms the files and keeps its look."""
    for program in programs:
        with bench.open(program) as terminal:
            terminal.until(program.ready)
            terminal.settle(LOOKED)
            terminal.close(program.leave)
    found = [Starts() for _ in programs]
    for _ in range(repeats):
        for program, mine in zip(programs, found, strict=True):
            start_once(bench, program, mine)
    return found


def start(bench: Bench) -> Iterator[Line]:
    """Start at 100,000 entries beside newsboat and a minimal Textual app."""
    rival = bench.newsboat()
    programs = [bench.kanbao(bench.library()), bench.minimal(), *([rival] if rival else [])]
    ours, minimal, *others = starts(bench, programs, bench.repeats)
    boat = others[0] if others else None
    usable, painted, memory = median(ours.usable), median(ours.painted), median(ours.memory)
    size = f"{bench.entries:,} entries"
    note = spread(ours.usable)
    yield Line(
        f"usable list, {size}", usable, "ms", "newsboat", median(boat.usable) if boat else None,
        ratio_most=0.6, note=note,
    )  # fmt: skip
    yield Line(
        f"usable list, {size}", usable, "ms", "minimal Textual app", median(minimal.usable), ratio_most=1.35, note=note
    )
    for name, peer in (("newsboat", boat), ("minimal Textual app", minimal)):
        figure = median(peer.whole) if peer else None
        most = 1.35 if peer is minimal else None
        yield Line(
            f"every key answered, {size}", median(ours.whole), "ms", name, figure, ratio_most=most,
            note=spread(ours.whole),
        )  # fmt: skip
    yield Line(
        f"first paint, {size}", painted, "ms", "newsboat", median(boat.painted) if boat else None, ratio_most=0.15,
        note=spread(ours.painted),
    )  # fmt: skip
    yield Line(f"first paint, {size}", painted, "ms", "minimal Textual app", median(minimal.painted))
    # Of all figures here the one that a busy machine changes least.
    for name, peer in (("newsboat", boat), ("minimal Textual app", minimal)):
        yield Line("CPU until all is there", median(ours.busy), "ms", name, median(peer.busy) if peer else None)
    yield Line("memory after the start", memory, "MB", "newsboat", median(boat.memory) if boat else None, most=70)
    yield Line(
        "keys typed at first paint that the list never got", ours.lost, "", most=0, note=f"of {bench.repeats} starts"
    )


def flat(bench: Bench) -> Iterator[Line]:
    """Start at 1,000,000 entries beside start at 1,000."""
    small, large = bench.kanbao(bench.library(1000)), bench.kanbao(bench.library(1_000_000))
    at_small, at_large = starts(bench, [small, large], bench.repeats + 4)
    for what, theirs, mine in (
        ("usable list", at_small.usable, at_large.usable),
        ("every key answered", at_small.whole, at_large.whole),
        ("first paint", at_small.painted, at_large.painted),
    ):
        yield Line(
            f"{what}, 1,000,000 entries", median(mine), "ms", "with 1,000", median(theirs), ratio_most=1.1,
            note=spread(mine),
        )  # fmt: skip
    yield Line("memory, 1,000,000 entries", median(at_large.memory), "MB", "with 1,000", median(at_small.memory))
