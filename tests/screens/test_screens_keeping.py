"""What is kept, by keys: saved, marked, noted, exported, found on the shelf; the paper; what others changed."""

from pathlib import Path

import pytest
from textual import events
from textual.events import Paste

from tests.export.conftest import png
from tests.extract import pages
from tests.screens.conftest import NOW, Driver, opened
from tests.store.made import fill, item
from tests.support.server import Reply, Server
from tui.config.settings import Keeping, Settings
from tui.screens.dialogs.export import ExportDialog
from tui.screens.dialogs.note import NoteDialog
from tui.screens.paper import PaperScreen
from tui.screens.shelf import ShelfScreen
from tui.store.library import Library

HTML = "<p>第一段说降息，也说加息。</p><p>第二段说楼市。</p>"


def foot(driver: Driver) -> str:
    return driver.main.foot.message


async def test_an_article_is_kept_marked_noted_and_handed_on(tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    config = tmp_path / "config.toml"
    config.write_text(f'[keep]\nexport_folder = "{tmp_path}/out"\nmirror = "{mirror}"\n', "utf-8")
    with Server() as server:
        server.route("/b", Reply(status=503))
        server.route("/a", Reply(b"<p>x</p>", {"Content-Type": "text/html"}))
        server.route("/1.png", Reply(png()))
        with Library.open(tmp_path / "library") as library:
            feed = library.feeds.add(server.url("/feed"), "江沅", allow_private=True, now=NOW)
            html = HTML + f'<img src="{server.url("/1.png")}">'
            fill(
                library,
                feed,
                item("甲", url=server.url("/a"), html=html, text="第一段说降息，也说加息。", published=NOW),
            )
            fill(library, feed, item("乙", url=server.url("/b"), html=HTML, text="正文", published=NOW - 9))
        async with opened(tmp_path / "library", (100, 30), config=config) as driver:
            # Saved: fetched in the background, and told of when it is there.
            await driver.press("enter", "S")
            await driver.until(lambda: "1 张图片" in foot(driver), "the picture is kept")
            # A passage is highlighted, drawn by a role, and kept when the text is set anew.
            await driver.press("V", *"lllll", "m")
            assert [mark.quote for mark in driver.main.newsroom.remarks(1).highlights] == ["第一段说降息"]
            await driver.press("left_square_bracket")
            assert "第一段" in driver.text()
            # The note stands at the foot.
            await driver.press("A")
            assert isinstance(driver.app.screen, NoteDialog)
            await driver.type("记一笔")
            await driver.press("enter")
            await driver.type("还有")
            area = driver.app.screen.focused
            assert area is not None
            area.post_message(Paste("\x1b]0;贴\x07"))
            await driver.settle()
            await driver.press("escape", "G")
            # What is typed into a note can be given up; the program goes on.
            await driver.press("A")
            await driver.type("不要了")
            await driver.press("ctrl+q")
            assert not isinstance(driver.app.screen, NoteDialog)
            note = driver.main.newsroom.remarks(1).note
            assert note.startswith("记一笔\n还有")
            assert "不要了" not in note
            assert not {"\x1b", "\x07"} & set(note)
            assert [line.split("│")[-1].strip() for line in driver.lines() if "记一笔" in line or "还有" in line] == [
                "记一笔", note.split("\n")[1],
            ]  # fmt: skip
            await driver.press("i")
            assert "划线  第一段说降息" in driver.text()
            await driver.press("escape", "Y")
            copied = driver.app.clipboard
            assert "==第一段说降息==" in copied
            assert note in copied
            await driver.until(lambda: any("记一笔" in p.read_text("utf-8") for p in mirror.glob("*.md")), "the mirror")
            # Exported by two presses of one key, where the settings say.
            await driver.press("e")
            assert isinstance(driver.app.screen, ExportDialog)
            # A key that is pressed again before the panel is off the screen does nothing.
            for _ in range(3):
                driver.app.screen.post_message(events.Key("e", "e"))
            await driver.until(lambda: "已导出 1 篇" in foot(driver), "the export")
            (written,) = (tmp_path / "out").glob("*.md")
            assert "==第一段说降息==" in written.read_text("utf-8")
            # What cannot be had is told with the reason, on the shelf too, and tried again by key.
            await driver.press("escape", "j", "S")
            await driver.until(lambda: "503" in foot(driver), "what failed is told")
            await driver.press("B")
            shelf = driver.app.screen
            assert isinstance(shelf, ShelfScreen)
            assert "没有存全" in driver.text()
            assert "503" in driver.text()
            assert "有笔记 · 划线 1 处" in driver.text()
            server.route("/b", Reply(b"<p>x</p>", {"Content-Type": "text/html"}))
            await driver.press("j", "r")
            await driver.until(lambda: "1 篇都存全了" in driver.text(), "tried again")
            assert "没有存全" not in driver.text()
            # Taken off and put back; read, and back to the same place.
            await driver.press("j", "d")
            assert driver.main.newsroom.counts().saved == 1
            assert "不再保存" in driver.text()
            await driver.press("u")
            assert driver.main.newsroom.counts().saved == 2
            for words in ("按来源", "按标签", "按日期"):
                await driver.press("tab")
                assert words in driver.lines()[0]
            await driver.press("j", "enter")
            assert driver.main.article.has_focus
            assert "第二段说楼市" in driver.text()
            await driver.press("escape")
            assert isinstance(driver.app.screen, ShelfScreen)
            await driver.press("escape")
            assert driver.main.entries.has_focus


async def test_the_paper_is_leafed_through(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press("P")
        paper = driver.app.screen
        assert isinstance(paper, PaperScreen)
        assert "早　报" in driver.text()
        await driver.press("t")
        await driver.press(*["backspace"] * 3, "9", "d", "enter")
        assert "近 9 天" in driver.text()
        await driver.press("j", "k", "j")
        story = paper.page.story
        assert story is not None
        assert paper.page.cursor > 0
        await driver.press("enter")
        assert driver.main.article.has_focus
        assert driver.main.shown is not None
        assert driver.main.shown.entry.id == story.entry.id
        await driver.press("escape")
        again = driver.app.screen
        assert isinstance(again, PaperScreen)
        assert again.page.story == story
        assert story.entry.id in again.page.read
        await driver.press("slash")
        await driver.type("ab:")
        await driver.press("enter")
        assert "第 1 个字" in driver.text()
        await driver.press("G", "g", "space", "b", "n", "l", "h", "escape")
        assert driver.main.entries.has_focus


async def test_changes_are_shown_one_by_one_with_and_without_colour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path) as library:
        feed = library.feeds.add("https://a.test", now=NOW)
        for text in ("降息25个基点。", "降息50个基点。", "降准50个基点。"):
            fill(library, feed, item("甲", html=f"<p>{text}</p>", text=text))
    async with opened(tmp_path, (80, 24)) as driver:
        await driver.press("enter")
        assert "已修改 2 次" in driver.text()
        await driver.press("D")
        assert "第 2 次修改（共 2 次）" in driver.text()
        assert "降息准50个基点" in driver.text()
        await driver.press("h")
        assert "降息2550个基点" in driver.text()
        await driver.press("escape")
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(tmp_path, (50, 20)) as driver:
        await driver.press("D")
        assert "降[-息-]{+准+}50个基点" in driver.text()


async def test_unread_articles_are_taken_along(tmp_path: Path) -> None:
    with Server() as server:
        server.route("/a.html", Reply(pages.modern().encode(), {"Content-Type": "text/html"}))
        with Library.open(tmp_path) as library:
            feed = library.feeds.add(server.url("/feed"), allow_private=True, now=NOW)
            fill(library, feed, item("甲", url=server.url("/a.html"), html="<p>短</p>", text="短"))
        async with opened(tmp_path, settings=Settings(keep=Keeping(offline_entries=9))) as driver:
            await driver.press("X")
            assert "1 篇，约 2 张图片" in driver.text()
            await driver.press("G", "enter")
            await driver.until(lambda: "带走了" in foot(driver), "taken along")
            await driver.press("enter")
            assert "说明会由文化局副局长" in driver.text()
            await driver.press("X")
            assert "没有未读的文章" in driver.text()
