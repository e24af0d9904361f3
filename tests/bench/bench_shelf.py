"""The shelf with 10,000 saved articles: how soon it opens, beside the list; and all of it exported, time and memory.

    python -m tests.bench.bench_shelf [FOLDER]

Prints milliseconds, the median of seven, each with a connection of its own; memory is the process's highest.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import median

from tests.export.conftest import png
from tests.store.made import NOW, fill, item
from tui.export.clipping import Issue
from tui.export.formats import MODULES, format_named
from tui.model.saved import Page, Picture
from tui.services.clippings import entries_of
from tui.services.exporting import Job, export
from tui.services.papers import morning_paper
from tui.services.shelf_window import ShelfWindow
from tui.services.window import EntryWindow
from tui.store.library import Library
from tui.store.shelf import Kept
from tui.store.shelf_list import WAYS
from tui.store.view import View

SAVED, FEEDS, SCREEN = 10_000, 40, 20
HOUR = 3600


def make(folder: Path) -> None:
    """Forty feeds, 10,000 entries of some 1,500 characters and a picture each, all of them saved."""
    rng = Random(10)
    paragraph = "央行宣布降息，楼市与股市同日上涨，市场人士认为仍须观察。" * 12
    with Library.open(folder) as library:
        for n in range(FEEDS):
            feed = library.feeds.add(f"https://{n}.test/feed", title=f"第{n}报", now=NOW)
            text = "\n\n".join([paragraph] * 4)
            html = "".join(f"<p>{paragraph}</p>" for _ in range(4)) + '<img src="https://a.test/{k}.png">'
            fill(library, feed, *(
                item(f"{n}-{k}", title=f"第{k}条：深化产业援疆、融入服务全国统一大市场", text=text,
                     html=html.replace("{k}", f"{n}-{k}"), published=NOW - rng.randrange(900) * 24 * HOUR,
                     tags=tuple(rng.sample(("财经", "体育", "科技", "国际", "文化"), 2)))
                for k in range(SAVED // FEEDS)
            ))  # fmt: skip
        keys = library.entries.ids(limit=2 * SAVED)
        library.acts.act([id_ for _, id_ in keys], "saved", True, NOW)
        for _, id_ in keys:
            hash_ = library.shelf.images.add(png(40, 30, grey=id_ % 256) + str(id_ % 3000).encode())
            url = library.entries.article(id_).html.partition('src="')[2].partition('"')[0]
            page = Page("https://a.test", "https://a.test", NOW, rng.randbytes(6000))
            library.shelf.keep(Kept(id_, "done", (Picture(url, hash_, "image/png", 4000),), pages=(page,)), NOW)


def timed(folder: Path, what: Callable[[Library], object]) -> float:
    """Milliseconds of a thing done in a library just opened."""
    found = []
    for _ in range(7):
        with Library.open(folder) as library:
            begun = time.perf_counter()
            what(library)
            found.append((time.perf_counter() - begun) * 1000)
    return median(found)


def the_list(library: Library) -> None:
    window = EntryWindow(library, View(state="saved"))
    for row in range(SCREEN):
        window.entry(row)


def memory() -> float:
    """The highest so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(folder: Path) -> None:
    """Make the library where it is not there yet, and measure."""
    if not folder.exists():
        make(folder)
    print(f"list of saved   {timed(folder, the_list):8.1f} ms")
    for by in WAYS:

        def shelf(library: Library, by: str = by) -> None:
            window = ShelfWindow(library, by)  # type: ignore[arg-type]
            for row in range(SCREEN):
                window.row(row)

        def end(library: Library, by: str = by) -> None:
            window = ShelfWindow(library, by)  # type: ignore[arg-type]
            window.row(len(window) - 1)

        print(f"shelf by {by:8}{timed(folder, shelf):8.1f} ms, at its end {timed(folder, end):8.1f} ms")
    print(f"what it takes   {timed(folder, lambda library: library.shelf.usage()):8.1f} ms")
    print(f"morning paper   {timed(folder, lambda library: morning_paper(library, NOW - 30 * 24 * HOUR, NOW)):8.1f} ms")
    with tempfile.TemporaryDirectory() as out, Library.open(folder) as library:
        for name in MODULES:
            begun, before = time.perf_counter(), memory()
            target = Path(out) / (name if name in ("md", "txt") else f"all.{name}")
            job = Job(format_named(name), target, issue=Issue("全部", NOW))
            export(library, entries_of(library, View(state="saved")), job, lambda written: None)
            print(f"export {name:6} {time.perf_counter() - begun:8.1f} s, memory {before:.0f} -> {memory():.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "library")
