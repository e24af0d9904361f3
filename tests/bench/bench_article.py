"""From key to drawn lines in a long article: ``python -m tests.bench.bench_article [--paragraphs 600]``.

Opens the reader in a pty on a library of one article and presses ``j``, Page Down and Page Up in it, ``n`` from hit to
hit, and moves a caret. Prints milliseconds; asserts nothing.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from tests.bench.bench_keys import Terminal, told
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.store.library import Library
from tui.store.record import FetchRecord

PARAGRAPH = (
    "二月的风还带着凉意，城西的编组站已经忙了起来。调度员说，今年开行的班列比去年多出12.5%，单日最多发出38列，"
    "其中<a href='https://paper.example/map'>GPS定位</a>的冷藏车（最低-25℃）占到三成。“车到了就卸，卸完就走，”"
    "一位姓许的师傅说，“我们这里从来不等人——人也等不起。”"
)
TIMES = 60
PAGE_DOWN, PAGE_UP = "\x1b[6~", "\x1b[5~"


def library(folder: Path, paragraphs: int) -> None:
    """One feed with one long article."""
    now = int(time.time())
    html = "".join(f"<p>第{number}段。{PARAGRAPH}</p>" for number in range(paragraphs))
    entry = ParsedEntry(guid="1", title="长文", url="https://paper.example/1", html=html, text=html, published=now)
    with Library.open(folder) as made:
        feed = made.feeds.add("https://paper.example/feed", "长文报", now=now)
        made.refresh(feed, FetchRecord(), ParsedFeed(title="长文报", entries=(entry,)), now)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--paragraphs", type=int, default=600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        library(folder, options.paragraphs)
        terminal = Terminal(folder)
        terminal.until_quiet(2.5)
        os.write(terminal.master, b"\r")
        terminal.until_quiet(1)

        def pressed(name: str, *keys: str) -> None:
            spent = []
            for number in range(TIMES):
                time.sleep(0.05)  # three frames: what one key draws is not taken for what the next one does
                spent.append(terminal.press(keys[number % len(keys)]))
            told(name, spent)

        pressed("j", "j")
        pressed("Page Down", PAGE_DOWN)
        pressed("Page Up", PAGE_UP)
        for key in ("f", "GPS", "\r"):
            os.write(terminal.master, key.encode())
            terminal.until_quiet(0.3)  # longer, and the blinking of the caret would never let it end
        pressed("n through hits", "n")
        pressed("j with hits marked", "j")
        terminal.close()


if __name__ == "__main__":
    main()
