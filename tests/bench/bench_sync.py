"""A first sync and those after it: ``python -m tests.bench.bench_sync [--feeds 3000] [--entries 50000]``.

The server is a Google Reader one of the tests, in this process; the reader is ``kanbao sync`` in another. Prints
seconds, requests and the most memory the reader took; asserts nothing.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.support.greader import PASSWORD, FakeReader
from tests.support.server import Server
from tui.model.account import NewAccount
from tui.secrets.keep import Secrets
from tui.store.library import Library

BODY = "<p>" + "二月的风还带着凉意，城西的编组站已经忙了起来。" * 40 + "</p>"


def sync(folder: Path, what: str) -> dict[str, Any]:
    """One sync in a process of its own, and what it took."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "tui", "--data-dir", str(folder), "sync", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "KANBAO_CONFIG": "/none"}) as running:
        assert running.stdout is not None
        report: dict[str, Any] = json.loads(running.stdout.read())
    took = time.monotonic() - begun
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = ", ".join(f"{report[name]} {name}" for name in ("requests", "new_items", "pushed", "confirmed"))
    print(f"{what}: {report['status']}, {took:.1f} s, {told}, at most {most:.0f} MB so far")
    return report


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--feeds", type=int, default=3000)
    parser.add_argument("--entries", type=int, default=50_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, Server() as server:
        fake = FakeReader(server)
        each = max(1, options.entries // options.feeds)
        for number in range(options.feeds):
            feed = fake.add_feed(f"https://{number}.test/rss", f"第{number}报", f"夹{number % 30}")
            left = options.entries - len(fake.items)
            fake.add_items(feed, left if number == options.feeds - 1 else each)
        for at, item in enumerate(fake.items.values()):
            item.html = f"<p>{item.title}</p>{BODY}"
            item.read = at % 5 != 0
        folder = Path(place)
        with Library.open(folder) as library:
            new = NewAccount("greader", "家", server.url("/api/greader.php"), "u", allow_private=True)
            account = library.accounts.add(new, secret="file", now=1)
            Secrets(folder).put(account, "login", PASSWORD)
        print(f"{len(fake.feeds):,} feeds, {len(fake.items):,} entries")
        sync(folder, "first")
        sync(folder, "nothing new")
        with Library.open(folder) as library:
            ids = [id_ for _, id_ in library.entries.ids(limit=1050)]
            library.acts.act(ids, "starred", True, int(time.time()))
        sync(folder, "1,050 stars")
        arrived = sum(item.starred for item in fake.items.values())
        print(f"{arrived} stars on the server; {(folder / 'library.db').stat().st_size / 1e6:.0f} MB library")


if __name__ == "__main__":
    main()
