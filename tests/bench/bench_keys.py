"""From key to drawn row while feeds are fetched: ``python -m tests.bench.bench_keys [--library FOLDER] [--feeds 300]``.

Opens the reader in a pty on a copy of a library, serves feeds with 50 to 300 ms of delay from a process of its own,
and presses ``j`` and ``k`` before and during a refresh of all of them. Prints milliseconds; asserts nothing.
"""

import argparse
import fcntl
import multiprocessing
import os
import pty
import random
import select
import shutil
import statistics
import struct
import sys
import tempfile
import termios
import time
from multiprocessing.connection import Connection
from pathlib import Path

from tests.support.feeds import rss
from tests.support.server import Reply, Server
from tui.store.feeds import NewFeed
from tui.store.library import Library

ROWS, COLUMNS = 36, 120


def serve(feeds: int, pipe: Connection) -> None:
    """Serve that many feeds of thirty items, each later than asked for; runs until the pipe closes."""
    rng = random.Random(5)
    with Server(host="0.0.0.0") as server:
        for number in range(feeds):
            titles = [f"第 {number} 份报的第 {n} 条新闻" for n in range(30)]
            body = rss(titles, link=f"https://{number}.test", text="长文。" * 300)
            server.route(f"/{number}", Reply(body, delay=rng.uniform(0.05, 0.3)))
        pipe.send(server.port)
        pipe.recv()


class Terminal:
    """The reader in a pty."""

    def __init__(self, folder: Path) -> None:
        self.process, self.master = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="zh_CN.UTF-8")
            os.execv(sys.executable, [sys.executable, "-m", "tui", "--data-dir", str(folder)])
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self.master], [], [], seconds)
        return os.read(self.master, 1 << 16) if ready else b""

    def until_quiet(self, seconds: float) -> bytes:
        seen = b""
        while data := self.read(seconds):
            seen += data
        return seen

    def press(self, key: str) -> float:
        """Milliseconds from the key to the first bytes drawn."""
        while self.read(0):
            pass
        start = time.perf_counter()
        os.write(self.master, key.encode())
        self.read(2)
        return (time.perf_counter() - start) * 1000

    def close(self) -> None:
        os.write(self.master, b"q")
        time.sleep(0.5)
        os.close(self.master)


def told(name: str, spent: list[float]) -> None:
    ordered = sorted(spent)
    p95 = ordered[int(len(ordered) * 0.95)]
    middle = statistics.median(spent)
    print(f"{name:<22} n={len(spent):>4}  p50 {middle:6.1f}  p95 {p95:6.1f}  max {ordered[-1]:6.1f} ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--library", type=Path)
    parser.add_argument("--feeds", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        if options.library:
            shutil.copytree(options.library, folder)
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=serve, args=(options.feeds, theirs), daemon=True)
        process.start()
        port = ours.recv()
        with Library.open(folder) as library:
            # Every feed on a host of its own, as far as the loopback range has names for them.
            hosts = [f"127.1.{number // 200}.{number % 200 + 1}:{port}" for number in range(options.feeds)]
            urls = [f"http://{host}/{number}" for number, host in enumerate(hosts)]
            feeds = [NewFeed(url, allow_private=True) for url in urls]
            library.feeds.add_many(feeds, now=int(time.time()))
            before = library.counts().entries
        terminal = Terminal(folder)
        terminal.until_quiet(2.5)
        told("at rest", [terminal.press("j") for _ in range(60)])
        os.write(terminal.master, b"R")
        started = time.perf_counter()
        spent: list[float] = []
        while time.perf_counter() - started < 120:
            spent.append(terminal.press("j" if len(spent) % 40 < 20 else "k"))
            time.sleep(0.03)
            with Library.open(folder, readonly=True) as library:
                if library.counts().entries - before >= 30 * options.feeds:
                    break
        seconds = time.perf_counter() - started
        told("during the refresh", spent)
        print(f"{options.feeds} feeds, {30 * options.feeds:,} new entries in {seconds:.1f} s")
        terminal.close()
        ours.send(None)


if __name__ == "__main__":
    main()
