"""Row 6: what was acknowledged stays, whenever the program is killed; whatever ends it, the terminal is as found."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from tests.export.conftest import png
from tests.support.feeds import rss
from tests.support.server import Received, Reply, Server
from tests.terminal.conftest import ROOT
from tests.trust.leaving import terminals_left
from tests.trust.proof import Proof, Size
from tui.model.smart import Rule
from tui.store.library import Library

FEEDS = 6
RULED = "星"
PATIENCE = 60.0


@dataclass
class Memory:
    """What the dead had been told was done."""

    flags: dict[tuple[str, int], Any] = field(default_factory=dict)
    arrived: Counter[int] = field(default_factory=Counter)
    kept: dict[int, int] = field(default_factory=dict)
    rules: set[str] = field(default_factory=set)
    exports: dict[str, int] = field(default_factory=dict)
    acts: int = 0
    begun: dict[int, dict[str, Any]] = field(default_factory=dict)

    def take(self, told: dict[str, Any]) -> None:
        """One line that the program told."""
        if "n" in told and "ok" not in told:
            self.begun[told["n"]] = told
        elif "n" in told:
            self._done(self.begun.pop(told["n"]))
        elif told.get("do") == "refreshed":
            self.arrived[told["feed"]] += told["new"]
        elif told.get("do") == "kept":
            self.kept[told["entry"]] = told["pictures"]

    def _done(self, act: dict[str, Any]) -> None:
        self.acts += 1
        match act["do"]:
            case "rule":
                self.rules.add(act["name"])
            case "export":
                self.exports[act["name"]] = act["count"]
            case _:
                for id_ in act["ids"]:
                    self.flags[key(act, id_)] = act["value"]


def key(act: dict[str, Any], id_: int) -> tuple[str, int]:
    """What an act is about: a flag, or one tag, of an entry."""
    return (f"tag:{act['tag']}" if act["do"] == "tag" else act["do"], id_)


def state(library: Library, what: str, id_: int) -> Any:
    """How that stands in the library."""
    if what == "note":
        return library.notes.note(id_)
    if what == "position":
        return library._db.value("SELECT position FROM detail WHERE entry = ?", (id_,))
    entry = library.entries.article(id_).entry
    return what[4:] in entry.tags if what.startswith("tag:") else getattr(entry, what)


def judge(folder: Path, out: Path, memory: Memory) -> None:
    """Compare what was acknowledged with what is there; what was begun and not done is there whole or not at all."""
    with Library.open(folder) as library:
        assert library.recovered is None, library.recovered
        bad = [finding for finding in library.check() if finding.level == "bad"]
        assert not bad, bad
        open_acts = list(memory.begun.values())
        memory.begun.clear()
        for act in open_acts:
            if "ids" in act:
                _whole_or_not(library, memory, act)
        for (what, id_), value in memory.flags.items():
            found = state(library, what, id_)
            assert found == value, (what, id_, found, value)
        names = {rule.name for rule in library.rules.all()}
        assert memory.rules <= names, memory.rules - names
        for feed, new in memory.arrived.items():
            there = library._db.value("SELECT count(*) FROM entry WHERE feed = ?", (feed,))
            assert there >= new, (feed, there, new)
        for entry, pictures in memory.kept.items():
            found = library.shelf.pictures(entry)
            assert len(found) == pictures, (entry, found)
            assert all(library.shelf.images.path(picture.hash).is_file() for picture in found)
        untagged = library._db.value(
            "SELECT count(*) FROM entry WHERE title LIKE ? AND id NOT IN (SELECT entry FROM entry_tag JOIN "
            "tag ON tag.id = tag"
            " WHERE name = '规则')",
            (f"%{RULED}%",),
        )
        assert untagged == 0, "a rule acts in the transaction that stores its entry"
    for path in out.glob("*.json"):
        lines = path.read_text("utf-8").splitlines()
        assert all(json.loads(line) for line in lines)
        if path.stem in memory.exports:
            assert len(lines) == memory.exports[path.stem], path
    for path in out.glob("*.zip"):
        assert zipfile.ZipFile(path).testzip() is None
    for path in out.iterdir():
        path.unlink()
    memory.exports.clear()


def _whole_or_not(library: Library, memory: Memory, act: dict[str, Any]) -> None:
    after = [state(library, *key(act, id_)) == act["value"] for id_ in act["ids"]]
    before = [memory.flags.get(key(act, id_)) in (None, state(library, *key(act, id_))) for id_ in act["ids"]]
    assert all(after) or all(before), act
    if all(after):
        for id_ in act["ids"]:
            memory.flags[key(act, id_)] = act["value"]
    else:
        for id_ in act["ids"]:
            memory.flags.setdefault(key(act, id_), state(library, *key(act, id_)))


class Killer:
    """Runs the mortal and kills it, or the process it fetches with, or both, at a point drawn by lot."""

    def __init__(self, folder: Path, out: Path, memory: Memory) -> None:
        self._folder, self._out, self._memory = folder, out, memory

    def round(self, seed: int) -> None:
        """One life and death."""
        dice = Random(seed)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.trust.mortal", str(self._folder), str(self._out), str(seed + 1), "0"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout is not None
        desks: list[int] = []
        # A point within what is fetched and saved, or anywhere.
        only = b'"feed"' if dice.random() < 0.5 else b'"kept"' if dice.random() < 0.3 else b""
        lines = dice.randrange(1, 14) if only else dice.randrange(3, 700)
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        for line in process.stdout:
            self._take(json.loads(line), desks)
            lines -= only in line
            if lines <= 0 and desks:
                break
        select.select([], [], [], dice.random() * 0.05)
        victims = dice.choice([[process.pid], [process.pid, *desks], [*desks, process.pid], desks])
        for pid in victims:
            kill(pid)
        if process.pid not in victims:
            # The desk is gone: the reader goes on, and dies a moment later.
            for line in islice(process.stdout, 20):
                self._take(json.loads(line), desks)
            process.kill()
        rest = process.stdout.read()
        for line in rest.splitlines():
            self._take(json.loads(line), desks)
        assert process.wait() == -signal.SIGKILL, process.stderr and process.stderr.read()[-3000:]
        timer.cancel()
        process.stdout.close()
        if process.stderr:
            process.stderr.close()
        for pid in desks:
            gone(pid)

    def _take(self, told: dict[str, Any], desks: list[int]) -> None:
        if "desk" in told:
            desks.append(told["desk"])
        self._memory.take(told)


def kill(pid: int) -> None:
    """End a process at once, if it is there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def gone(pid: int) -> None:
    """Wait until a process is no more: a desk whose reader died finishes what it is storing."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([handle], [], [], PATIENCE)[0], "the desk does not end"
    finally:
        os.close(handle)


def serve(server: Server) -> list[str]:
    """Feeds that have three more entries each time they are asked for, and the pages and pictures of those."""
    asked = [count(1) for _ in range(FEEDS)]
    picture = Reply(png(grey=3), {"Content-Type": "image/png"})

    def feed(request: Received) -> Reply:
        number = int(request.path.rpartition("/")[2])
        newest = next(asked[number]) * 3
        names = [f"{number}-{n}{RULED if n % 4 == 0 else ''}" for n in range(newest, max(0, newest - 12), -1)]
        text = f'文<img src="{server.url("/p.png")}">'
        items = "".join(
            f"<item><title>{name}</title><guid>{name}</guid><link>{server.url('/page')}?{name}</link>"
            f"<description><![CDATA[{text}]]>"
            "</description></item>"
            for name in names
        )
        return Reply(f"<rss version='2.0'><channel><title>报{number}</title>{items}</channel></rss>".encode())

    for number in range(FEEDS):
        server.route(f"/feed/{number}", feed)
    server.route("/page", Reply(rss(["x"]), {"Content-Type": "text/html"}))
    server.route("/p.png", picture)
    return [server.url(f"/feed/{number}") for number in range(FEEDS)]


def run(size: Size) -> str:
    """The proof; the figure."""
    rounds = size.of(1, 200)
    memory = Memory()
    with tempfile.TemporaryDirectory() as name, Server() as server:
        folder, out = Path(name) / "library", Path(name) / "out"
        out.mkdir()
        with Library.open(folder) as library:
            for url in serve(server):
                library.feeds.add(url, allow_private=True, now=1)
            library.rules.put(Rule(f"title:{RULED}", ("star", "tag:规则"), "rule"))
        killer = Killer(folder, out, memory)
        for number in range(rounds):
            killer.round(number)
            judge(folder, out, memory)
    ended = terminals_left(size)
    return (
        f"{rounds} kills, {memory.acts:,} acknowledged acts and {sum(memory.arrived.values()):,} "
        f"arrivals, 0 lost, 0 halves, checks ok; "
        f"terminal as found after {ended}"
    )


PROOF = Proof(
    6,
    "what was shown as done stays done; the terminal is left as found",
    "kill -9 of reader, fetcher or both at random points of refresh, mark, tag, save, rule, note, "
    "export, against a log kept outside; "
    "signals, a closed terminal, an exception and suspension, modes and `stty -g` compared",
    run,
)

if __name__ == "__main__":
    print(run(Size(full="--full" in sys.argv)))
