"""Lists, article and bars give their lines themselves: the same as Textual would draw, and each of them once."""

from pathlib import Path

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tests.screens.conftest import opened
from tui.widgets.entries import EntryList
from tui.widgets.lined import Lined

Cell = tuple[str, object, object, bool | None, bool | None]


def looks(strip: Strip) -> list[Cell]:
    """Each character with how it looks."""
    return [
        (character, style.color, style.bgcolor, style.bold, style.underline)
        for text, style, _ in strip
        if style is not None
        for character in text
    ]


@pytest.mark.parametrize("theme", ["xuan", "mo", "terminal"])
@pytest.mark.parametrize("size", [(120, 36), (60, 20)])
async def test_lines_look_as_textual_itself_would_draw_them(
    sample_folder: Path, theme: str, size: tuple[int, int]
) -> None:
    async with opened(sample_folder, size) as driver:
        driver.app.show_theme(theme)
        await driver.press("enter")
        found = [widget for widget in driver.main.query(Lined) if widget.display and widget.size]
        assert len(found) >= 3
        for widget in found:
            whole = Region(0, 0, *widget.size)
            for crop in (whole, Region(1 % whole.width, 0, max(1, whole.width - 2), 1)):
                widget._styles_cache.clear()
                ours, theirs = widget.render_lines(crop), Widget.render_lines(widget, crop)
                assert [strip.cell_length for strip in ours] == [crop.width] * crop.height
                assert list(map(looks, ours)) == list(map(looks, theirs)), widget


async def test_a_list_that_comes_into_sight_is_drawn_once(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Region] = []
    draw = EntryList.render_lines

    def noting(self: EntryList, crop: Region) -> list[Strip]:
        drawn.append(crop)
        return draw(self, crop)

    monkeypatch.setattr(EntryList, "render_lines", noting)
    async with opened(sample_folder, (60, 20)) as driver:
        await driver.press("h")
        drawn.clear()
        await driver.press("enter")
        assert driver.main.entries.display
        assert [crop.height for crop in drawn] == [driver.main.entries.size.height]


async def test_counts_of_sources_that_were_out_of_sight_are_those_of_now(sample_folder: Path) -> None:
    async with opened(sample_folder, (60, 20)) as driver:
        unread = driver.main.newsroom.counts().unread
        await driver.press("enter")
        assert driver.main.newsroom.counts().unread == unread - 1
        await driver.press("h", "h")
        assert driver.main.pane == "sources"
        shown = {source.key: source.count for source in driver.main.sources.sources if source.kind == "state"}
        assert shown["unread"] == unread - 1
