"""From key to drawn lines in a long article: reading on, hits, a caret."""

import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.bench import Bench
from tests.bench.measure import Line, median, percentile
from tests.bench.rows.keys import FRAME, Presses
from tests.bench.terminal import ENTER, PAGE_DOWN, PAGE_UP
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.store.library import Library
from tui.store.record import FetchRecord

PARAGRAPH = (
    "二月的风还带着凉意，城西的编组站已经忙了起来。调度员说，今年开行的班列比去年多出12.5%，单日最多发出38列，"
    "其中<a href='https://paper.example/map'>GPS定位</a>的冷藏车（最低-25℃）占到三成。“车到了就卸，卸完就走，”"
    "一位姓许的师傅说，“我们这里从来不等人——人也等不起。”"
)
TITLE = "长文"
PARAGRAPHS, TIMES = 600, 60


def longread(bench: Bench) -> Iterator[Line]:
    """Keys in an article of 600 paragraphs: a line, a page, from hit to hit, a caret."""
    folder = bench.fresh("longread")
    _library(folder)
    with bench.at_rest(bench.kanbao(folder, TITLE)) as terminal:
        terminal.send(ENTER)
        terminal.settle(1)

        def pressed(what: str, *keys: str) -> Line:
            presses = Presses()
            for number in range(TIMES):
                presses.press(terminal, keys[number % len(keys)], 0.05)
            note = f"p50 {median(presses.burst):.1f} ms, n={len(presses.burst)}"
            return Line(f"{what}, p95", percentile(presses.burst, 95), "ms", most=FRAME, note=note)

        yield pressed("a line down", "j")
        yield pressed("a page down", PAGE_DOWN)
        yield pressed("a page up", PAGE_UP)
        for key in ("f", "GPS", ENTER):
            terminal.send(key)
            terminal.settle(0.3)  # longer, and the blinking of the caret would never let it end
        yield pressed("from hit to hit", "n")
        yield pressed("a line down, hits marked", "j")
        terminal.send("V")
        terminal.settle(0.3)
        yield pressed("a caret down and right", "j", "l")


def _library(folder: Path) -> None:
    """One feed with one long article."""
    now = int(time.time())
    html = "".join(f"<p>第{number}段。{PARAGRAPH}</p>" for number in range(PARAGRAPHS))
    entry = ParsedEntry(guid="1", title=TITLE, url="https://paper.example/1", html=html, text=html, published=now)
    with Library.open(folder) as made:
        feed = made.feeds.add("https://paper.example/feed", "长文报", now=now)
        made.refresh(feed, FetchRecord(), ParsedFeed(title="长文报", entries=(entry,)), now)
