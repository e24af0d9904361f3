"""A list of hits: what takes too long comes later, the count too, and the next question takes back the one before."""

import asyncio
import threading
from pathlib import Path

import pytest

from tests.store.made import NOW, fill, item
from tui.model.errors import Interrupted
from tui.query.ast import Regex, Word
from tui.services.looking import Looker
from tui.services.search_window import SearchWindow
from tui.services.writing import Writer
from tui.store.library import Library
from tui.store.view import View

ENTRIES = 300


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.open(tmp_path)
    feed = made.feeds.add("https://a.test", "人民日报", now=NOW)
    titles = [f"第 {n} 条：國務院發布" for n in range(ENTRIES)]
    items = (item(str(n), title=title, text="正文。" * 200, published=NOW - n) for n, title in enumerate(titles))
    fill(made, feed, *items)
    return made


def test_the_first_hits_come_at_once_and_the_rest_as_one_goes(library: Library) -> None:
    window = SearchWindow(library, View(query=Word("国务院")))
    assert (len(window), window.total) == (SearchWindow.first, None)
    window.expect(library.entries.count(window.view))
    assert (len(window), window.total) == (ENTRIES, ENTRIES)
    assert window.reach(ENTRIES + 5) == ENTRIES - 1
    entry = window.entry(7)
    assert entry is not None
    hit = window.hit(entry.id)
    assert hit is not None
    assert [entry.title[start:end] for start, end in hit.title_spans] == ["國務院"]
    assert SearchWindow(library, View(query=Word("未读"))).total == 0


def test_what_takes_long_is_looked_for_elsewhere(library: Library) -> None:
    asked: list[int] = []
    view = View(query=Regex("第 2.. 条"))
    window = SearchWindow(library, view, slow=lambda _, n: asked.append(n), patience=-1)
    assert (window.waiting, asked, len(window)) == (True, [window.first], 0)
    assert window.id_at(3) is None
    window.take(library.entries.ids(window.view, after=window.after, limit=50), 50)
    assert (window.waiting, len(window)) == (False, 50)
    assert library.entries.count() == ENTRIES, "the connection is as it was"


async def test_only_the_question_asked_last_is_answered(tmp_path: Path, library: Library) -> None:
    looker = Looker(tmp_path)
    started = threading.Event()

    def endless(asked: Library) -> None:
        started.set()
        while True:
            asked.entries.count(View(query=Regex("无此标题")))

    first = asyncio.create_task(looker.ask(endless))
    await asyncio.to_thread(started.wait)
    second = asyncio.create_task(looker.ask(lambda asked: asked.entries.count()))
    with pytest.raises(Interrupted):
        await first
    assert await second == ENTRIES
    looker.close()


async def test_what_has_time_gives_way_to_acts_and_is_done_behind_them(tmp_path: Path, library: Library) -> None:
    writer = Writer(tmp_path)
    started, rounds = threading.Event(), []

    def long(asked: Library) -> int:
        rounds.append(1)
        started.set()
        while len(rounds) == 1:
            asked.entries.count(View(query=Regex("无此标题")))
        return asked.counts().starred

    counted = asyncio.create_task(writer.spare(long))
    await asyncio.to_thread(started.wait)
    done = await writer.do(lambda asked: asked.acts.act([1, 2], "starred", True, NOW))
    assert done.changed == 2
    assert await counted == 2
    assert len(rounds) == 2
    writer.close()
