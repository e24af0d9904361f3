"""Big things: nothing above 100 ms between a key and its effect."""

from collections.abc import Iterator, Sequence

from tests.bench import libraries
from tests.bench.bench import Bench
from tests.bench.measure import Line, median
from tests.bench.rows.keys import ONE_PANE, Presses, go_to
from tests.bench.terminal import END, ENTER, ESCAPE, PAGE_DOWN, PAGE_UP, Terminal
from tests.bench.texts import WORDS

MOST = 100.0
QUIET = 0.35


def big(bench: Bench) -> Iterator[Line]:
    """5,000 feeds, 10,000 tags, a feed of 20,000 entries, articles of a megabyte, a table of 2,000 rows: worst key."""
    sizes = (100, 200, 500) if bench.quick else (5_000, 10_000, 20_000)
    feeds, tags, entries = sizes
    made = libraries.copied(libraries.big(bench.data, *sizes), bench.fresh("big"))
    names = [title for title, _ in libraries.MONSTERS]
    for number, title in enumerate(names):
        with bench.at_rest(bench.kanbao(made, names[0]), ONE_PANE) as terminal:
            for _ in range(number):
                terminal.send("j")
                terminal.settle(QUIET)
            yield _worst(terminal, f"{title}: open", [ENTER])
            yield _worst(terminal, f"{title}: page", [PAGE_DOWN] * 5 + [PAGE_UP] * 2)
            yield _worst(terminal, f"{title}: to the end and back", [END, "g", END, "g"])
            yield _worst(terminal, f"{title}: find", ["f", WORDS[0], ENTER, "n", "n", "N"])
    with bench.at_rest(bench.kanbao(made, names[0]), ONE_PANE) as terminal:
        yield _worst(terminal, f"{feeds:,} feeds: the list, down, page, end", ["h", "j", "j", PAGE_DOWN, "G", "g"])
        go_to(terminal, libraries.LARGE_TITLE)
        yield _worst(terminal, f"a feed of {entries:,}: open", [ENTER])
        yield _worst(terminal, f"a feed of {entries:,}: page, end", ["j", PAGE_DOWN, PAGE_DOWN, "G", "k", "g"])
    with bench.at_rest(bench.kanbao(made, names[0])) as terminal:
        yield _worst(terminal, f"{tags:,} tags: the filter", ["t"])
        yield _worst(terminal, f"{tags:,} tags: to one by its first character, end", ["标", "标", "G", "g"])
        yield _worst(terminal, f"{tags:,} tags: down, choose, leave", ["\x1b[B", "\x1b[B", ENTER])
    with bench.at_rest(bench.kanbao(made, names[0])) as terminal:
        yield _worst(terminal, f"{feeds:,} feeds: jump", ["\x0b", "报", "1", "2", ESCAPE])


def _worst(terminal: Terminal, what: str, keys: Sequence[str]) -> Line:
    presses = Presses()
    slowest, worst = "", 0.0
    for key in keys:
        presses.press(terminal, key, QUIET)
        if presses.most and presses.most[-1] > worst:
            worst, slowest = presses.most[-1], key
    if not presses.most:
        return Line(what, float("inf"), "ms", most=MOST, note="no key had an effect")
    note = f"{slowest!r} of {len(presses.most)}, p50 {median(presses.most):.0f} ms"
    return Line(what, worst, "ms", most=MOST, note=note)
