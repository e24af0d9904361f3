"""The main screen, as a reader uses it."""

from pathlib import Path

import pytest

from tests.screens.conftest import opened
from tui.commands import COMMANDS, clashes
from tui.screens.main.screen import MainScreen
from tui.text.width import cells


async def test_three_panes_and_the_words_above_them(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        text = driver.text()
        assert "看报" in text
        assert "订阅" in text
        assert "全部文章" in text
        assert all(cells(line) == 120 for line in driver.lines())
        main = driver.main
        assert main.sources.display
        assert main.article.display
        assert main.entries.has_focus


@pytest.mark.parametrize("size", [(120, 36), (300, 100), (100, 30), (80, 24), (50, 20), (40, 12), (20, 5)])
async def test_every_size_fills_its_lines(sample_folder: Path, size: tuple[int, int]) -> None:
    async with opened(sample_folder, size) as driver:
        for key in ("j", "enter", "space", "escape", "1", "3", "z", "z", "tab"):
            await driver.press(key)
            assert [cells(line) for line in driver.lines()] == [size[0]] * size[1]


async def test_one_pane_below_eighty(sample_folder: Path) -> None:
    async with opened(sample_folder, (50, 20)) as driver:
        main = driver.main
        assert (main.sources.display, main.article.display) == (False, False)
        await driver.press("enter")
        assert main.article.display
        assert not main.query_one("#list").display
        await driver.press("escape")
        assert main.entries.has_focus
        await driver.press("escape")
        assert main.sources.has_focus
        assert not main.query_one("#list").display


async def test_opening_marks_read_and_undo_takes_it_back(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        before = main.newsroom.counts().unread
        await driver.press("enter")
        entry = main.entries.current
        assert entry is not None
        assert entry.read
        assert main.newsroom.counts().unread == before - 1
        await driver.press("u")
        assert main.newsroom.counts().unread == before
        assert main.entries.current is not None
        assert not main.entries.current.read
        await driver.press("ctrl+r")
        assert main.newsroom.counts().unread == before - 1


async def test_moving_alone_marks_nothing(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        before = driver.main.newsroom.counts().unread
        await driver.press("j", "j", "k", "G", "g", "ctrl+d", "ctrl+u")
        await driver.until(lambda: driver.main.shown is not None, "a preview")
        assert driver.main.newsroom.counts().unread == before


async def test_space_reads_through_everything(sample_folder: Path) -> None:
    async with opened(sample_folder, (100, 30)) as driver:
        main = driver.main
        for _ in range(400):
            if main.newsroom.counts().unread == 0:
                break
            await driver.press("space")
        assert main.newsroom.counts().unread == 0


async def test_star_save_tag(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press("s", "S", "+")
        await driver.type("好文 -nothing")
        await driver.press("enter")
        entry = driver.main.entries.current
        assert entry is not None
        assert entry.starred
        assert entry.saved
        assert "好文" in entry.tags
        assert "好文" in [source.key for source in driver.main.sources.sources if source.kind == "tag"]
        await driver.press("u", "u", "u")
        assert driver.main.entries.current is not None
        assert not driver.main.entries.current.starred


async def test_mark_all_and_undo(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        before = driver.main.newsroom.counts().unread
        await driver.press("M")
        assert driver.main.newsroom.counts().unread == 0
        await driver.press("u")
        assert driver.main.newsroom.counts().unread == before


async def test_live_search_and_back(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        whole = len(main.entries.window or ())
        await driver.press("j", "slash")
        kept = main.entries.current
        await driver.type("排版")
        assert main.entries.window is not None
        assert 0 < len(main.entries.window) < whole
        await driver.press("escape")
        assert main.entries.current == kept
        assert len(main.entries.window) == whole
        await driver.press("slash")
        await driver.type("绝无此词")
        assert "没有找到" in driver.text()
        await driver.press("enter", "escape")
        assert len(main.entries.window) == whole


async def test_a_search_that_is_wrong_says_where(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press("slash")
        await driver.type('"排版')
        assert "引号没有配对" in driver.text()


async def test_tag_filter_by_and_or_not(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        whole = len(main.entries.window or ())
        await driver.press("t", "space", "enter")
        assert len(main.view.tags.all) == 1
        assert main.entries.window is not None
        with_it = len(main.entries.window)
        assert 0 < with_it < whole
        await driver.press("t", "space", "enter")
        assert len(main.view.tags.none) == 1
        assert len(main.entries.window) == whole - with_it
        await driver.press("t", "c", "space", "j", "space", "o", "enter")
        assert len(main.view.tags.any) == 2
        assert len(main.entries.window) >= with_it


async def test_find_in_the_article_goes_through_the_hits(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        await driver.press("enter", "f")
        await driver.type("看报")
        total = len(main.article.hits)
        assert total > 1
        await driver.press("enter", "n")
        assert f"2/{total}" in driver.text()
        await driver.press("escape")
        assert main.article.hits == ()


async def test_the_place_in_an_article_is_kept(sample_folder: Path) -> None:
    async with opened(sample_folder, (80, 24)) as driver:
        main = driver.main
        await driver.press("enter", "ctrl+d", "ctrl+d")
        position, entry = main.article.position, main.shown
        assert position > 0
        assert entry is not None
        await driver.pilot.resize_terminal(60, 20)
        await driver.settle()
        assert abs(main.article.position - position) < 80
        await driver.press("escape", "j", "enter", "escape", "k", "enter")
        assert main.shown is not None
        assert main.shown.entry.id == entry.entry.id
        assert abs(main.article.position - position) < 80


async def test_help_lists_every_command_and_runs_what_is_chosen(sample_folder: Path) -> None:
    async with opened(sample_folder, (100, 60)) as driver:
        await driver.press("question_mark")
        assert "退出" in driver.text()
        await driver.type("撤销")
        await driver.press("enter")
        assert "没有可以撤销的" in driver.text()


async def test_full_width_keys_do_what_their_twins_do(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press("？")
        assert len(driver.app.screen_stack) == 2
        await driver.press("escape", "／")
        assert driver.main.prompt.is_open


async def test_unsubscribe_and_undo(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        await driver.press("1")
        place = next(i for i, source in enumerate(main.sources.sources) if source.kind == "feed")
        main.sources.move_to(place)
        feeds = len(main.newsroom.library.feeds.all())
        await driver.press("d")
        assert len(main.newsroom.library.feeds.all()) == feeds - 1
        await driver.press("u")
        assert len(main.newsroom.library.feeds.all()) == feeds


async def test_an_empty_library_offers_how_to_begin(tmp_path: Path) -> None:
    async with opened(tmp_path / "library") as driver:
        assert "样刊" in driver.text()
        await driver.press("e")
        await driver.until(lambda: driver.main.newsroom.counts().entries > 11, "the sample paper")
        assert not driver.main.welcome.display
        assert driver.main.entries.has_focus


async def test_hostile_titles_are_text(tmp_path: Path) -> None:
    from tui.model.feed import ParsedEntry, ParsedFeed
    from tui.store.library import Library
    from tui.store.record import FetchRecord

    titles = ["[@click=app.quit]x[/]", "[/r/linux] post", "[/]", "[red]no[/red]", "\\[bold]", "a\x1b[2Jb"]
    library = Library.open(tmp_path / "library")
    feed = library.feeds.add("https://example.org/feed", "[/] feed", now=1)
    entries = tuple(ParsedEntry(guid=str(n), title=title, tags=("[/tag]",)) for n, title in enumerate(titles))
    library.refresh(feed, FetchRecord(), ParsedFeed(entries=entries), 1)
    library.close()
    async with opened(tmp_path / "library") as driver:
        for key in ("enter", "t", "escape", "1", "question_mark", "escape", "d"):
            await driver.press(key)
            assert "\x1b" not in driver.text()
        await driver.press("u", "2")
        text = driver.text()
        assert all(title in text for title in titles if "\x1b" not in title)


def test_every_command_has_a_method_and_its_keys_do_not_clash() -> None:
    assert [c.id for c in COMMANDS if c.scope == "main" and not hasattr(MainScreen, f"do_{c.id}")] == []
    assert clashes({}) == []


async def test_every_command_can_be_pressed(sample_folder: Path) -> None:
    for command in COMMANDS:
        if command.scope != "main" or command.id in {"refresh_all", "refresh_feed", "open"}:
            continue
        async with opened(sample_folder, (100, 30)) as driver:
            done: list[str] = []
            run = MainScreen.action_run

            def note(screen: MainScreen, name: str, done: list[str] = done, run: object = run) -> None:
                done.append(name)
                run(screen, name)  # type: ignore[operator]

            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(MainScreen, "action_run", note)
                await driver.pilot.press(command.keys[0])
                await driver.settle()
            assert command.id in done


@pytest.mark.parametrize("size", [(120, 36), (90, 30), (50, 20)])
async def test_the_sample_takes_the_place_of_the_welcome_page(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path / "library", size) as driver:
        assert "读样刊" in driver.text()
        await driver.press("e")
        assert "欢迎来到看报" in driver.text()
        assert "粘贴网址" not in driver.text()
        await driver.press("j", "enter")
        assert driver.main.shown is not None
