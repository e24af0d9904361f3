"""Row 3: no feed starts a program, opens a file or asks an address that the reader did not ask for."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.server import Server
from tests.terminal.conftest import ROOT, start
from tests.trust import corpus
from tests.trust.canaries import requests_refused
from tests.trust.grammar import assert_allowed
from tests.trust.proof import Proof, Size
from tests.trust.spied import Watch, spying, watched
from tests.trust.terminal_bytes import ESCAPE_MS, leave, press
from tui.feeds.parse import parse
from tui.store.library import Library
from tui.store.record import FetchRecord

HOST = "127.0.0.1"
# Saved, its links, where it came from; back to the list.
KEYS = (b"S", b"L", b"\r", b"\x1b", b"i", b"i", b"\x1b", b"\x1b", b"\x1b", b"2", b"g", b"\r")
KINDS = ("md", "html", "epub", "txt", "json")
_HOST = re.compile(r"https?://(?:[^/@\s\"']*@)?([^/:?#\s\"'<>&]+)", re.IGNORECASE)


def prepare(folder: Path, server: Server, *, bombs: bool) -> list[int]:
    """A library subscribed to every hostile feed of the server, which the reader allowed to be private."""
    replies = corpus.feeds()
    if not bombs:
        replies = {name: reply for name, reply in replies.items() if not name.startswith("bomb")}
    corpus.serve(server, corpus.pages())
    with Library.open(folder) as library:
        return [library.feeds.add(url, allow_private=True, now=1) for url in corpus.serve(server, replies)]


def shell(home: Path, pipe: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
    """One shell command under the spy."""
    return subprocess.run(
        [sys.executable, "-m", "tui", "--data-dir", str(home / "library"),
         "--config", str(home / "config.toml"), *words],
        cwd=ROOT, env=environment(home, pipe), capture_output=True, timeout=300, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def environment(home: Path, pipe: Path) -> dict[str, str]:
    """A reader with a home folder of their own, spied on."""
    temporary = home / "tmp"
    temporary.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "VIRTUAL_ENV")}
    return {
        **kept,
        **spying(pipe),
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "TERM": "xterm-256color",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "ESCDELAY": str(ESCAPE_MS),
    }


def link_library(folder: Path) -> set[str]:
    """A library of entries whose addresses are weapons; the hosts among them."""
    with Library.open(folder) as library:
        for name, reply in corpus.feeds().items():
            if name in ("own_shell.xml", "shell_meta.xml", "link_schemes.xml"):
                url = f"https://{name}.invalid/"
                id_ = library.feeds.add(url, now=1)
                library.refresh(id_, FetchRecord(), parse(reply.body, url, now=1), 1)
    return named_hosts(folder)


def reader(home: Path, pipe: Path, library: str, articles: int) -> None:
    """The program itself: lists, articles, saving; with no articles asked for, each entry opened in the browser."""
    arguments = (
        "-m",
        "tui",
        "--data-dir",
        str(home / library),
        "--config",
        str(home / "config.toml"),
        "--lang",
        "zh",
    )
    session = start(*arguments, env=environment(home, pipe), size=(50, 160))
    try:
        session.read_until("订阅".encode())
        for key in KEYS if articles else ():
            press(session, key)
        for _ in range(0 if articles else 12):
            for key in (b"o", b"j"):
                press(session, key)
        for number in range(articles):
            press(session, b" ")
            press(session, b"o" if number % 3 == 0 else b"s")
        leave(session)
    finally:
        session.close()


def programs(home: Path, watch: Watch, pipe: Path, server: Server, size: Size) -> int:
    """Every command over the corpus; how many runs."""
    refresh, save = ["refresh"], ["save", "--query", "a"]
    exports = [["export", "--query", "a", "-o", str(home / "out" / kind), "--format", kind] for kind in KINDS]
    quiet: list[list[str]] = [
        ["list", "--limit", "1000"],
        ["search", "a", "--json"],
        ["paper", "--since", "3650d"],
        ["export", "--archive", "-o", str(home / "out" / "all.zip")],
        ["doctor"],
        *(["import", str(shutil.copy(path, home / "out"))] for path in corpus.lists()),
    ]
    pages = [["extract", server.url(f"/{name}")] for name in corpus.pages()]
    commands = [refresh, *quiet, save, *exports, *pages] if size.full else [refresh, exports[1]]
    for words in commands:
        done = shell(home, pipe, *words)
        assert done.returncode in (0, 1), (words, done.stderr[-2000:])
        assert b"Traceback" not in done.stderr, done.stderr[-3000:]
        assert_allowed(done.stdout)
        assert_allowed(done.stderr)
        # The feeds are asked for by a refresh, what entries link to by saving them; all else asks nobody.
        hosts = (
            named_hosts(home / "library") if words is save else {HOST} if words is refresh or words in pages else set()
        )
        watch.judge(" ".join(words), hosts)
    return len(commands)


def named_hosts(folder: Path) -> set[str]:
    """The hosts that entries link to, or have pictures at."""
    with Library.open(folder) as library:
        texts = library._db.rows("SELECT url || ' ' || html FROM entry JOIN detail ON entry.id = detail.entry")
    return {HOST, *(host.lower() for row in texts for host in _HOST.findall(row[0]))}


def run(size: Size) -> str:
    """The proof; the figure."""
    with tempfile.TemporaryDirectory() as name, Server() as server, Server(host="127.0.0.2") as canary:
        home = Path(name).resolve()
        browser = home / "browser"
        browser.write_text(f"#!/bin/sh\necho >> '{home}/tmp/opened'\n", "utf-8")
        browser.chmod(0o700)
        (home / "config.toml").write_text(f'[browser]\ncommand = ["{browser}"]\n', "utf-8")
        (home / "out").mkdir()
        feeds = prepare(home / "library", server, bombs=size.full)
        places = [home / part for part in ("library", "links", "out", "tmp", "config.toml", "sites", "themes")]
        with watched(home / "spy", places, browser=str(browser)) as watch:
            runs = programs(home, watch, home / "spy", server, size)
            if size.full:
                reader(home, home / "spy", "library", 200)
                watch.judge("reader", named_hosts(home / "library"))
            hosts = link_library(home / "links")
            reader(home, home / "spy", "links", 0)
            watch.judge("browser", hosts)
            assert watch.opened, "the browser was asked for once at least"
            acts, opened = watch.heard, len(watch.opened)
        assert canary.connections == 0
        strays = [*home.rglob("PWNED*"), *ROOT.glob("PWNED*")]
        assert not strays, strays
    asked = requests_refused(size)
    return (
        f"{len(feeds)} hostile feeds, {runs + 1} programs, {acts:,} acts on the system heard, 0 unexpected; "
        f"{opened} addresses opened, each one http(s) argument; {asked:,} ways to private addresses tried, 0 arrived"
    )


PROOF = Proof(
    3,
    "no feed starts a program, opens a file or asks an address by itself",
    "`sys.addaudithook` in every process while the attack corpus is refreshed, listed, read, searched, saved and "
    "exported; a canary on private addresses through redirects, rebinding names, pictures, "
    "discovery, pagers and OPML",
    run,
)

if __name__ == "__main__":
    print(run(Size(full="--full" in sys.argv)))
