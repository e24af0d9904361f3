"""Feeds through the worker: the same result as in place, errors with their facts, hostile ones stopped."""

import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tui.feeds.parse import parse
from tui.feeds.prepare import prepare
from tui.feeds.reader import FeedReader, seconds_for
from tui.model.errors import EmptyBody, NotAFeed, WorkerStopped
from tui.store.grams import pieces_of
from tui.store.identity import keys
from tui.worker.pool import Workers

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
async def reader() -> AsyncIterator[FeedReader]:
    async with Workers(size=1) as workers:
        yield FeedReader(workers)


@pytest.mark.parametrize("pieces", [False, True])
async def test_the_worker_reads_what_is_read_in_place(reader: FeedReader, pieces: bool) -> None:
    for path in sorted(FIXTURES.iterdir()):
        if ".expected" not in path.name:
            body = path.read_bytes()
            arguments: dict[str, Any] = {"url": "https://e.example/feed", "now": 1_715_000_000, "limit": 5}
            read = await reader.read(body, **arguments, pieces=pieces)
            assert read == prepare(parse(body, **arguments), pieces=pieces)
            # What the store would make of the entries as they came is what came with them.
            assert [more.keys for more in read.prepared] == [keys(entry) for entry in read.entries]
            assert [more.pieces for more in read.prepared] == [
                pieces_of(entry) if pieces else None for entry in read.entries
            ]


async def test_errors_come_back_as_themselves(reader: FeedReader) -> None:
    with pytest.raises(EmptyBody):
        await reader.read(b"", url="https://e.example/")
    with pytest.raises(NotAFeed) as caught:
        await reader.read(b"<html></html>", url="https://e.example/")
    assert caught.value.about == {"url": "https://e.example/", "found": "html"}


class Lying:
    """Workers whose answer is whatever a child that was taken over might say."""

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def warm(self, module: str) -> None:
        """Nothing to warm."""

    async def run(self, job: str, payload: bytes, args: dict[str, Any], seconds: float) -> Any:
        return self._answer


@pytest.mark.parametrize("answer", [None, {}, {"title": "\x1b"}, [1]])
async def test_an_answer_that_is_no_feed_counts_as_a_crash(answer: Any) -> None:
    with pytest.raises(WorkerStopped) as caught:
        await FeedReader(Lying(answer)).read(b"x", url="https://e.example/")  # type: ignore[arg-type]
    assert caught.value.about == {"url": "https://e.example/", "reason": "crash"}


def test_the_program_itself_imports_no_parser() -> None:
    script = "import sys, tui.feeds.reader; print(*sys.modules)"
    root = str(Path(__file__).parents[2])
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"feedparser", "selectolax", "xml.etree.ElementTree", "tui.feeds.parse", "tui.document.html"}


def test_time_grows_with_size_up_to_a_limit() -> None:
    assert seconds_for(0) == 2.0
    assert seconds_for(2_000_000) == 3.0
    assert seconds_for(10**9) == 8.0
