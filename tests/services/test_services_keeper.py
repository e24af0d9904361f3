"""Notes, highlights and versions by the keeper; exports at the desk; what is taken along before a journey."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.export.conftest import png
from tests.extract import pages
from tests.store.made import NOW, fill, item
from tests.support.server import Reply, Server
from tui.config.settings import Settings
from tui.document.blocks import Document, Paragraph, Span
from tui.model.errors import CannotWrite, NotFound
from tui.model.events import Event, WorkAdvanced
from tui.model.feed import Script
from tui.query.parse import parse_query
from tui.services.desk_export import ExportWish, run_export
from tui.services.keeper import Keeper, turn_highlight
from tui.services.newsroom import Newsroom
from tui.services.offline import Offline, estimate
from tui.services.tools import at_desk
from tui.store.library import Library
from tui.store.view import View

TEXT = "第一段说降息。\n\n第二段说楼市，也说股市。"
HTML = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n"))


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[Newsroom]:
    newsroom = Newsroom(tmp_path / "library", Settings(), clock=lambda: NOW)
    feed = newsroom.library.feeds.add("https://a.test", title="甲报", now=NOW)
    fill(newsroom.library, feed, item("a", html=HTML, text=TEXT))
    yield newsroom
    await newsroom.close()


def spans(document: Document) -> list[Span]:
    return [span for block in document.blocks if isinstance(block, Paragraph) for span in block.content.spans]


def marks(keeper: Keeper) -> list[tuple[str, int]]:
    return [(mark.quote, place) for mark, place in keeper.places(1)]


async def test_highlights_are_turned_on_and_off(newsroom: Newsroom) -> None:
    keeper = newsroom.keeper
    assert await keeper.turn_highlight(1, 3, 6) is True
    assert marks(keeper) == [("说降息", 3)]
    assert await keeper.turn_highlight(1, 9, 14) is True
    # A part of one takes away the whole; half in, half out is a new one.
    assert await keeper.turn_highlight(1, 4, 5) is False
    assert await keeper.turn_highlight(1, 12, 16) is True
    assert marks(keeper) == [("第二段说楼", 9), ("说楼市，", 12)]
    assert await keeper.turn_highlight(1, 10, 15) is False
    assert marks(keeper) == []
    # Folds and notes lie behind the text; a passage there is none of the article's.
    assert await keeper.turn_highlight(1, 500, 510) is None
    assert await keeper.turn_highlight(1, 20, 510) is True
    assert marks(keeper)[0][0] == TEXT[20:]
    await newsroom.undo()
    assert marks(keeper) == []
    with pytest.raises(NotFound):
        await keeper.turn_highlight(99, 0, 3)


async def test_highlights_stand_in_the_article_in_either_script(newsroom: Newsroom) -> None:
    await newsroom.keeper.turn_highlight(1, 9, 14)
    scripts: tuple[Script, ...] = ("", "hant")
    for script in scripts:
        newsroom.scripts.wish = script
        _, document = newsroom.article(1)
        texts = [span.text for span in spans(document) if span.style]
        assert texts == [{"": "第二段说楼", "hant": "第二段說樓"}[script]]


async def test_a_changed_text_keeps_its_highlight_and_tells_the_change(newsroom: Newsroom) -> None:
    library, keeper = newsroom.library, newsroom.keeper
    await keeper.turn_highlight(1, 13, 15)
    assert keeper.changes(1) == []
    changed = TEXT.replace("第一段说降息", "央行第一段说加息")
    fill(library, 1, item("a", title="新题", html="".join(f"<p>{p}</p>" for p in changed.split("\n\n")), text=changed))
    assert marks(keeper) == [("楼市", 15)]
    (change,) = keeper.changes(1)
    assert (change.old.split("\n")[0], change.new.split("\n")[0]) == ("a", "新题")
    shown = "".join(span.text for span in spans(change.document(marked=True)))
    assert "[-降-]{+加+}息" in shown
    assert newsroom.remarks(1).changes == 1


async def test_notes_and_markdown(newsroom: Newsroom) -> None:
    keeper = newsroom.keeper
    assert await keeper.write_note(1, "  我的话\n第二行  ")
    assert not await keeper.write_note(1, "我的话\n第二行")
    await keeper.turn_highlight(1, 3, 6)
    text = keeper.markdown(1)
    assert text.startswith("# a\n")
    assert "第一段==说降息==。" in text
    assert "我的话\n第二行" in text
    assert newsroom.remarks(1).note == "我的话\n第二行"


def test_turning_is_what_the_writer_does(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        fill(library, library.feeds.add("https://a.test", now=NOW), item("a", html="<p>字</p>", text="字"))
        assert turn_highlight(library, 1, -5, 50, NOW) is True
        assert turn_highlight(library, 1, 0, 1, NOW) is False


# Exports at the desk -------------------------------------------------------------------------------------------------


async def test_an_export_tells_how_far_it_is_and_where_it_went(newsroom: Newsroom, tmp_path: Path) -> None:
    fill(newsroom.library, 1, *(item(f"第{n}篇", html=HTML, text=TEXT) for n in range(30)))
    heard: list[Event] = []
    newsroom.listen(heard.append)
    entries = await newsroom.keeper.entries(View())
    told = await newsroom.keeper.export(ExportWish((*entries, 999), "md", str(tmp_path / "out"), language="zh"))
    assert (told["done"], told["failed"], told["files"]) == (31, 1, 31)
    assert len(list((tmp_path / "out").glob("*.md"))) == 31
    assert isinstance(heard[0], WorkAdvanced)
    assert heard[0].total == 32
    told = await newsroom.keeper.export(ExportWish(entries, "epub", str(tmp_path / "out"), title="a/b 周刊"))
    assert told["path"].endswith("a／b 周刊.epub")
    assert (told["done"], told["files"]) == (31, 1)
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite):
        await newsroom.keeper.export(ExportWish(entries, "md", str(tmp_path / "file" / "x")))


async def test_an_export_that_is_given_up_leaves_whole_files(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        feed = library.feeds.add("https://a.test", now=NOW)
        fill(library, feed, *(item(f"第{n}篇", html=HTML * 50, text=TEXT * 50) for n in range(400)))
        entries = tuple(id_ for _, id_ in library.entries.ids(limit=500))
    for title in ("", "全部"):
        out, begun = tmp_path / f"out{title}", asyncio.Event()

        def heard(event: Event, begun: asyncio.Event = begun) -> None:
            begun.set()

        wish = ExportWish(entries, "md", str(out), title)
        task = asyncio.ensure_future(run_export(tmp_path / "library", wish, heard))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        files = list(out.iterdir())
        assert len(files) < 400
        assert all(path.suffix == ".md" and path.read_text("utf-8").rstrip().endswith(">") for path in files)
        assert not title or not files


# Before a journey ----------------------------------------------------------------------------------------------------


async def test_what_is_unread_is_taken_along_within_bounds(tmp_path: Path) -> None:
    with Server() as server:
        server.route("/a.html", Reply(pages.modern().encode(), {"Content-Type": "text/html"}))
        server.route("/1.png", Reply(png(grey=1)))
        picture = f'<p>正文</p><img src="{server.url("/1.png")}">'
        with Library.open(tmp_path) as library:
            feed = library.feeds.add(server.url("/feed"), allow_private=True, now=NOW)
            fill(
                library, feed,
                item("a", url=server.url("/a.html"), text="短", published=NOW - 10),
                item("b", url=server.url("/gone"), html=picture, images=(server.url("/1.png"),), published=NOW - 20),
                item("c", url=server.url("/a.html?c"), published=NOW - 30), item("d", url="", published=NOW - 40),
            )  # fmt: skip
            titles = {row.title: row.id for row in library.entries.rows([1, 2, 3, 4])}
            library.acts.act([titles["c"]], "read", True, NOW)
            found = estimate(library, View(), 2)
            assert (found.unread, found.entries) == (3, (titles["a"], titles["b"]))
            assert found.bytes > 100_000
            assert estimate(library, View(query=parse_query("title:b", NOW)), 9).entries == (titles["b"],)
        heard: list[Event] = []
        async with at_desk(tmp_path, Settings(), tmp_path / "none.toml") as tools:
            offline = Offline(tools.library, tools.fetcher, tools.texts, lambda: NOW)
            taken = await offline.take(found.entries, 10**9, heard.append)
            # The page of one is gone: what could be had of it is kept all the same.
            assert (taken.done, taken.failed, taken.full) == (1, 1, False)
            assert taken.bytes > 0
            full = await offline.take([titles["d"]], 0, heard.append)
            assert full.full
            assert isinstance(heard[-1], WorkAdvanced)
        with Library.open(tmp_path) as library:
            assert library.entries.article(titles["a"]).full_text == "page"
            assert len(library.shelf.pictures(titles["b"])) == 1
            assert library.shelf.sweep(NOW) == 0
            assert library.counts().saved == 0
