"""Files of articles: only those the feed names, within limits, under names that stay in the folder."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.services.conftest import NOW, Bench
from tests.support.server import Reply
from tui.config.settings import Media
from tui.fetch.request import FetchRequest, FetchResponse
from tui.model.errors import HttpFailed, NotFound, TooLarge
from tui.model.events import Downloading
from tui.model.feed import Enclosure, ParsedEntry, ParsedFeed
from tui.services.enclosures import Downloader, EnclosureState, enclosures, open_enclosure
from tui.store.record import FetchRecord


class Allowed:
    """The bench's door, to this machine too."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench

    async def get(self, request: FetchRequest) -> FetchResponse:
        return await self.bench.fetcher.get(replace(request, allow_private=True))


def entry_with(bench: Bench, *files: Enclosure) -> int:
    feed = bench.add("/feed")
    parsed = ParsedFeed("播客", entries=(ParsedEntry(guid="1", title="第一集", enclosures=files),))
    return bench.library.refresh(feed, FetchRecord(), parsed, NOW).new[0]


async def test_a_file_comes_piece_by_piece_into_the_folder(bench: Bench, tmp_path: Path) -> None:
    bench.server.route("/a.mp3", Reply(b"x" * 3_000_000))
    bench.server.route("/..%2F..%2Fevil", Reply(b"y"))
    url, evil = bench.server.url("/a.mp3"), bench.server.url("/..%2F..%2Fevil")
    entry = entry_with(bench, Enclosure(url, "audio/mpeg", 3_000_000, "../../第一集\x1b[31m/CON"), Enclosure(evil))
    downloader = Downloader(bench.library, Allowed(bench), Media(folder=str(tmp_path / "播客"), most=5))
    told: list[Downloading] = []
    path = Path(await downloader.download(entry, url, told.append))
    again = Path(await downloader.download(entry, url, told.append))
    other = Path(await downloader.download(entry, evil, told.append))
    assert path.parent == again.parent == other.parent == tmp_path / "播客"
    assert len({path, again, other}) == len(list(path.parent.iterdir())) == 3
    assert path.name.endswith("第一集／CON.mp3")
    assert path.read_bytes() == b"x" * 3_000_000
    assert told[0].total == 3_000_000
    first, second = enclosures(bench.library, entry)
    assert (first.file, second.file) == (str(again), str(other))
    again.unlink()
    assert enclosures(bench.library, entry)[0].file == ""


async def test_what_fails_leaves_nothing(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "d"
    bench.server.route("/big", Reply(b"x" * 2_000_000, chunked=50_000))
    entry = entry_with(bench, Enclosure(bench.server.url("/big")), Enclosure(bench.server.url("/none")))
    downloader = Downloader(bench.library, Allowed(bench), Media(folder=str(folder), most=1))
    with pytest.raises(TooLarge):
        await downloader.download(entry, bench.server.url("/big"), lambda event: None)
    with pytest.raises(HttpFailed):
        await downloader.download(entry, bench.server.url("/none"), lambda event: None)
    with pytest.raises(NotFound):
        await downloader.download(entry, bench.server.url("/other"), lambda event: None)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a script of a POSIX shell")
def test_a_program_gets_one_argument(tmp_path: Path) -> None:
    import os

    fifo, program = tmp_path / "told", tmp_path / "player"
    os.mkfifo(fifo)
    program.write_text(f'#!/bin/sh\nfor word; do echo "$word"; done > "{fifo}"\n')
    program.chmod(0o755)
    state = EnclosureState(Enclosure("https://a.example/$(x) `y`.mp3"))
    assert open_enclosure(state, (str(program), "--quiet"))
    assert fifo.read_text().splitlines() == ["--quiet", "https://a.example/$(x) `y`.mp3"]
    assert not open_enclosure(EnclosureState(Enclosure("file:///etc/passwd")), (str(program),))
    assert not open_enclosure(state, (str(tmp_path / "none"),))


async def test_what_was_played_is_remembered_and_goes_with_the_entry(bench: Bench) -> None:
    entry = entry_with(bench, Enclosure("https://a.example/1.mp3"))
    library = bench.library
    library.played.opened(entry, "https://a.example/1.mp3", NOW)
    library.played.downloaded(entry, "https://a.example/1.mp3", "/somewhere")
    assert enclosures(library, entry)[0].played == NOW
    library._db.run("DELETE FROM entry WHERE id = ?", (entry,))
    assert library.played.of(entry) == {}
