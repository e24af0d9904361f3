"""How fast lines are broken, against Textual's and apsw's own wrapping, on Chinese that does not repeat."""

import time
from collections.abc import Callable, Iterator

from tests.bench.bench import Bench
from tests.bench.measure import Line
from tests.bench.texts import Writer
from tests.text.chinese_corpus import chinese_paragraphs

WIDTH, TURNS = 80, 4
CHARACTERS = 100_000


def wrap(bench: Bench) -> Iterator[Line]:
    """Break lines of 80 cells, for every 100,000 characters."""
    from apsw.unicode import text_wrap
    from textual.content import Content

    from tui.text.wrap import wrap as ours

    texts = paragraphs(bench)
    spent = _quickest(lambda text: ours(text, WIDTH), texts)
    note = f"{sum(map(len, texts)):,} characters"
    peers: dict[str, Callable[[str], object]] = {
        "Textual's Content": lambda text: Content(text).wrap(WIDTH),
        "apsw": lambda text: list(text_wrap(text, WIDTH)),
    }
    for name, peer in peers.items():
        yield Line("break 100,000 characters", spent, "ms", name, _quickest(peer, texts), note=note)


def paragraphs(bench: Bench) -> list[str]:
    """Those of the corpus beside the checkout; without it, and for quick rows, some that are written."""
    writer = Writer(3)
    found = [] if bench.quick else [text for text in chinese_paragraphs() if len(text) >= 80 and text.isprintable()]
    return found or [writer.paragraph(180) for _ in range(800)]


def _quickest(run: Callable[[str], object], texts: list[str]) -> float:
    """Milliseconds for so many characters in the best of a few turns, each over its own part of the texts."""
    best = float("inf")
    for turn in range(TURNS):
        part = texts[turn::TURNS]
        began = time.perf_counter()
        for text in part:
            run(text)
        best = min(best, (time.perf_counter() - began) / sum(map(len, part)))
    return best * CHARACTERS * 1000
