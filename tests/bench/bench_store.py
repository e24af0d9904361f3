"""How long the library takes: ``python -m tests.bench.bench_store [--million] [--keep FOLDER]``. Prints milliseconds.

The library is made up: 200 feeds in 20 folders, 30 tags, articles of about 1,500 characters (``--million``: 300, so
that it fits), one in three unread. It is not a test: it asserts nothing.
"""

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tui.model.feed import ParsedEntry, ParsedFeed
from tui.query.ast import Word
from tui.query.parse import parse_query
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.store.view import TagFilter, View

NOW = 1_795_000_000
FEEDS, FOLDERS, TAGS = 200, 20, 30
_COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世车给"  # noqa: E501
_WORDS = ("降息", "楼市", "央行", "北京", "全国统一大市场", "人工智能", "ChatGPT", "新能源汽车", "股市", "世界杯")


def make(folder: Path, entries: int, length: int) -> None:
    """Fill a library as refreshes would, oldest first."""
    rng = random.Random(7)
    per_round = 50
    with Library.open(folder) as library:
        feeds = [
            library.feeds.add(f"https://{n}.test/feed", f"报纸 {n}", f"夹 {n % FOLDERS}", now=NOW) for n in range(FEEDS)
        ]
        rounds = entries // (FEEDS * per_round)
        for round_ in range(rounds):
            now = NOW - (rounds - round_) * 3600
            for feed in feeds:
                made = tuple(
                    _entry(rng, f"{feed}-{round_}-{n}", now - rng.randrange(3600), length) for n in range(per_round)
                )
                library.refresh(feed, FetchRecord(), ParsedFeed(title=f"报纸 {feed}", entries=made), now)
            print(f"\r{(round_ + 1) * FEEDS * per_round:>9,}", end="", flush=True)
        print()
        library._db.run("UPDATE entry SET read = 1, read_at = 1 WHERE id % 3 <> 0")
        library.acts.act(rng.sample(range(1, entries), 500), "starred", True, NOW)
        library.acts.act(rng.sample(range(1, entries), 500), "saved", True, NOW)


def _entry(rng: random.Random, name: str, published: int, length: int) -> ParsedEntry:
    text = "".join(rng.choices(_COMMON, k=length))
    text = f"{text}，{rng.choice(_WORDS)}。{text[: length // 4]}"
    return ParsedEntry(
        guid=name,
        url=f"https://a.test/{name}",
        title="".join(rng.choices(_COMMON, k=12)) + rng.choice(_WORDS),
        text=text,
        html=f"<p>{text}</p>",
        summary=text[:100],
        published=published,
        tags=tuple(f"标签 {rng.randrange(TAGS)}" for _ in range(2)),
    )


def timed(name: str, work: Callable[[], object], times: int = 20) -> None:
    """Print the median, the slowest and the first run of ``work``."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    ordered = sorted(spent)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{name:<38} p50 {statistics.median(spent):8.2f}   p95 {p95:8.2f}   first {spent[0]:8.2f} ms")


def measure(folder: Path) -> None:
    """Print everything there is to know about a filled library."""
    timed("open and close", lambda: Library.open(folder).close(), 5)
    with Library.open(folder) as library:
        lists(library)
        searches(library)
        writes(library)
        size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
        print(f"{'files':<38} {size / 1e6:8.1f} MB")
    print(
        f"{'memory of this process, at most':<38} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.1f} MB"
    )


def lists(library: Library) -> None:
    """First pages, deep pages and counts."""
    deep = (NOW - 3 * 3600, 10**9)
    views = {
        "all": View(),
        "unread": View(state="unread"),
        "feed": View(feed=7, state="unread"),
        "folder": View(folder="夹 3", state="unread"),
        "tag": View(tags=TagFilter(all=("标签 5",)), state="unread"),
        "two tags": View(tags=TagFilter(all=("标签 5", "标签 6"))),
        "any of three tags": View(tags=TagFilter(any=("标签 5", "标签 6", "标签 7"))),
        "starred": View(state="starred"),
        "saved": View(state="saved"),
    }
    for name, view in views.items():
        timed(f"newest 50, {name}", lambda view=view: library.entries.ids(view))  # type: ignore[misc]
        timed(f"50 further down, {name}", lambda view=view: library.entries.ids(view, deep))  # type: ignore[misc]
        timed(f"count, {name}", lambda view=view: library.entries.count(view), 5)  # type: ignore[misc]
    last = library.entries.last_id()
    timed("50 rows", lambda: library.entries.rows([id_ for _, id_ in library.entries.ids()]))
    timed("newer than 100 before the last", lambda: library.entries.newer(views["folder"], last - 100))
    timed("article", lambda: library.entries.article(last // 2))
    timed("feeds", library.feeds.all)
    timed("folders", library.feeds.folders)
    timed("tags", library.tags.all)


def searches(library: Library) -> None:
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
        timed(f"search {text}", lambda query=query: library.search(query), 10)  # type: ignore[misc]
    timed("search 降息, best", lambda: library.search(Word("降息"), order="best"), 10)


def writes(library: Library) -> None:
    """Acts, a fetch with 30 new entries, the same fetch again."""
    rng = random.Random(8)
    last = library.entries.last_id()
    timed(
        "act on one entry", lambda: library.acts.act([rng.randrange(1, last)], "starred", rng.random() < 0.5, NOW), 50
    )
    timed("tag one entry", lambda: library.acts.tag([rng.randrange(1, last)], ["我的"], [], NOW))
    timed("mark a feed read", lambda: (library.acts.mark_view(View(feed=9), True, NOW), library.acts.undo()), 3)
    fresh = iter(range(10**6))

    def document() -> ParsedFeed:
        number = next(fresh)
        return ParsedFeed(entries=tuple(_entry(rng, f"new-{number}-{n}", NOW, 1200) for n in range(30)))

    documents = [document() for _ in range(20)]
    new, old = iter(documents), documents[-1]
    timed("fetch with 30 new entries", lambda: library.refresh(11, FetchRecord(), next(new), NOW))
    timed("the same fetch again", lambda: library.refresh(11, FetchRecord(), old, NOW))


def start(folder: Path) -> None:
    """A new process to the first 50 unread rows."""
    program = (
        "import sys; from pathlib import Path; from tui.store.library import Library; from tui.store.view import View;"
        "l = Library.open(Path(sys.argv[1])); l.entries.rows([i for _, i in l.entries.ids(View(state='unread'))])"
    )
    timed("process to first 50 rows", lambda: subprocess.run([sys.executable, "-c", program, folder], check=True), 5)
    timed("  of which Python alone", lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), 5)


def main() -> None:
    """Make or reuse a library, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true", help="a million entries; takes long and some gigabytes")
    parser.add_argument("--keep", type=Path, help="make the library here, or use the one that is here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        if not (folder / "library.db").exists():
            began = time.perf_counter()
            entries, length = (1_000_000, 240) if options.million else (100_000, 1200)
            make(folder, entries, length)
            spent = time.perf_counter() - began
            print(f"made {entries:,} entries in {spent:.0f} s, {entries / spent:.0f} a second")
        start(folder)
        measure(folder)


if __name__ == "__main__":
    main()
