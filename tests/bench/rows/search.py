"""From the last character of a search to its first hits on the screen."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

from tests.bench.bench import Bench
from tests.bench.measure import Line, median, percentile, spread
from tests.bench.terminal import ENTER, ESCAPE, Terminal
from tests.bench.texts import WORDS

RARE = ("汉字", "书店", "终端", "铅字")


def search(bench: Bench) -> Iterator[Line]:
    """Search titles and texts of 100,000 entries, first hits drawn."""
    rival = bench.newsboat()
    words = [*WORDS[:4], *RARE] if bench.quick else [*WORDS, *RARE]
    mine: list[float] = []
    theirs: list[float] = []
    with ExitStack() as stack:
        ours = stack.enter_context(bench.at_rest(bench.kanbao(bench.library())))
        boats = [stack.enter_context(bench.at_rest(rival))] if rival else []
        for word in words:
            mine.append(_hits(ours, word, "", f"搜索 {word}", ESCAPE))
            theirs += [_hits(boat, word, ENTER, "Search [rR]esult", "q") for boat in boats]
    yield Line(
        f"search {bench.entries:,} entries, first hits drawn", median(mine), "ms", "newsboat",
        median(theirs) if theirs else None, ratio_most=0.3, note=spread(mine),
    )  # fmt: skip
    yield Line("the same, p95", percentile(mine, 95), "ms")


def _hits(terminal: Terminal, word: str, accept: str, shown: str, leave: str) -> float:
    """Milliseconds from the word, typed in one piece as an input method does, to the list of hits."""
    terminal.send("/")
    terminal.settle(0.25)
    spent = terminal.until(shown, since=terminal.send(word + accept)) * 1000
    time.sleep(0.1)
    terminal.settle(0.25)
    terminal.send(leave)
    terminal.settle(0.25)
    return spent
