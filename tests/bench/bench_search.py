"""How search does on real sentences: ``python -m tests.bench.bench_search [--entries N] [--length N] [--keep FOLDER]``.

Articles of about 1,500 characters are put together from the corpus beside the checkout. Prints entries indexed in a
CPU second, size of the index against the text, median and 95th percentile for the first 50 hits by length of the
search, how often faster than ``LIKE`` that is, and, against a plain scan of everything, how many answers differ.
"""

import argparse
import statistics
import tempfile
import time
from pathlib import Path
from random import Random

from tests.support.sentences import article, query, sentences, to_traditional
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.query.ast import Word
from tui.query.parse import parse_query
from tui.store import entry_writes
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.store.view import View
from tui.text.fold import fold

NOW = 1_795_000_000
LENGTH = 1500
BATCH = 50
LIKES = 12
MINUTES = 10
"""Between two refreshes: a hundred thousand entries in two weeks."""


def make(folder: Path, entries: int, given: list[str], length: int = LENGTH) -> None:
    """Fill a library as refreshes would, the oldest first."""
    rng = Random(5)
    with Library.open(folder) as library:
        feeds = [library.feeds.add(f"https://{n}.test/feed", f"报纸 {n}", now=NOW) for n in range(100)]
        for number in range(entries // BATCH):
            now = NOW - (entries // BATCH - number) * MINUTES * 60
            feed = feeds[number % len(feeds)]
            library.refresh(feed, FetchRecord(), document(rng, given, number, now, length), now)
            if number % 100 == 99:
                print(f"\r{(number + 1) * BATCH:>9,}", end="", flush=True)
        print()


def document(rng: Random, given: list[str], number: int, now: int, length: int) -> ParsedFeed:
    made = []
    for n in range(BATCH):
        title, text = article(rng, given, length)
        made.append(
            ParsedEntry(
                guid=f"{number}-{n}", title=title, text=text, summary=text[:100], published=now - 60 * n,
                tags=(f"标签{rng.randrange(30)}",), source=f"来源{rng.randrange(20)}",
            )
        )  # fmt: skip
    return ParsedFeed(title="报纸", entries=tuple(made))


def indexing(library: Library) -> None:
    """Entries that fold, cut and index take a CPU second, as a rebuild does it."""
    rows = library._db.rows("SELECT id FROM entry ORDER BY id DESC LIMIT 1500")
    began = time.process_time()
    for start in range(0, len(rows), 100):
        with library._db.write():
            for (id_,) in rows[start : start + 100]:
                entry_writes.reindex(library._db, id_)
    spent = time.process_time() - began
    print(f"indexed anew             {len(rows) / spent:8.0f} entries a CPU second (the old pieces taken out first)")


def fresh(given: list[str]) -> None:
    """The same into an empty index, as a first import does it."""
    rng = Random(9)
    texts = [article(rng, given, LENGTH) for _ in range(1500)]
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name)) as library:
        began = time.process_time()
        for start in range(0, len(texts), BATCH):
            with library._db.write():
                for number, (title, text) in enumerate(texts[start : start + BATCH], start + 1):
                    entry_writes._index_texts(library._db, number, title, text)
        spent = time.process_time() - began
    print(f"indexed                  {len(texts) / spent:8.0f} entries a CPU second")


def sizes(library: Library) -> None:
    """The index against the text in bytes."""
    tables = ("title_index", "body_index", "pinyin_index")
    sql = "SELECT coalesce(sum(length(block)), 0) FROM {0}_data"
    index = sum(library._db.value(sql.format(table)) for table in tables)
    index += sum(library._db.value(f"SELECT coalesce(sum(length(sz) + 4), 0) FROM {table}_docsize") for table in tables)
    text = library._db.value(
        "SELECT sum(octet_length(title) + octet_length(text)) FROM entry JOIN detail ON detail.entry = entry.id"
    )
    print(f"index / text             {index / text:8.2f}  ({index / 1e6:.0f} MB / {text / 1e6:.0f} MB)")


def timed(library: Library, typed: str) -> float:
    began = time.perf_counter()
    library.search(Word(typed), 50)
    return (time.perf_counter() - began) * 1000


def like(library: Library, typed: str) -> float:
    began = time.perf_counter()
    library._db.rows(
        "SELECT e.id FROM entry e JOIN detail d ON d.entry = e.id WHERE e.hidden = 0"
        " AND (e.title LIKE ?1 OR d.text LIKE ?1) ORDER BY e.sort DESC, e.id DESC LIMIT 50",
        (f"%{typed}%",),
    )
    return (time.perf_counter() - began) * 1000


def by_length(library: Library, queries: list[str]) -> None:
    """Milliseconds for 50 hits with snippets, and against LIKE in the same run, by length."""
    for title, low, high in (("1 character", 1, 1), ("2", 2, 2), ("3-4", 3, 4), ("5-12", 5, 12), ("2-12", 2, 12)):
        group = [text for text in queries if low <= len(text) <= high]
        spent = sorted(timed(library, text) for text in group)
        others = group[:: max(1, len(group) // LIKES)][:LIKES]
        scans = statistics.median(like(library, text) for text in others)
        middle = statistics.median(spent)
        print(
            f"search, {title:<16} {middle:8.2f} ms median {spent[int(len(spent) * 0.95)]:8.2f} ms p95"
            f"   LIKE {scans:7.0f} ms, {scans / middle:6.0f} x"
        )


def scan(library: Library, queries: list[str]) -> None:
    """Every answer against a look at every text."""
    needles = [fold(text) for text in queries]
    wanted: list[set[int]] = [set() for _ in queries]
    for id_, title, text in library._db.each(
        "SELECT id, title, text FROM entry JOIN detail ON detail.entry = entry.id"
    ):
        folded = fold(f"{title}\n{text}")
        for number, needle in enumerate(needles):
            if needle in folded:
                wanted[number].add(id_)
    wrong = missing = 0
    for text, expected in zip(queries, wanted, strict=True):
        found = {id_ for _, id_ in library.entries.ids(View(query=Word(text)), limit=10**6)}
        wrong += len(found - expected)
        missing += len(expected - found)
    print(f"against a plain scan     {len(queries)} searches: {wrong} wrong, {missing} missing")


def others(library: Library) -> None:
    """Facets, and searches with fields."""
    for text in ("的", "经济", "经济 -美国 is:unread", "tag:标签3 经济", "~第.{1,3}季度", "source:来源5 after:2020"):
        parsed = parse_query(text, NOW)
        spent = []
        for _ in range(5):
            began = time.perf_counter()
            library.search(parsed, 50)
            spent.append((time.perf_counter() - began) * 1000)
        print(f"{text:<24} {statistics.median(spent):8.2f} ms")
    for text in ("经济", "降息"):
        began = time.perf_counter()
        found = library.facets(View(query=parse_query(text, NOW)))
        print(f"facets of {text}            {(time.perf_counter() - began) * 1000:8.0f} ms for {found.total:,} entries")


def main() -> None:
    """Make or reuse a library, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--length", type=int, default=LENGTH, help="characters of an article")
    parser.add_argument("--keep", type=Path, help="make the library here, or use the one that is here")
    parser.add_argument("--scan", type=int, default=1000, help="searches that are compared with a plain scan")
    options = parser.parse_args()
    given = sentences()
    if not given:
        raise SystemExit("the corpus is not here")
    rng = Random(11)
    traditional = to_traditional()
    queries = list(filter(str.strip, (query(rng, given, traditional) for _ in range(1000))))
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        if not (folder / "library.db").exists():
            make(folder, options.entries, given, options.length)
        with Library.open(folder) as library:
            print(f"{library.counts().entries:,} entries, {len(given):,} sentences, {len(queries)} searches")
            fresh(given)
            indexing(library)
            sizes(library)
            by_length(library, queries)
            others(library)
            scan(library, queries[: options.scan])


if __name__ == "__main__":
    main()
