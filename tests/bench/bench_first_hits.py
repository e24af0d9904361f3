"""From a key typed into the search to hits on the screen: ``python -m tests.bench.bench_first_hits LIBRARY``.

Opens the reader on the library in a pty, types searches character by character as a person does, and takes the time
from each key to the moment the list's head names the search, which is drawn with the hits. Prints milliseconds.
"""

import argparse
import os
import time
from pathlib import Path

from tests.bench.bench_keys import Terminal, told

TYPED = ("经济", "全国统一大市场", "的", "，的", "降息", "GPT-4o", "２０２４年", "yuan", "國務院", "，")
PAUSE = 0.2
"""Seconds between two keys: about what a quick typist needs."""


def search(terminal: Terminal, text: str) -> list[float]:
    """Type a search and leave it again; the time of each key."""
    os.write(terminal.master, b"/")
    terminal.until_quiet(0.3)
    spent = []
    for place, char in enumerate(text, 1):
        wanted = f"搜索 {text[:place]}".encode()
        start = time.perf_counter()
        os.write(terminal.master, char.encode())
        seen = b""
        while wanted not in seen and time.perf_counter() - start < 3:
            seen += terminal.read(0.5)
        spent.append((time.perf_counter() - start) * 1000)
        terminal.until_quiet(PAUSE)
    os.write(terminal.master, b"\x1b")
    terminal.until_quiet(0.4)
    return spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    terminal = Terminal(parser.parse_args().library)
    terminal.until_quiet(2.5)
    every: list[float] = []
    for text in TYPED:
        spent = search(terminal, text)
        every += spent
        told(text, spent)
    terminal.close()
    told("all", every)


if __name__ == "__main__":
    main()
