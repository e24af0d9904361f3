"""newsboat with the same entries, where it is installed."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterable
from pathlib import Path

PROGRAM = "newsboat"
CONFIG = """bind-key j down
bind-key k up
auto-reload no
show-read-feeds yes
show-read-articles yes
confirm-exit no
article-sort-order date-desc
download-retries 1
download-timeout 30
"""
_ENTRIES = """
SELECT e.url, e.title, e.url, f.url, coalesce(e.published, 0), d.html, 1 - e.read
FROM entry e JOIN detail d ON d.entry = e.id JOIN feed f ON f.id = e.feed
"""
_INTO = (
    "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, enclosure_type,"
    " flags) VALUES (?, ?, '', ?, ?, ?, ?, ?, '', '', '')"
)


def installed() -> bool:
    """Whether there is a newsboat to compare with."""
    return shutil.which(PROGRAM) is not None


def home(folder: Path, urls: Iterable[str], threads: int = 1) -> Path:
    """A folder with newsboat's three files, the cache empty."""
    folder.mkdir(parents=True)
    (folder / "urls").write_text("".join(f"{url}\n" for url in urls), "utf-8")
    (folder / "config").write_text(f"{CONFIG}reload-threads {threads}\n", "utf-8")
    # It makes its tables itself, whatever its version.
    subprocess.run([*command(folder), "-x", "print-unread"], check=True, capture_output=True, timeout=60)
    return folder


def command(folder: Path) -> list[str]:
    """What starts newsboat on such a folder."""
    return [PROGRAM, "-q", "-u", str(folder / "urls"), "-C", str(folder / "config"), "-c", str(folder / "cache.db")]


def of_library(folder: Path, library: Path) -> Path:
    """The entries of a library as newsboat would have them; made once."""
    if not folder.exists():
        making = folder.with_name(folder.name + ".making")
        shutil.rmtree(making, ignore_errors=True)
        ours = sqlite3.connect(library / "library.db")
        feeds = ours.execute("SELECT url, title FROM feed ORDER BY id").fetchall()
        home(making, (url for url, _ in feeds))
        theirs = sqlite3.connect(making / "cache.db")
        theirs.execute("DELETE FROM rss_feed")
        theirs.executemany("INSERT INTO rss_feed (rssurl, url, title) VALUES (?1, ?1, ?2)", feeds)
        theirs.executemany(_INTO, ours.execute(f"{_ENTRIES} ORDER BY e.id"))
        theirs.commit()
        # Without statistics it starts fifteen times as slowly; that would be no fair peer.
        theirs.execute("ANALYZE")
        theirs.commit()
        theirs.close()
        ours.close()
        making.rename(folder)
    return folder


def add_long(folder: Path, library: Path, number: int) -> None:
    """Put the newest entries of a library into a cache that has the others."""
    ours, theirs = sqlite3.connect(library / "library.db"), sqlite3.connect(folder / "cache.db")
    theirs.executemany(_INTO, ours.execute(f"{_ENTRIES} ORDER BY e.id DESC LIMIT ?", (number,)))
    theirs.commit()
    ours.close()
    theirs.close()
