"""How search does on real sentences, from the corpus beside the checkout.

Articles of about 1,500 characters are put together from it. Told are entries indexed by CPU time, the index against the
text, the first 50 hits by length of the search beside ``LIKE``, and how many answers differ from a plain scan's.
"""

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.bench.bench import Bench
from tests.bench.libraries import VERSION, copied, once
from tests.bench.measure import Line, median, percentile
from tests.support.sentences import article, query, sentences, to_traditional
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.query.ast import Word
from tui.query.parse import parse_query
from tui.store import index_writes
from tui.store.grams import pieces
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.store.view import View
from tui.text.fold import fold

NOW = 1_795_000_000
LENGTH = 1500
BATCH = 50
LIKES = 12
SCANNED = 1000
MINUTES = 10
"""Between two refreshes: a hundred thousand entries in two weeks."""


def index(bench: Bench) -> Iterator[Line]:
    """Search on real sentences: indexing, size, first hits beside LIKE, answers beside a plain scan's."""
    given = sentences()
    if not given:
        raise LookupError("the corpus is not beside the checkout")
    entries = 2_000 if bench.quick else 100_000
    kept = once(bench.data / f"sentences-{entries}-v{VERSION}", lambda folder: make(folder, entries, given))
    rng = Random(11)
    traditional = to_traditional()
    queries = list(filter(str.strip, (query(rng, given, traditional) for _ in range(1000))))
    yield fresh(bench, given)
    with Library.open(copied(kept, bench.fresh("sentences"))) as library:
        yield indexing(library)
        yield size(library)
        yield from by_length(library, queries)
        yield from others(library)
        yield from scan(library, queries[:SCANNED])


def make(folder: Path, entries: int, given: list[str]) -> None:
    """Fill a library as refreshes would, the oldest first."""
    rng = Random(5)
    with Library.open(folder) as library:
        feeds = [library.feeds.add(f"https://{n}.test/feed", f"报纸 {n}", now=NOW) for n in range(100)]
        for number in range(entries // BATCH):
            now = NOW - (entries // BATCH - number) * MINUTES * 60
            feed = feeds[number % len(feeds)]
            library.refresh(feed, FetchRecord(), document(rng, given, number, now), now)


def document(rng: Random, given: list[str], number: int, now: int) -> ParsedFeed:
    made = []
    for n in range(BATCH):
        title, text = article(rng, given, LENGTH)
        made.append(
            ParsedEntry(
                guid=f"{number}-{n}", title=title, text=text, summary=text[:100], published=now - 60 * n,
                tags=(f"标签{rng.randrange(30)}",), source=f"来源{rng.randrange(20)}",
            )
        )  # fmt: skip
    return ParsedFeed(title="报纸", entries=tuple(made))


def indexing(library: Library) -> Line:
    """CPU time to fold, cut and index an entry, as a rebuild does it."""
    rows = library._db.rows("SELECT id FROM entry ORDER BY id DESC LIMIT 1500")
    began = time.process_time()
    for start in range(0, len(rows), 100):
        with library._db.write():
            index_writes.reindex(library._db, [id_ for (id_,) in rows[start : start + 100]])
    spent = time.process_time() - began
    return Line("an entry indexed anew, CPU", spent / len(rows) * 1000, "ms", note="the old pieces taken out first")


def fresh(bench: Bench, given: list[str]) -> Line:
    """The same into an empty index, as a first import does it."""
    rng = Random(9)
    texts = [article(rng, given, LENGTH) for _ in range(1500)]
    with Library.open(bench.fresh("empty")) as library:
        began = time.process_time()
        for start in range(0, len(texts), BATCH):
            with library._db.write():
                made = [pieces(title, text) for title, text in texts[start : start + BATCH]]
                index_writes.index(library._db, list(enumerate(made, start + 1)))
        spent = time.process_time() - began
    return Line("an entry indexed, CPU", spent / len(texts) * 1000, "ms")


def size(library: Library) -> Line:
    """The index against the text in bytes."""
    tables = ("title_index", "body_index", "pinyin_index")
    sql = "SELECT coalesce(sum(length(block)), 0) FROM {0}_data"
    pieces = sum(library._db.value(sql.format(table)) for table in tables)
    sql = "SELECT coalesce(sum(length(sz) + 4), 0) FROM {0}_docsize"
    pieces += sum(library._db.value(sql.format(table)) for table in tables)
    text = library._db.value(
        "SELECT sum(octet_length(title) + octet_length(text)) FROM entry JOIN detail ON detail.entry = entry.id"
    )
    return Line("the index", pieces / 1e6, "MB", "the text", text / 1e6)


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


def by_length(library: Library, queries: list[str]) -> Iterator[Line]:
    """Milliseconds for 50 hits with snippets, and against LIKE in the same run, by length."""
    for title, low, high in (("1", 1, 1), ("2", 2, 2), ("3-4", 3, 4), ("5-12", 5, 12), ("2-12", 2, 12)):
        group = [text for text in queries if low <= len(text) <= high]
        spent = sorted(timed(library, text) for text in group)
        others = group[:: max(1, len(group) // LIKES)][:LIKES]
        scans = median([like(library, text) for text in others])
        note = f"p95 {percentile(spent, 95):.2f} ms, n={len(spent)}"
        yield Line(f"search, {title} characters", median(spent), "ms", "LIKE", scans, note=note)


def scan(library: Library, queries: list[str]) -> Iterator[Line]:
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
    note = f"of {len(queries)} searches"
    yield Line("entries found that a plain scan does not find", wrong, "", most=0, note=note)
    yield Line("entries that only a plain scan finds", missing, "", most=0, note=note)


def others(library: Library) -> Iterator[Line]:
    """Facets, and searches with fields."""
    for text in ("的", "经济", "经济 -美国 is:unread", "tag:标签3 经济", "~第.{1,3}季度", "source:来源5 after:2020"):
        parsed = parse_query(text, NOW)
        spent = []
        for _ in range(5):
            began = time.perf_counter()
            library.search(parsed, 50)
            spent.append((time.perf_counter() - began) * 1000)
        yield Line(text, median(spent), "ms")
    for text in ("经济", "降息"):
        began = time.perf_counter()
        found = library.facets(View(query=parse_query(text, NOW)))
        spent = [(time.perf_counter() - began) * 1000]
        yield Line(f"facets of {text}", spent[0], "ms", note=f"{found.total:,} entries")
