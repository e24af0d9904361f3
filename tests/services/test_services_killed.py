"""Killed at random moments while it saves and exports: no half file, no lost article, nothing that nobody owns.

A few moments each time, fifty with ``KANBAO_FULL_CORPUS=1``.
"""

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from random import Random

import pytest

from tests.export.conftest import png
from tests.store.made import NOW, fill, item
from tests.support.server import Reply, Server
from tui.store.library import Library
from tui.store.view import View

MOMENTS = 50 if os.environ.get("KANBAO_FULL_CORPUS") else 1
ENTRIES = 24
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def run(folder: Path, *words: str, kill_after: float | None = None) -> float:
    """Run the program, and kill it after so many seconds where it still runs; how long it ran."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "tui", "--data-dir", str(folder), *words]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        running.wait(timeout=kill_after)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
    return time.monotonic() - begun


def check_library(folder: Path) -> int:
    """What has to hold after the next start; how many entries are whole."""
    with Library.open(folder) as library:
        assert library.recovered is None
        library.shelf.sweep()
        assert [finding for finding in library.check() if finding.level == "bad"] == []
        ids = [id_ for _, id_ in library.entries.ids(View(state="saved"), limit=100)]
        assert len(ids) == ENTRIES
        owned = set()
        done = 0
        for id_ in ids:
            assert library.entries.article(id_).text.startswith("正文")
            pictures = library.shelf.pictures(id_)
            owned |= {picture.hash for picture in pictures}
            saving = library.shelf.saving(id_)
            if saving is not None and saving.state == "done":
                done += 1
                assert len(pictures) == 2
                assert len(library.shelf.pages(id_)) == 1
        files = [path for path in (folder / "images").rglob("*") if path.is_file()]
        assert {path.name for path in files} == owned
        assert all(
            path.read_bytes().startswith(b"\x89PNG") and path.read_bytes().endswith(b"\xaeB`\x82") for path in files
        )
        return done


def begin_anew(folder: Path) -> None:
    with Library.open(folder) as library:
        ids = [id_ for _, id_ in library.entries.ids(limit=100)]
        library.acts.act(ids, "saved", False, NOW)
        library.shelf.sweep()
        library.acts.act(ids, "saved", True, NOW)


def check_exported(out: Path) -> None:
    """Every file that has its name is whole."""
    for path in out.iterdir() if out.is_dir() else ():
        if path.suffix == ".md":
            assert path.read_text("utf-8").rstrip().endswith(">")
        elif path.suffix == ".json":
            assert all(json.loads(line)["text"] for line in path.read_text("utf-8").splitlines())
        elif path.suffix == ".epub":
            with zipfile.ZipFile(path) as opened:
                assert opened.testzip() is None
                assert len([name for name in opened.namelist() if "/text/" in name]) == ENTRIES
        else:
            assert path.name == "images" or (path.name.startswith(".kanbao-") and path.suffix == ".part"), path


def test_killed_at_random_moments_nothing_is_half_there(tmp_path: Path) -> None:
    folder, rng = tmp_path / "library", Random(31)
    with Server() as server:
        with Library.open(folder) as library:
            feed = library.feeds.add(server.url("/feed"), allow_private=True, now=NOW)
            for n in range(ENTRIES):
                page = f"<title>第{n}篇</title><article><p>{'网页里的话。' * 40}</p></article>".encode()
                server.route(f"/{n}", Reply(page, {"Content-Type": "text/html; charset=utf-8"}))
                for k in (1, 2):
                    server.route(f"/{n}/{k}.png", Reply(png(300, 200, grey=(n * 2 + k) % 256)))
                html = "<p>正文</p>" + "".join(f'<img src="{server.url(f"/{n}/{k}.png")}">' for k in (1, 2))
                fill(
                    library,
                    feed,
                    item(f"第{n}篇", url=server.url(f"/{n}"), html=html, text=f"正文 {n} " + "很长。" * 200),
                )
        begin_anew(folder)
        whole = run(folder, "save", "--query", "")
        assert check_library(folder) == ENTRIES
        jobs = [("md", "out"), ("epub", "out/all.epub"), ("json", "out")]
        for moment in range(MOMENTS):
            begin_anew(folder)
            run(folder, "save", "--query", "", kill_after=rng.uniform(0.3, 1) * whole)
            done = check_library(folder)
            assert done <= ENTRIES
            name, target = jobs[moment % len(jobs)]
            place = tmp_path / str(moment)
            run(folder, "export", "--query", "", "--format", name, "-o", str(place / target),
                kill_after=rng.uniform(0.15, 0.6) * whole)  # fmt: skip
            check_exported(place / "out")
            check_library(folder)
        # And what was cut short is made whole by the next go.
        run(folder, "save", "--query", "")
        assert check_library(folder) == ENTRIES
