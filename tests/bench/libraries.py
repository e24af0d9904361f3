"""The libraries that are measured: made once, the way refreshes make them, and copied for whoever writes in one."""

import shutil
import time
from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random

from tests.bench.texts import Writer
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.text.pinyin import spell

VERSION = 1
"""Goes up when other data is made, so that no old data is measured."""
NEVER = 4_000_000_000
QUIET = FetchRecord(status="paused", next_fetch=NEVER)
BATCH = 50
FEEDS, FOLDERS, TAGS = 200, 20, 30
LARGE_FEED = 10
"""One in so many entries is in the first feed: 10,000 of 100,000."""
LARGE_TITLE = "大报"
LONG_TITLE = "五千字的长文"


def usual(data: Path, entries: int) -> Path:
    """A library of so many entries, two thirds read, the newest an article of 5,000 characters."""
    return once(data / f"usual-{entries}-v{VERSION}", lambda folder: _make_usual(folder, entries))


def big(data: Path, feeds: int, tags: int, entries: int) -> Path:
    """Many feeds and tags, a feed of many entries, an article of a megabyte and one of a table of 2,000 rows."""
    name = f"big-{feeds}-{tags}-{entries}-v{VERSION}"
    return once(data / name, lambda folder: _make_big(folder, feeds, tags, entries))


def add_long(library: Library, number: int) -> None:
    """Put so many new articles of 5,000 characters into the large feed."""
    now, writer = int(time.time()), Writer(9)
    made = tuple(_long(writer, f"long-{n}", now - 50 + n) for n in range(number))
    library.refresh(library.feeds.find("https://0.test/feed").id, QUIET, ParsedFeed(entries=made), now)


def copied(folder: Path, to: Path) -> Path:
    """A copy to write in."""
    shutil.copytree(folder, to)
    return to


def once(folder: Path, make: Callable[[Path], None]) -> Path:
    """The folder, made where it is not there yet; what was begun and not ended is begun anew."""
    if not folder.exists():
        began = time.perf_counter()
        making = folder.with_name(folder.name + ".making")
        shutil.rmtree(making, ignore_errors=True)
        making.parent.mkdir(parents=True, exist_ok=True)
        make(making)
        making.rename(folder)
        print(f"made {folder.name} in {time.perf_counter() - began:.0f} s", flush=True)
    return folder


def _make_usual(folder: Path, entries: int) -> None:
    rng, writer = Random(7), Writer(7)
    now = int(time.time())
    length = 500 if entries <= 100_000 else 240
    with Library.open(folder) as library:
        count = max(2, min(FEEDS, entries // 250))
        feeds = [_feed(library, n, count, now) for n in range(count)]
        for at in range(0, entries - 1, BATCH):
            # The oldest come first, ten minutes between two batches.
            then = now - 3600 - (entries - at) // BATCH * 600
            feed = feeds[0] if at // BATCH % LARGE_FEED == 0 else feeds[1 + at // BATCH % (count - 1)]
            made = tuple(made_entry(rng, writer, f"{n}", then, length) for n in range(at, min(at + BATCH, entries - 1)))
            library.refresh(feed, QUIET, ParsedFeed(entries=made), then)
        library._db.run("UPDATE entry SET read = 1, read_at = 1 WHERE id % 3 <> 0")
        library.acts.act(rng.sample(range(1, entries), min(500, entries // 10)), "starred", True, now)
        library.refresh(feeds[1], QUIET, ParsedFeed(entries=(_long(writer, "long", now - 60),)), now)
        _spell(library, entries)


def _spell(library: Library, entries: int) -> None:
    """All that the reader would do when idle is done, so that it is idle when it is measured."""
    if entries > 100_000:  # it would take longer than all the rest
        library._db.run("UPDATE entry SET pinyin = ''")
    while titles := library.spellings.titles_wanted(BATCH):
        library.spellings.put_titles((id_, title, spell(title)) for id_, title in titles)
    while names := library.spellings.names_wanted(BATCH):
        library.spellings.put_names((name, spell(name)) for name in names)


def _feed(library: Library, number: int, count: int, now: int) -> int:
    title = LARGE_TITLE if number == 0 else f"报纸 {number}"
    folder = f"夹 {number % FOLDERS}" if count > FOLDERS else ""
    return library.feeds.add(f"https://{number}.test/feed", title, folder, now=now)


def _long(writer: Writer, name: str, then: int) -> ParsedEntry:
    url = f"https://a.test/{name}"
    return ParsedEntry(guid=name, title=LONG_TITLE, url=url, published=then, **_texts(writer.html(5000)))  # type: ignore[arg-type]


def _texts(html: str) -> dict[str, str]:
    text = html.replace("<p>", "").replace("</p>", "\n").strip()
    return {"html": html, "text": text, "summary": text[:100]}


def made_entry(rng: Random, writer: Writer, name: str, then: int, length: int, tags: int = TAGS) -> ParsedEntry:
    """An entry of so many characters, published in the hour before ``then``, with two of so many tags."""
    return ParsedEntry(
        guid=name,
        url=f"https://a.test/{name}",
        title=writer.title(),
        published=then - rng.randrange(3600),
        tags=tuple(f"标签 {rng.randrange(tags)}" for _ in range(2)),
        **_texts(writer.html(length)),  # type: ignore[arg-type]
    )


def _make_big(folder: Path, feeds: int, tags: int, entries: int) -> None:
    rng, writer = Random(8), Writer(8)
    now = int(time.time())
    with Library.open(folder) as library:
        ids = [_feed(library, n, feeds, now) for n in range(feeds)]
        fresh = iter(range(10**9))
        for feed, number in ((ids[0], entries), *((feed, 2) for feed in ids[1:])):
            for at in range(0, number, BATCH):
                names = [f"{next(fresh)}" for _ in range(min(BATCH, number - at))]
                made = tuple(made_entry(rng, writer, name, now - 7200, 120, tags) for name in names)
                library.refresh(feed, QUIET, ParsedFeed(entries=made), now - 7200)
        made = tuple(
            ParsedEntry(guid=title, title=title, url=f"https://a.test/{n}", published=now - 60 * n, **_texts(html))  # type: ignore[arg-type]
            for n, (title, html) in enumerate((title, make(writer)) for title, make in MONSTERS)
        )
        library.refresh(ids[1], QUIET, ParsedFeed(entries=made), now)
        _spell(library, entries)


def _table(writer: Writer, rows: int) -> str:
    made = (f"<td>{escape(writer.title())}</td><td>{n * 37 % 9973}</td><td>{n % 100}%</td>" for n in range(rows))
    return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in made)}</table>"


MONSTERS: tuple[tuple[str, Callable[[Writer], str]], ...] = (
    ("一兆字节的长文", lambda writer: writer.html(1_000_000 // 3)),
    ("一段里的一兆字节", lambda writer: f"<p>{writer.paragraph(1_000_000 // 3)}</p>"),
    ("两千行的表格", lambda writer: _table(writer, 2000)),
)
"""Articles that are larger than any should be; titles and how they are written."""
