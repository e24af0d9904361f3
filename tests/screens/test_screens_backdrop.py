"""What is behind a panel is drawn as Textual would tint it, and no oftener than it changes."""

from pathlib import Path

import pytest
from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate, ReflowResult
from textual._context import visible_screen_stack
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tests.screens.conftest import opened
from tests.screens.test_screens_lined import looks
from tui.app import KanbaoApp
from tui.model.errors import CannotWrite
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import Choose
from tui.text.width import cells
from tui.widgets.gate import KeyGate


@pytest.fixture
def displayed(monkeypatch: pytest.MonkeyPatch) -> list[RenderableType]:
    """What has been given to the terminal."""
    found: list[RenderableType] = []
    display = KanbaoApp._display

    def noting(self: KanbaoApp, screen: Screen[object], drawn: RenderableType | None) -> None:
        if isinstance(drawn, LayoutUpdate | ChopsUpdate):
            found.append(drawn)
        display(self, screen, drawn)

    monkeypatch.setattr(KanbaoApp, "_display", noting)
    return found


def seen(strip: Strip) -> list[tuple[object, ...]]:
    """Each character with how it looks; the ink of a blank is not seen."""
    return [cell[:1] + cell[2:] if cell[0] == " " else cell for cell in looks(strip)]


@pytest.mark.parametrize("theme", ["xuan", "mo", "terminal"])
@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
async def test_what_is_behind_looks_as_textual_itself_would_tint_it(
    sample_folder: Path, theme: str, size: tuple[int, int]
) -> None:
    async with opened(sample_folder, size) as driver:
        driver.app.show_theme(theme)
        await driver.press("t")
        for over in (None, Choose(driver.main.ink, driver.main.chrome, "One over another", [("first", ""), ("", "")])):
            if over is not None:
                driver.app.push_screen(over)
                await driver.settle()
            panel = driver.app.screen
            assert isinstance(panel, Dialog)
            whole = Region(0, 0, *panel.size)
            for crop in (whole, Region(1, 2, whole.width - 2, 3)):
                panel._styles_cache.clear()
                visible_screen_stack.set(driver.app._background_screens)
                ours, theirs = panel.render_lines(crop), Widget.render_lines(panel, crop)
                assert [strip.cell_length for strip in ours] == [crop.width] * crop.height
                assert list(map(seen, ours)) == list(map(seen, theirs))


async def test_a_panel_is_drawn_once_when_it_opens_and_nothing_is_laid_out_when_it_closes(
    sample_folder: Path, displayed: list[RenderableType], monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[Widget] = []
    reflow = Compositor.reflow

    def noting(self: Compositor, parent: Widget, size: Size) -> ReflowResult:
        laid_out.append(parent)
        return reflow(self, parent, size)

    monkeypatch.setattr(Compositor, "reflow", noting)
    async with opened(sample_folder, (120, 36)) as driver:
        before = driver.text()
        displayed.clear()
        await driver.press("t")
        assert len(displayed) == 1
        assert before != driver.text()
        laid_out.clear()
        await driver.press("escape")
        assert not laid_out
        assert before == driver.text()


async def test_a_message_to_the_screen_behind_draws_nothing_where_nothing_changes(
    sample_folder: Path, displayed: list[RenderableType]
) -> None:
    async with opened(sample_folder, (120, 36)) as driver:
        await driver.press("t")
        driver.main.sources.refresh()
        await driver.settle()
        displayed.clear()
        driver.main.call_later(lambda: None)
        await driver.settle()
        assert not displayed


async def test_what_changes_behind_a_panel_is_shown_under_it(
    sample_folder: Path, displayed: list[RenderableType]
) -> None:
    async with opened(sample_folder, (120, 36)) as driver:
        await driver.press("t")
        displayed.clear()
        driver.main.foot.tell("something new")
        await driver.settle()
        assert displayed
        assert "something new" in driver.text()
        await driver.press("escape")
        assert "something new" in driver.text()


@pytest.mark.parametrize("size", [(60, 20), (80, 25), (81, 24), (120, 36)])
async def test_the_screen_behind_follows_another_size(sample_folder: Path, size: tuple[int, int]) -> None:
    async with opened(sample_folder, (80, 24)) as driver:
        await driver.press("t")
        await driver.pilot.resize_terminal(*size)
        await driver.settle()
        panel, whole = driver.app.screen, Region(0, 0, *size)
        panel._styles_cache.clear()
        visible_screen_stack.set(driver.app._background_screens)
        assert list(map(seen, panel.render_lines(whole))) == list(map(seen, Widget.render_lines(panel, whole)))
        await driver.press("escape")
        assert {cells(line) for line in driver.lines()} == {size[0]}


async def test_what_is_unread_is_counted_with_the_article_that_is_opened_and_not_again(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(sample_folder, (60, 20)) as driver:
        entry, unread, told = driver.main.entries.current, driver.main.head.facts.unread, []
        monkeypatch.setattr(driver.main.head, "refresh", lambda: told.append(driver.main.head.facts.unread))
        assert entry is not None
        driver.main.open_entry(entry)
        assert told == [unread - 1]
        await driver.settle()
        assert told == [unread - 1]
        assert driver.main.head.facts.unread == unread - 1 == driver.main.newsroom.counts().unread


async def test_an_article_that_could_not_be_marked_counts_as_unread(
    sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise CannotWrite(file="library.db", reason="full")

    async with opened(sample_folder, (60, 20)) as driver:
        unread = driver.main.head.facts.unread
        monkeypatch.setattr(driver.main.newsroom, "mark", fails)
        await driver.press("enter")
        assert driver.main.head.facts.unread == unread


async def test_a_key_goes_straight_to_a_list_unless_something_is_on_its_way_there(sample_folder: Path) -> None:
    async with opened(sample_folder, (120, 36)) as driver:
        gate, entries = KeyGate(driver.app), driver.main.entries
        assert await gate.straight(events.Key("j", "j"), entries)
        assert entries.cursor == 1
        entries.call_later(lambda: None)
        assert not await gate.straight(events.Key("j", "j"), entries)
        assert entries.cursor == 1
        await driver.settle()
        assert not await gate.straight(events.Key("j", "j"), driver.main)
        assert entries.cursor == 1
