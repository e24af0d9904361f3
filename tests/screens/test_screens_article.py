"""The article pane, as a reader uses it: selecting, following links, finding, folds, long code, and its place."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from tests.screens.conftest import NOW, Driver, opened
from tui.config.settings import Browser, Settings
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.text.width import cells

FIRST = "二月的风还带着凉意，城西的编组站已经忙了起来。调度员说，今年开行的班列比去年多出12.5%，单日最多发出38列。"
SECOND = "他指着屏幕上的GPT-4o实时运行图，又补了一句：“要看得懂，先得会C++。”"
LONG_CODE = "return [car for car in train.cars if car.sealed and car.ready and car.weight_in_tonnes &lt; THE_LIMIT]"
HTML = (
    f"<p>　　{FIRST}</p><p>{SECOND}见<a href='https://paper.example/map?utm_source=a&amp;x=1'>甲</a>和"
    "<a href='https://paper.example/two'>乙图</a>。</p>"
    f"<pre>def depart(train):\n    {LONG_CODE}</pre>"
    "<table><tr><th>城市</th><th>班列</th></tr><tr><td>临川</td><td>1,204</td></tr></table>"
    "<p>末段。</p>"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with one short article that has all that is asked for here, and a long one below it."""
    long = "".join(f"<p>第{number}段。{FIRST * 2}</p>" for number in range(60))
    entries = (
        ParsedEntry(
            guid="a",
            title="一篇短文",
            url="https://paper.example/a?utm_medium=rss&id=7",
            html=HTML,
            text=FIRST,
            published=NOW - 60,
            tags=("铁路",),
        ),
        ParsedEntry(
            guid="b", title="一篇长文", url="https://paper.example/b", html=long, text=long, published=NOW - 90
        ),
    )
    with Library.open(tmp_path / "library") as library:
        feed = library.feeds.add("https://paper.example/feed", "报", now=NOW)
        library.refresh(feed, FetchRecord(), ParsedFeed(title="报", entries=entries), NOW)
    return tmp_path / "library"


def place_of(driver: Driver, text: str) -> tuple[int, int]:
    """Where on the screen a text of the article begins."""
    region = driver.main.article.region
    for y, line in enumerate(driver.lines()):
        at = line.find(text)
        if at >= 0 and cells(line[:at]) >= region.x:
            return cells(line[:at]), y
    raise AssertionError(f"{text} is not on the screen\n{driver.text()}")


async def drag(driver: Driver, start: tuple[int, int], end: tuple[int, int]) -> None:
    await driver.pilot.mouse_down(offset=start)
    await driver.pilot.hover(offset=(end[0] - 1, end[1]))
    await driver.pilot.hover(offset=end)
    await driver.pilot.mouse_up(offset=end)
    await driver.settle()


# Selecting -----------------------------------------------------------------------------------------------------------


async def test_what_a_drag_copies_is_the_source_without_breaks_and_indents(folder: Path) -> None:
    async with opened(folder) as driver:
        await driver.press("enter")
        await drag(driver, place_of(driver, "二月的"), place_of(driver, "末段"))
        assert "y 复制" in driver.lines()[-1]
        await driver.press("y")
        assert driver.app.clipboard == (
            f"{FIRST}\n\n{SECOND}见甲和乙图。\n\n"
            f"def depart(train):\n    {LONG_CODE.replace('&lt;', '<')}\n\n城市\t班列\n临川\t1,204"
        )
        assert driver.main.article.selection is None


async def test_two_clicks_take_a_word_three_a_paragraph_one_nothing(folder: Path) -> None:
    async with opened(folder) as driver:
        await driver.press("enter")
        article = driver.main.article
        for word in ("GPT-4o", "12.5%", "今年开行", "C++"):
            await driver.pilot.click(offset=place_of(driver, word), times=2)
            assert article.selected_text() == word
        await driver.pilot.click(offset=place_of(driver, "12.5%"), times=3)
        assert article.selected_text() == FIRST
        await driver.pilot.click(offset=place_of(driver, "调度员"))
        assert article.selection is None
        # Title, facts and the address below are text too.
        await driver.pilot.click(offset=place_of(driver, "一篇短文"), times=3)
        assert article.selected_text() == "一篇短文"
        x, y = place_of(driver, "原文 https")
        await drag(driver, place_of(driver, "末段"), (x + 7, y))
        assert article.selected_text() == "末段。\n\n原文 htt"
        x, y = place_of(driver, FIRST[:4])
        await drag(driver, place_of(driver, "短文"), (x + 7, y))
        assert article.selected_text().startswith("短文\n\n报 · ")
        assert article.selected_text().endswith("\n\n二月的风")


async def test_a_caret_selects_by_character_word_and_line(folder: Path) -> None:
    async with opened(folder) as driver:
        article = driver.main.article
        await driver.press("enter", "V")
        assert article.selected_text() == "二"
        await driver.press("l", "l")
        assert article.selected_text() == "二月的"
        await driver.press("h", "e")
        assert article.selected_text() == "二月的"
        await driver.press("w", "w", "w")
        assert article.selected_text() == "二月的风还带"
        await driver.press("dollar_sign", "j")
        assert article._page is not None
        assert article.selected_text() == FIRST[: article._page.line(1).end]
        await driver.press("G", "o", "h")
        assert article.selected_text().endswith("末段。")
        await driver.press("g", "g", "o", "y")
        assert driver.app.clipboard.startswith("一篇短文")
        assert not article.visual


async def test_every_key_of_the_caret_does_something_and_esc_ends_it(folder: Path) -> None:
    from tui.commands import COMMANDS

    async with opened(folder, (80, 24)) as driver:
        article = driver.main.article
        for command in (command for command in COMMANDS if command.scope == "select"):
            for key in command.keys:
                await driver.press("1", "enter", "enter", "V", "l", "j", "l")
                assert article.visual, driver.text()
                before = (article.selection, article._caret)
                await driver.press(key)
                assert (article.selection, article._caret) != before, command.id
                await driver.press("escape")
                assert (article.selection, article.visual) == (None, False)


async def test_y_without_a_selection_copies_the_address_without_trackers(folder: Path) -> None:
    async with opened(folder) as driver:
        await driver.press("enter", "y")
        assert driver.app.clipboard == "https://paper.example/a?id=7"


async def test_a_drag_that_another_article_interrupts_lets_the_mouse_go(folder: Path) -> None:
    async with opened(folder) as driver:
        await driver.press("enter")
        await driver.pilot.mouse_down(offset=place_of(driver, "二月的"))
        await driver.pilot.hover(offset=place_of(driver, "GPT"))
        assert driver.main.article.selection is not None
        await driver.press("n")
        assert driver.main.article.selection is None
        await driver.pilot.mouse_up(offset=(60, 20))
        assert driver.app.mouse_captured is None


# Links ---------------------------------------------------------------------------------------------------------------


async def test_typed_letters_open_a_link_and_capitals_copy_it(folder: Path, tmp_path: Path) -> None:
    note = tmp_path / "opened"
    program = f"import sys; open({str(note)!r}, 'w').write(sys.argv[1])"
    settings = Settings(browser=Browser(command=(sys.executable, "-c", program, "%u")))
    async with opened(folder, settings=settings) as driver:
        article = driver.main.article
        await driver.press("enter", "O")
        assert list(article.hints.values())[:3] == ["#铁路", *article.links[:2]]
        assert "s甲" in driver.text()
        assert "d乙图" in driver.text()
        await driver.press("d")
        assert not article.hints
        await driver.until(lambda: note.exists() and bool(note.read_text()), "the browser")
        assert note.read_text() == "https://paper.example/two"
        await driver.press("O", "S")
        assert driver.app.clipboard == "https://paper.example/map?x=1"
        await driver.press("O", "l")
        assert article.hints
        await driver.press("escape")
        assert not article.hints
        assert driver.main.pane == "article"
        await driver.press("O", "a")
        assert driver.main.view.tags.all == ("铁路",)


async def test_all_links_are_in_a_list(folder: Path) -> None:
    async with opened(folder) as driver:
        await driver.press("enter", "L")
        text = driver.text()
        assert "乙图" in text
        assert "paper.example/two" in text


async def test_the_address_of_the_link_that_is_pointed_at_stands_at_the_foot(folder: Path) -> None:
    async with opened(folder) as driver:
        await driver.press("enter")
        await driver.pilot.hover(offset=place_of(driver, "乙图"))
        await driver.settle()
        assert driver.lines()[-1].strip() == "https://paper.example/two"
        await driver.pilot.hover(offset=place_of(driver, "调度员"))
        await driver.settle()
        assert "帮助" in driver.lines()[-1]


async def test_a_click_on_a_tag_leads_to_its_entries(folder: Path) -> None:
    async with opened(folder) as driver:
        await driver.press("enter")
        await driver.pilot.click(offset=place_of(driver, "#铁路"))
        await driver.settle()
        assert driver.main.view.tags.all == ("铁路",)
        assert driver.main.pane == "entries"


# Finding, folds, code ------------------------------------------------------------------------------------------------


async def test_hits_are_counted_from_the_first_character_on_and_in_tables(folder: Path) -> None:
    async with opened(folder) as driver:
        await driver.press("enter", "f")
        await driver.type("列")
        assert "1/3" in driver.lines()[-1]
        await driver.press("enter", "n", "n")
        assert "3/3" in driver.lines()[-1]
        await driver.press("n", "N", "N")
        assert "2/3" in driver.lines()[-1]
        await driver.press("escape")
        assert driver.main.article.hits == ()
        assert "帮助" in driver.lines()[-1]
        await driver.press("f")
        await driver.type("绝无")
        assert "0/0" in driver.lines()[-1]
        await driver.press("escape", "f")
        await driver.type("1,204")
        assert "1/1" in driver.lines()[-1]


async def test_what_is_folded_opens_for_a_hit_and_by_key_and_click(folder: Path) -> None:
    words = "未经书面许可"
    async with opened(folder, (80, 24)) as driver:
        main = driver.main
        await driver.press("j", "enter")
        assert main.shown is not None
        article, document = main.newsroom.article(main.shown.entry.id)
        article = replace(
            article, credits=(("责编", "许一"), ("校对", "林二")), disclaimer=f"本报稿件，{words}不得转载。"
        )
        main.article.show(article, document)
        assert words not in driver.text()
        await driver.press("f")
        await driver.type(words)
        assert words in driver.text()
        await driver.press("escape", "v", "g")
        assert not main.article._open
        await driver.press("v")
        assert main.article._open
        assert "校对 林二" in driver.text()
        await driver.press("v", "G")
        await driver.pilot.click(offset=place_of(driver, "声明"))
        await driver.settle()
        assert len(main.article._open) == 1
        assert words in driver.text()


async def test_long_code_is_set_on_below_or_looked_at_sideways(folder: Path) -> None:
    async with opened(folder, (80, 24)) as driver:
        await driver.press("enter", "z", "G")
        assert "↵" in driver.text()
        await driver.press("greater_than_sign")
        assert "↵" not in driver.text()
        assert "›" in driver.text()
        await driver.press("greater_than_sign")
        assert "‹" in driver.text()
        await driver.press(*["greater_than_sign"] * 20)
        assert "THE_LIMIT"[-1] + "]" in driver.text()
        await driver.press("f")
        await driver.type("car for car")
        assert "car for car" in driver.text()
        await driver.press("escape", *["less_than_sign"] * 20)
        assert "↵" in driver.text()


# Place ---------------------------------------------------------------------------------------------------------------


async def test_the_place_is_kept_through_widths_and_reopening(folder: Path) -> None:
    async with opened(folder, (80, 24)) as driver:
        article = driver.main.article
        await driver.press("j", "enter", "pagedown", "ctrl+d", "j", "j")
        position, top = article.position, driver.lines()[1][-40:]
        assert position > 0
        for size in ((61, 20), (140, 30), (45, 12), (80, 24)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
            assert article.position == position
        assert driver.lines()[1][-40:] == top
        await driver.press("q")
    async with opened(folder, (80, 24)) as driver:
        await driver.press("j", "enter")
        assert driver.main.article.position == position


async def test_a_place_is_not_lost_where_the_pane_has_had_no_size_yet(folder: Path) -> None:
    async with opened(folder, (50, 20)) as driver:
        await driver.press("j", "enter", "pagedown", "escape")
        position = driver.main.article.position
        assert position > 0
        await driver.press("k", "enter", "escape", "j", "enter")
        assert driver.main.article.position == position


async def test_keys_that_come_before_the_pane_has_a_size_are_not_lost(folder: Path) -> None:
    async with opened(folder, (50, 20)) as driver:
        article = driver.main.article
        await driver.press("O")
        assert list(article.hints) == ["a", "s", "d"]
        await driver.press("escape", "escape", "j", "l", "G")
        assert "原文" in driver.text()
    async with opened(folder, (50, 20)) as driver:
        await driver.press("V", "l")
        assert driver.main.article.selected_text() == "二月"
        await driver.pilot.resize_terminal(120, 30)
        await driver.settle()
        assert driver.main.article.selected_text() == "二月"


async def test_an_article_stands_in_the_first_frame_and_is_set_to_its_end_before_anybody_goes_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(folder, (50, 20)) as driver:
        article, frames = driver.main.article, list[str]()
        await driver.press("j")
        monkeypatch.setattr(driver.app, "post_display_hook", lambda: frames.append(driver.text()))
        await driver.press("enter")
        assert frames
        assert all("第0段" in frame or "全部文章" in frame for frame in frames)
        await driver.until(lambda: article._page is not None and article._page.complete, "all of it is set")
        assert not article._set()


async def test_one_click_shows_an_article_two_open_it_and_the_wheel_turns_it(folder: Path) -> None:
    async with opened(folder) as driver:
        main = driver.main
        y = next(y for y, line in enumerate(driver.lines()) if "一篇长文" in line)
        await driver.pilot.click(offset=(40, y))
        await driver.until(lambda: main.shown is not None and main.shown.entry.title == "一篇长文", "a preview")
        assert main.entries.has_focus
        assert main.entries.current is not None
        assert not main.entries.current.read
        await driver.pilot.click(offset=(40, y), times=2)
        await driver.settle()
        assert main.article.has_focus
        assert main.entries.current.read
        await driver.press("1")
        await driver.pilot.click(offset=place_of(driver, "第0段"))
        await driver.press("j")
        assert main.article.top == 1
        wheel = events.MouseScrollDown(main.article, 1, 1, 0, 0, 0, False, False, False)
        main.article.post_message(wheel)
        await driver.settle()
        assert main.article.top == 4


async def test_a_line_from_the_cache_is_the_line_one_would_draw(folder: Path) -> None:
    async with opened(folder) as driver:
        article = driver.main.article
        await driver.press("enter")
        for keys in (
            ("V", "l", "j"),
            ("y",),
            ("f", "列", "enter"),
            ("n",),
            ("O",),
            ("escape", "T"),
            ("greater_than_sign",),
        ):
            await driver.press(*keys)
            height = article.size.height
            kept = [article.render_line(y) for y in range(height)]
            assert len(article._kept)
            article._kept.forget()
            assert [article.render_line(y) for y in range(height)] == kept
