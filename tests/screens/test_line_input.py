"""The input's caret goes by characters as readers see them, and stands where it seems to stand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot

from tui.widgets.line_input import LineInput

FAMILY = "👨\u200d👩\u200d👧"


class OneLine(App[None]):
    CSS = "LineInput { width: 12; border: none; padding: 0; height: 1; }"

    def compose(self) -> ComposeResult:
        yield LineInput()


@asynccontextmanager
async def typed(value: str) -> AsyncIterator[tuple[LineInput, Pilot[None]]]:
    app = OneLine()
    async with app.run_test(size=(30, 4)) as pilot:
        box = app.query_one(LineInput)
        box.focus()
        box.value = value
        box.cursor_position = len(value)
        await pilot.pause()
        yield box, pilot


async def test_it_moves_and_deletes_whole_characters() -> None:
    async with typed(f"新e\u0301{FAMILY}闻") as (box, pilot):
        await pilot.press("left", "left")
        assert box.value[box.cursor_position :] == f"{FAMILY}闻"
        await pilot.press("left")
        assert box.value[: box.cursor_position] == "新"
        await pilot.press("delete")
        assert box.value == f"新{FAMILY}闻"
        await pilot.press("right", "backspace")
        assert box.value == "新闻"
        await pilot.press("backspace", "backspace", "delete")
        assert box.value == ""


async def test_a_selection_grows_by_whole_characters() -> None:
    async with typed(f"好{FAMILY}") as (box, pilot):
        await pilot.press("shift+left")
        assert box.selected_text == FAMILY
        await pilot.press("x")
        assert box.value == "好x"


async def test_no_position_inside_a_character() -> None:
    async with typed(f"a{FAMILY}b") as (box, _):
        for place in range(1, 1 + len(FAMILY)):
            box.cursor_position = place
            assert box.cursor_position == 1


@pytest.mark.parametrize(("value", "cell"), [("", 0), ("新闻", 4), ("a新", 3), (FAMILY, 2)])
async def test_the_hardware_cursor_stands_at_the_caret(value: str, cell: int) -> None:
    async with typed(value) as (box, pilot):
        await pilot.pause()
        assert box.app.cursor_position == box.content_region.offset + Offset(cell, 0)


async def test_a_long_text_scrolls_by_cells() -> None:
    async with typed("新闻编组站的一天") as (box, pilot):
        await pilot.pause()
        assert box.content_region.contains_point(box.app.cursor_position)
        await pilot.press("home")
        await pilot.pause()
        assert box.app.cursor_position == box.content_region.offset


async def test_the_caret_covers_a_whole_character() -> None:
    async with typed(f"{FAMILY}闻") as (box, pilot):
        await pilot.press("home")
        await pilot.pause()
        texts = [segment.text for segment in box.render_line(0)]
        assert FAMILY in texts
