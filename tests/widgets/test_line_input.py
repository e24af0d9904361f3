"""The line one types into, key by key."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.events import Key, Paste
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets.input import Selection

from tui.text.rich_width import apply
from tui.text.width import cells, graphemes
from tui.widgets.line_input import LineInput

FAMILY = "👨\u200d👩\u200d👧"
WIDTH = 12


@pytest.fixture(params=[1, 2])
def ambiguous(request: pytest.FixtureRequest) -> Iterator[int]:
    """On terminals of both kinds."""
    cells_each: int = request.param
    assert apply(cells_each)
    yield cells_each
    assert apply(1)


class Line(App[None]):
    CSS = f"LineInput {{ width: {WIDTH}; margin-left: 3; }}"

    def __init__(self, text: str, *, password: bool = False) -> None:
        super().__init__()
        self.text, self.password = text, password

    def compose(self) -> ComposeResult:
        line = LineInput(self.text, password=self.password)
        line.cursor_blink = False
        yield line


@asynccontextmanager
async def typing(text: str = "", *, password: bool = False) -> AsyncIterator[tuple[LineInput, Pilot[None]]]:
    app = Line(text, password=password)
    async with app.run_test(size=(40, 5)) as pilot:
        line = app.query_one(LineInput)
        line.focus()
        await pilot.pause()
        yield line, pilot
        check(line)


def check(line: LineInput) -> None:
    """The terminal's cursor is on the drawn caret, the caret in sight, and no character is drawn in two styles."""
    strip = line.render_line(0)
    assert strip.cell_length == WIDTH
    place = line.app.cursor_position
    assert place == line.cursor_screen_offset
    column = place.x - line.content_region.x
    assert 0 <= column < WIDTH
    caret_style = line.get_component_rich_style("input--cursor")
    left = 0
    drawn = []
    for segment in strip:
        if segment.style and segment.style.bgcolor == caret_style.bgcolor:
            drawn.append(left)
            assert len(graphemes(segment.text)) == 1
        left += segment.cell_length
    assert drawn == [column]


@pytest.mark.parametrize("character", [FAMILY, "👍🏽", "❤\ufe0f", "🇨🇳", "e\u0301", "中", "“", "a", "\U00020bb7"])
async def test_one_key_goes_over_one_character(character: str) -> None:
    async with typing(f"甲{character}乙") as (line, pilot):
        size = len(character)
        line.action_cursor_left()
        assert line.cursor_position == 1 + size
        check(line)
        line.action_cursor_left()
        assert line.cursor_position == 1
        check(line)
        line.action_cursor_right()
        assert line.cursor_position == 1 + size
        await pilot.press("backspace")
        assert line.value == "甲乙"
        line.action_home()
        line.action_delete_right()
        assert line.value == "乙"


async def test_a_selection_takes_whole_characters_and_is_deleted_as_one() -> None:
    async with typing(f"甲{FAMILY}👍🏽乙") as (line, pilot):
        await pilot.press("home", "right", "shift+right", "shift+right")
        assert line.selected_text == f"{FAMILY}👍🏽"
        check(line)
        await pilot.press("shift+left")
        assert line.selected_text == FAMILY
        await pilot.press("backspace")
        assert line.value == "甲👍🏽乙"
        await pilot.press("shift+end", "x")
        assert line.value == "甲x"
        await pilot.press("shift+home", "left")
        assert (line.selection, line.value) == (Selection(0, 0), "甲x")


async def test_word_keys() -> None:
    async with typing("财经 GPT新闻👍🏽") as (line, pilot):
        await pilot.press("ctrl+w")
        assert line.value == "财经 GPT"
        await pilot.press("ctrl+left")
        assert line.cursor_position == 3
        await pilot.press("ctrl+w")
        assert line.value == "GPT"
        await pilot.press("ctrl+right")
        assert line.cursor_position == 3
        await pilot.press("home", "ctrl+backspace")
        assert line.value == ""


async def test_a_place_within_a_character_cannot_be_taken() -> None:
    async with typing(f"甲{FAMILY}乙") as (line, _):
        line.cursor_position = 3
        assert line.cursor_position == 6


@pytest.mark.usefixtures("ambiguous")
async def test_a_long_line_scrolls_by_cells_and_the_terminals_cursor_goes_along() -> None:
    async with typing("中文“引”—" * 6) as (line, pilot):
        total = cells(line.value)
        assert line.scroll_offset.x == total + 1 - WIDTH
        check(line)
        for _ in range(36):
            line.action_cursor_left()
            check(line)
        assert line.scroll_offset.x == 0
        for _ in range(36):
            line.action_cursor_right()
            check(line)
        await pilot.press("home")
        check(line)
        await pilot.press("end")
        check(line)


@pytest.mark.usefixtures("ambiguous")
async def test_what_is_typed_and_pasted() -> None:
    async with typing() as (line, pilot):
        for ch in "新闻“e\u0301👨\u200d👩":
            line.post_message(Key("character", ch))
        await pilot.pause()
        assert line.value == "新闻“e\u0301👨\u200d👩"
        line.post_message(Paste("\n一\x1b[31m\t二\r\n三\u202e\n"))
        await pilot.pause()
        assert line.value == "新闻“e\u0301👨\u200d👩一    二 三"
        check(line)
        line.post_message(Paste("长" * 100_000))
        await pilot.pause()
        assert len(line.value) < 9_000
        assert line.app.cursor_position.y == 0


@pytest.mark.usefixtures("ambiguous")
async def test_a_click_finds_the_character_under_it() -> None:
    async with typing(f"甲{FAMILY}e\u0301乙") as (line, pilot):
        found = []
        for column in range(8):
            await pilot.click(offset=Offset(line.content_region.x + column, line.content_region.y))
            found.append(line.cursor_position)
        assert found == [0, 0, 1, 1, 6, 8, 8, 9]


async def test_the_hint_is_clipped_and_the_caret_on_its_first_character() -> None:
    async with typing() as (line, pilot):
        line.placeholder = "[b]搜索全部文章和标签"
        await pilot.pause()
        assert line.render_line(0).text.rstrip().endswith("…")
        assert line.render_line(0).text.startswith("[b]搜")
        check(line)


async def test_a_password_shows_nothing_of_itself() -> None:
    async with typing("密码😀", password=True) as (line, _):
        assert line.render_line(0).text.rstrip() == "***"
        check(line)
