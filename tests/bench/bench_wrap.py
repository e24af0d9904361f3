"""How fast lines are set, against Textual's and apsw's own wrapping, on Chinese that does not repeat.

Run from the checkout: python tests/bench/bench_wrap.py [width]
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "text")]


def best_of(run: Callable[[str], object], paragraphs: list[str], rounds: int) -> float:
    """Characters a second in the best of `rounds` turns, each over its own part of the text."""
    best = 0.0
    for turn in range(rounds):
        part = paragraphs[turn::rounds]
        began = time.perf_counter()
        for paragraph in part:
            run(paragraph)
        best = max(best, sum(map(len, part)) / (time.perf_counter() - began))
    return best


def main() -> None:
    from apsw.unicode import text_wrap
    from textual.content import Content

    from tests.text.chinese_corpus import chinese_paragraphs
    from tui.text.wrap import wrap

    width = int(sys.argv[1]) if len(sys.argv) > 1 else 80
    paragraphs = [text for text in chinese_paragraphs() if len(text) >= 80 and text.isprintable()]
    print(f"{len(paragraphs)} paragraphs, {sum(map(len, paragraphs))} characters, width {width}")
    ours = best_of(lambda text: wrap(text, width), paragraphs, 4)
    textual = best_of(lambda text: Content(text).wrap(width), paragraphs, 4)
    apsw = best_of(lambda text: list(text_wrap(text, width)), paragraphs, 4)
    print(f"tui.text.wrap {ours / 1e6:6.2f} M characters/s")
    print(f"textual       {textual / 1e6:6.2f} M characters/s: ours is {ours / textual:.1f} times as fast")
    print(f"apsw          {apsw / 1e6:6.2f} M characters/s: ours is {ours / apsw:.1f} times as fast")


if __name__ == "__main__":
    main()
