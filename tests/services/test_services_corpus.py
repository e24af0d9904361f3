"""Every real feed of the corpus, served over HTTP: nothing crashes, nothing is lost, twice adds nothing.

Runs where ``../shared/corpus`` lies beside the checkout; a part of it each time, all of it with ``KANBAO_FULL=1``.
"""

import asyncio
import json
import os
import re
from pathlib import Path

import feedparser
import pytest

from tests.services.conftest import Bench
from tests.support.server import Reply
from tui.i18n import error_text
from tui.model.events import FeedRefreshed
from tui.model.feed import FetchState
from tui.services.refresh import Refresher
from tui.store.view import View

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "feeds"
FULL = os.environ.get("KANBAO_FULL") == "1"
KINDS = {
    ".xml": "text/xml",
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
    ".json": "application/json",
}
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this checkout")


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def served(folder: Path) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.suffix in KINDS and path.name != "expected.json"]
    return sorted(files) if FULL or folder.name.startswith("zh-") else sorted(files)[:12]


async def refreshed(bench: Bench, files: dict[Path, Reply]) -> dict[Path, FetchState]:
    """Serves the files, subscribes to each and refreshes once."""
    for number, reply in enumerate(files.values()):
        bench.server.route(f"/{number}", reply)
    feeds = {path: bench.add(f"/{number}") for number, path in enumerate(files)}
    states = bench.library.feeds.states()
    async with asyncio.timeout(1200):
        refresher = Refresher(bench.library, bench.fetcher, bench.reader, clock=bench.clock)
        await refresher.refresh(states, bench.events.append)
    by_id = {state.feed: state for state in states}
    return {path: by_id[feed] for path, feed in feeds.items()}


@pytest.mark.parametrize("folder", sorted(CORPUS.iterdir()) if CORPUS.is_dir() else [], ids=lambda path: path.name)
async def test_a_set_of_feeds(bench: Bench, folder: Path) -> None:
    files = {
        path: Reply(path.read_bytes(), {"Content-Type": KINDS[path.suffix], "ETag": f'"{n}"'}, conditional=True)
        for n, path in enumerate(served(folder))
    }
    if not files:
        pytest.skip("no feeds in this set")
    await refreshed(bench, files)
    results = {event.feed: event for event in bench.events if isinstance(event, FeedRefreshed)}
    assert len(results) == len(files)
    for result in results.values():
        assert result.status == "ok" or error_text(result.error), result
    asked = len(bench.server.requests)
    again = await bench.refresh()
    assert [result for result in again if result.new] == []
    read = {result.feed for result in results.values() if result.status == "ok"}
    conditional = [request for request in bench.server.requests[asked:] if "if-none-match" in request.headers]
    assert len(conditional) >= len(read)
    assert [result for result in again if result.feed in read and result.http_status != 304] == []


async def test_transcoded_titles(bench: Bench) -> None:
    folder = CORPUS / "zh-transcoded"
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    files = {
        folder / name: Reply((folder / name).read_bytes(), {"Content-Type": about["content_type"] or "text/xml"})
        for name, about in expected.items()
    }
    states = await refreshed(bench, files)
    wrong = []
    for path, state in states.items():
        page = bench.library.feeds.get(state.feed)
        entries = [id_ for _, id_ in bench.library.entries.ids(View(feed=state.feed), limit=5000)]
        titles = {folded(row.title) for row in bench.library.entries.rows(entries)}
        wanted = {folded(title) for title in expected[path.name]["entry_titles"]}
        if not wanted <= titles or folded(page.title) != folded(expected[path.name]["feed_title"]):
            wrong.append((path.name, sorted(wanted - titles)[:2], page.title, page.error))
    assert len(wrong) <= 1, wrong


async def test_no_entry_is_lost_that_feedparser_finds(bench: Bench) -> None:
    files = {}
    for folder in sorted(CORPUS.glob("zh-*")):
        for path in served(folder):
            if path.suffix != ".json" and folder.name != "zh-transcoded":
                files[path] = Reply(path.read_bytes(), {"Content-Type": KINDS[path.suffix]})
    states = await refreshed(bench, files)
    lost = []
    for path, state in states.items():
        parsed = feedparser.parse(path.read_bytes())
        links = {entry.get("link") or entry.get("title") for entry in parsed.entries}
        stored = bench.library.feeds.get(state.feed).entries
        if stored < min(len(links), 1000):
            lost.append((path.name, len(links), stored, error_text(bench.library.feeds.get(state.feed).error)))
    assert lost == []
