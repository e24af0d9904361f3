"""How long the library takes by itself, in this process."""

import random
import sys
import time
from collections.abc import Callable, Iterator

from tests.bench.bench import Bench
from tests.bench.libraries import made_entry
from tests.bench.measure import Line, median, percentile
from tests.bench.texts import Writer
from tui.model.feed import ParsedFeed
from tui.query.ast import Word
from tui.query.parse import parse_query
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.store.view import TagFilter, View

NOW = int(time.time())
FEED = 2
LENGTH = 1200


def timed(name: str, work: Callable[[], object], times: int = 20, peer: str = "", theirs: float | None = None) -> Line:
    """The median, and in the note the 95th percentile and the first run of ``work``."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    note = f"p95 {percentile(spent, 95):.2f}, first {spent[0]:.2f} ms"
    return Line(name, median(spent), "ms", peer, theirs, note=note)


def store(bench: Bench) -> Iterator[Line]:
    """The library by itself: lists, counts, searches, acts, fetches."""
    folder = bench.library()
    program = (
        "import sys; from pathlib import Path; from tui.store.library import Library; from tui.store.view import View;"
        "l = Library.open(Path(sys.argv[1])); l.entries.rows([i for _, i in l.entries.ids(View(state='unread'))])"
    )
    python = timed("", lambda: bench.timed([sys.executable, "-c", "pass"]), 5).figure
    command = [sys.executable, "-c", program, str(folder)]
    yield timed("process to first 50 rows", lambda: bench.timed(command), 5, "python -c pass", python)
    yield timed("open and close", lambda: Library.open(folder).close(), 5)
    with Library.open(folder) as library:
        yield from lists(library)
        yield from searches(library)
        yield from writes(library)
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
    yield Line("files", size / 1e6, "MB")


def lists(library: Library) -> Iterator[Line]:
    """First pages, deep pages and counts."""
    deep = (NOW - 3 * 3600, 10**9)
    views = {
        "all": View(),
        "unread": View(state="unread"),
        "feed": View(feed=FEED, state="unread"),
        "folder": View(folder="夹 3", state="unread"),
        "tag": View(tags=TagFilter(all=("标签 5",)), state="unread"),
        "two tags": View(tags=TagFilter(all=("标签 5", "标签 6"))),
        "any of three tags": View(tags=TagFilter(any=("标签 5", "标签 6", "标签 7"))),
        "starred": View(state="starred"),
        "saved": View(state="saved"),
    }
    for name, view in views.items():
        yield timed(f"newest 50, {name}", lambda view=view: library.entries.ids(view))  # type: ignore[misc]
        yield timed(f"50 further down, {name}", lambda view=view: library.entries.ids(view, deep))  # type: ignore[misc]
        yield timed(f"count, {name}", lambda view=view: library.entries.count(view), 5)  # type: ignore[misc]
    last = library.entries.last_id()
    yield timed("50 rows", lambda: library.entries.rows([id_ for _, id_ in library.entries.ids()]))
    yield timed("newer than 100 before the last", lambda: library.entries.newer(views["folder"], last - 100))
    yield timed("article", lambda: library.entries.article(last // 2))
    yield timed("feeds", library.feeds.all)
    yield timed("folders", library.feeds.folders)
    yield timed("tags", library.tags.all)


def searches(library: Library) -> Iterator[Line]:
    """Searches of every length: the first 50 hits with snippets."""
    for text in (
        "息",
        "降息",
        "国一",
        "统一大",
        "新能源汽车",
        "全国统一大市场",
        "gpt",
        "ch",
        "降息 -楼市 is:unread",
        "title:央行",
        "甲乙丙丁",
    ):
        query = parse_query(text, NOW)
        yield timed(f"search {text}", lambda query=query: library.search(query), 10)  # type: ignore[misc]
    yield timed("search 降息, best", lambda: library.search(Word("降息"), order="best"), 10)


def writes(library: Library) -> Iterator[Line]:
    """Acts, a fetch with 30 new entries, the same fetch again."""
    rng, writer = random.Random(8), Writer(8)
    last, acts = library.entries.last_id(), library.acts
    yield timed("act on one entry", lambda: acts.act([rng.randrange(1, last)], "starred", rng.random() < 0.5, NOW), 50)
    yield timed("tag one entry", lambda: acts.tag([rng.randrange(1, last)], ["我的"], [], NOW))
    yield timed("mark a feed read", lambda: (acts.mark_view(View(feed=FEED), True, NOW), acts.undo()), 3)
    fresh = iter(range(10**6))

    def document() -> ParsedFeed:
        number = next(fresh)
        return ParsedFeed(entries=tuple(made_entry(rng, writer, f"new-{number}-{n}", NOW, LENGTH) for n in range(30)))

    documents = [document() for _ in range(20)]
    new, old = iter(documents), documents[-1]
    yield timed("fetch with 30 new entries", lambda: library.refresh(FEED, FetchRecord(), next(new), NOW))
    yield timed("the same fetch again", lambda: library.refresh(FEED, FetchRecord(), old, NOW))
