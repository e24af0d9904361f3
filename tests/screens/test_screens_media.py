"""The files of an article, by key: listed, downloaded by the desk, opened, and remembered."""

import os
import sys
from pathlib import Path

import pytest

from tests.screens.conftest import NOW, opened
from tests.support.server import Reply, Server
from tui.i18n import t
from tui.model.feed import Enclosure, ParsedEntry, ParsedFeed
from tui.store.library import Library
from tui.store.record import FetchRecord


@pytest.mark.skipif(sys.platform == "win32", reason="a script of a POSIX shell")
async def test_a_podcast_is_downloaded_and_played(tmp_path: Path) -> None:
    fifo, program, config = tmp_path / "told", tmp_path / "player", tmp_path / "config.toml"
    os.mkfifo(fifo)
    program.write_text(f'#!/bin/sh\necho "$1" > "{fifo}"\n')
    program.chmod(0o755)
    with Server() as server:
        config.write_text(f'[fetch]\nallow_hosts = ["{server.host}"]\n[media]\ncommand = ["{program}"]\n', "utf-8")
        server.route("/a.mp3", Reply(b"x" * 1000))
        file = Enclosure(server.url("/a.mp3"), "audio/mpeg", 1_234_567)
        with Library.open(tmp_path / "library") as library:
            feed = library.feeds.add("https://a.example/f", "播客", now=NOW)
            episode = ParsedEntry(guid="1", title="有声", enclosures=(file,))
            parsed = ParsedFeed(entries=(episode, ParsedEntry(title="无声")))
            library.refresh(feed, FetchRecord(next_fetch=NOW * 2), parsed, NOW)
        async with opened(tmp_path / "library", (80, 24), config=config) as driver:
            main = driver.main
            while main.entries.current is not None and main.entries.current.title != "有声":
                await driver.press("Q")
                assert t("notice.no_enclosures") in driver.text()
                await driver.press("j")
            await driver.press("Q")
            assert "a.mp3" in driver.text()
            assert "1.2 MB" in driver.text()
            await driver.press("d")
            await driver.press("Q")
            assert t("enclosure.downloaded") in driver.text()
            await driver.press("enter")
            assert Path(fifo.read_text().strip()).read_bytes() == b"x" * 1000
            await driver.press("Q")
            assert t("enclosure.played", when=t("time.now")) in driver.text()
