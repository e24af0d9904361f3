"""Panes: which are shown, how wide, by key and mouse, and as they were left; lists of two densities."""

import random
from pathlib import Path

import pytest

from tests.screens.conftest import Driver, opened
from tui.config.settings import Reading, Settings
from tui.i18n import choose_language
from tui.lines.arrangement import ARTICLE, LIST, SOURCES, Arrangement, arrange
from tui.screens.main.base import Pane
from tui.services.layout import FILE, Layout, read_layout, write_layout
from tui.text.width import cells

PANES: tuple[Pane, ...] = ("sources", "entries", "article")
SIZES = [(40, 12), (300, 100), (79, 24), (80, 24), (119, 20), (120, 36), (50, 20), (160, 45), (41, 13), (200, 60)]


def test_an_arrangement_fills_the_width_and_shows_the_focus() -> None:
    chance = random.Random(7)
    for _ in range(3000):
        width, pane = chance.randrange(20, 301), chance.choice(PANES)
        widths = chance.choice((0, 5, 30, 999)), chance.choice((0, 5, 60, 999))
        layout = Layout(*widths, no_sources=chance.random() < 0.5, no_list=chance.random() < 0.5)
        panes = arrange(width, pane, layout, zen=chance.random() < 0.1 and pane == "article")
        shown = [each for each in (panes.sources, panes.list, panes.article) if each]
        assert sum(shown) + len(shown) - 1 == width
        assert {"sources": panes.sources, "entries": panes.list, "article": panes.article}[pane]
        if len(shown) > 1:
            assert panes.sources in (0, *range(SOURCES, 301))
            assert panes.list in (0, *range(LIST, 301))
            assert panes.article in (0, *range(ARTICLE, 301))


def test_panes_by_width_alone() -> None:
    assert arrange(120, "entries", Layout()) == Arrangement(26, 42, 50)
    assert arrange(100, "entries", Layout()) == Arrangement(0, 40, 59)
    assert arrange(60, "article", Layout()) == Arrangement(0, 0, 60)
    assert arrange(120, "article", Layout(no_sources=True, no_list=True)) == Arrangement(0, 0, 120)


@pytest.mark.parametrize("damaged", ["", "[]", "{", '{"sources": -1, "list": "x", "no_list": 1}', '{"list": true}'])
def test_a_layout_that_cannot_be_read_is_the_usual_one(tmp_path: Path, damaged: str) -> None:
    assert read_layout(tmp_path) == Layout()
    write_layout(tmp_path, Layout(20, 44, no_list=True))
    assert read_layout(tmp_path) == Layout(20, 44, no_list=True)
    (tmp_path / FILE).write_text(damaged, "utf-8")
    assert read_layout(tmp_path) == Layout()


def widths(driver: Driver) -> tuple[int, int, int]:
    main = driver.main
    parts = (main.sources, main.query_one("#list"), main.article)
    first, second, third = (part.region.width if part.display else 0 for part in parts)
    return first, second, third


async def test_borders_move_by_key_and_mouse_and_stay_so(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        assert widths(driver) == (26, 42, 50)
        await driver.press("ctrl+right", "ctrl+right", "1", "ctrl+left")
        assert widths(driver) == (24, 46, 48)
        await driver.pilot.mouse_down(driver.main.second_divider, offset=(0, 5))
        await driver.pilot.hover(offset=(60, 5))
        await driver.pilot.mouse_up(offset=(60, 5))
        await driver.settle()
        assert widths(driver) == (24, 35, 59)
        await driver.press("2", "5", "0", "ctrl+right")
        assert widths(driver) == (24, 70, 24)
        await driver.press("ctrl+left", "backslash", "backslash", "ampersand")
        assert widths(driver) == (24, 0, 95)
        await driver.press("2")
        assert widths(driver)[1] == 68
    async with opened(sample_folder) as driver:
        assert widths(driver) == (24, 68, 26)
        await driver.press("3", "backslash")
        assert widths(driver) == (0, 0, 120)
        await driver.press("1", "2", "1", "3")
        assert driver.main.pane == "article"


@pytest.mark.parametrize("density", ["comfortable", "compact"])
async def test_every_size_in_one_sitting(sample_folder: Path, density: str) -> None:
    choose_language("en")
    async with opened(sample_folder, settings=Settings(Reading(list=density, chrome="ascii"))) as driver:
        for number, size in enumerate(SIZES):
            await driver.pilot.resize_terminal(*size)
            for pane in PANES:
                driver.main.go_to(pane)
                await driver.settle()
                lines = driver.lines()
                assert [cells(line) for line in lines] == [size[0]] * size[1], (size, pane)
                assert all(marks not in "".join(lines) for marks in "●▌│★")
            if number == 1:
                await driver.press("T")
                assert [cells(line) for line in driver.lines()] == [size[0]] * size[1]
                await driver.press("escape")


async def test_a_compact_list_has_a_line_an_entry(sample_folder: Path) -> None:
    async with opened(sample_folder, settings=Settings(Reading(list="compact"))) as driver:
        main = driver.main
        left = main.query_one("#list").region
        rows = [line[0] for line in zip(driver.lines()[2:], range(5), strict=False)]
        titles = [main.entries.window.entry(n).title for n in range(5)] if main.entries.window else []  # type: ignore[union-attr]
        assert left.width == 42
        assert all(title[:6] in row and ("前" in row or ":" in row) for title, row in zip(titles, rows, strict=True))
        main.newsroom.settings = Settings()
        main.use(main.article.options, measure=False)
        await driver.settle()
        assert titles[1][:6] in driver.lines()[4]
