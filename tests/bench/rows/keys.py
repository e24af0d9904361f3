"""From a key to what it draws: moving, paging, opening a feed and an article; programs are pressed by turns."""

import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from tests.bench import libraries, newsboat
from tests.bench.bench import Bench
from tests.bench.measure import Line, median, percentile, spread
from tests.bench.terminal import ENTER, PAGE_DOWN, PAGE_UP, Drawn, Terminal
from tui.store.library import Library

ONE_PANE = 78
"""Columns at which the reader shows one pane at a time, as newsboat does."""
FRAME = 16.0
LONG_ONES = 30
PAUSE = 0.02


class Presses:
    """Milliseconds from each press to the end of its first burst, of its largest, and to the last byte."""

    def __init__(self) -> None:
        self.burst: list[float] = []
        self.most: list[float] = []
        self.last: list[float] = []

    def press(self, terminal: Terminal, key: str, quiet: float = 0.06) -> None:
        """Press a key, the program being at rest."""
        time.sleep(PAUSE)
        if (drawn := terminal.press(key, quiet)) is not None:
            self.add(drawn)

    def add(self, drawn: Drawn) -> None:
        """Keep a time."""
        self.burst.append(drawn.burst * 1000)
        self.most.append(drawn.most * 1000)
        self.last.append(drawn.last * 1000)


def by_turns(terminals: Sequence[Terminal], keys: Sequence[str], quiet: float = 0.06) -> list[Presses]:
    """The same keys in all of them, one after the other."""
    found = [Presses() for _ in terminals]
    for key in keys:
        for terminal, presses in zip(terminals, found, strict=True):
            presses.press(terminal, key, quiet)
    return found


def p50_p95(what: str, ours: Presses, peer: str, theirs: Presses | None, ratio_most: float | None) -> Iterator[Line]:
    """A line for the middle and one for the slow end."""
    note = f"n={len(ours.burst)}, all drawn p50 {median(ours.last):.0f} ms"
    yield Line(
        f"{what}, p50", median(ours.burst), "ms", peer, median(theirs.burst) if theirs else None, ratio_most=ratio_most,
        note=note,
    )  # fmt: skip
    slow = percentile(theirs.burst, 95) if theirs else None
    yield Line(f"{what}, p95", percentile(ours.burst, 95), "ms", peer, slow, most=FRAME)


def move(bench: Bench) -> Iterator[Line]:
    """One row down and up in the list, the article beside it shown."""
    rival = bench.newsboat()
    with ExitStack() as stack:
        ours = stack.enter_context(bench.at_rest(bench.kanbao(bench.library())))
        minimal = stack.enter_context(bench.at_rest(bench.minimal()))
        others = [stack.enter_context(bench.at_rest(rival))] if rival else []
        for boat in others:
            boat.send(ENTER)
            boat.settle(0.5)
        keys = ("jjjjjkkjjk" if bench.quick else "jjjjjjjjjjkkkkkjjjjj") * (2 if bench.quick else 5)
        # Long enough for the article beside the list, which follows when one stops.
        mine, least, *boats = by_turns([ours, minimal, *others], keys, quiet=0.25)
    yield from p50_p95("move one row", mine, "newsboat", boats[0] if boats else None, 1.5)
    yield Line("move one row, p50", median(mine.burst), "ms", "minimal Textual app", median(least.burst))


def page(bench: Bench) -> Iterator[Line]:
    """A page down and up in the list, and scrolling at its edge."""
    rival = bench.newsboat()
    with ExitStack() as stack:
        ours = stack.enter_context(bench.at_rest(bench.kanbao(bench.library())))
        boats = [stack.enter_context(bench.at_rest(rival))] if rival else []
        for boat in boats:
            boat.send(ENTER)
            boat.settle(0.5)
        mine, *theirs = by_turns([ours, *boats], ([PAGE_DOWN] * 5 + [PAGE_UP] * 3) * 5)
        scrolling, *scrolled = by_turns([ours, *boats], ["j"] * 100)
    yield from p50_p95("page down and up", mine, "newsboat", theirs[0] if theirs else None, None)
    yield from p50_p95("100 rows down", scrolling, "newsboat", scrolled[0] if scrolled else None, None)


def feed(bench: Bench) -> Iterator[Line]:
    """Open the feed that has a tenth of all entries, and go back; one pane at a time, as in newsboat."""
    rival = bench.newsboat()
    there, back, they_there, they_back = Presses(), Presses(), Presses(), Presses()
    with ExitStack() as stack:
        ours = stack.enter_context(bench.at_rest(bench.kanbao(bench.library()), ONE_PANE))
        boats = [stack.enter_context(bench.at_rest(rival, ONE_PANE))] if rival else []
        ours.send("h")
        ours.settle(0.5)
        go_to(ours, libraries.LARGE_TITLE)
        for _ in range(4 * bench.repeats):
            there.press(ours, ENTER, 0.3)
            back.press(ours, "h", 0.3)
            for boat in boats:
                they_there.press(boat, ENTER, 0.3)
                they_back.press(boat, "q", 0.3)
    size = bench.entries // libraries.LARGE_FEED
    for what, mine, theirs in (
        (f"open a feed of {size:,}", there, they_there),
        ("back to the feeds", back, they_back),
    ):
        yield Line(
            what, median(mine.most), "ms", "newsboat", median(theirs.most) if boats else None, ratio_most=0.15,
            note=spread(mine.most),
        )  # fmt: skip


def go_to(terminal: Terminal, title: str) -> None:
    """Move in the list of feeds until the cursor is on a title."""
    row = next(number for number, line in enumerate(terminal.text().split("\n")) if title in line)
    for _ in range(row):
        if terminal.look((row, 3)) != terminal.look((row + 1, 3)):
            return
        terminal.send("j")
        terminal.settle(0.1)
    raise LookupError(terminal.text())


def article(bench: Bench) -> Iterator[Line]:
    """Open articles of 5,000 characters, each for the first time, one pane at a time."""
    library = bench.library()
    with Library.open(library) as opened:
        libraries.add_long(opened, LONG_ONES)
    mine, theirs = Presses(), Presses()
    with ExitStack() as stack:
        ours = stack.enter_context(bench.at_rest(bench.kanbao(library), ONE_PANE))
        boats = []
        if rival := bench.newsboat():
            newsboat.add_long(rival.home, library, LONG_ONES)
            boats.append(stack.enter_context(bench.at_rest(rival, ONE_PANE)))
            boats[0].send(ENTER)
            boats[0].settle(0.5)
        for _ in range(LONG_ONES - 1):
            for terminal, presses, leave in ((ours, mine, "h"), *((boat, theirs, "q") for boat in boats)):
                presses.press(terminal, ENTER, 0.2)
                terminal.send(leave)
                terminal.settle(0.15)
                terminal.send("j")
                terminal.settle(0.15)
    # Its list is marked as read first; the article is what is waited for.
    mine.burst, theirs.burst = mine.most, theirs.most
    yield from p50_p95("open an article of 5,000", mine, "newsboat", theirs if theirs.burst else None, None)
