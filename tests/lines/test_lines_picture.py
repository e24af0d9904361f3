"""The first picture: what the main screen will show, in the same places and colours."""

from pathlib import Path

import pyte
import pytest
from rich.color_triplet import ColorTriplet
from textual.strip import Strip

from tests.screens.conftest import NOW, opened
from tui.config.settings import Reading, Settings
from tui.i18n import choose_language
from tui.lines.ansi import AnsiInk, number
from tui.lines.picture import Picture
from tui.screens.main import screen
from tui.services.layout import Layout, write_layout
from tui.services.sample.load import load_sample
from tui.store.library import Library
from tui.store.view import View
from tui.text.width import cells
from tui.theme.load import load_theme
from tui.theme.palette import ROLES

Cell = tuple[str, str, str]
MO = load_theme("mo")
COLOURS = {role: getattr(MO, role) for role in ROLES}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    choose_language("zh")
    with Library.open(tmp_path) as library:
        load_sample(library, NOW)
        [entry] = library.entries.ids(limit=1)
        library.acts.act([entry[1]], "starred", True, NOW)
    return tmp_path


def of_strip(strip: Strip) -> list[Cell]:
    """The line cell by cell: a wide character, then an empty cell."""
    line = []
    for text, style, _ in strip:
        assert style is not None and style.color is not None and style.bgcolor is not None
        ink, ground = (style_colour(colour.triplet) for colour in (style.color, style.bgcolor))
        for character in text:
            line += [(character, ink, ground)] + [("", ink, ground)] * (cells(character) - 1)
    return line


def style_colour(triplet: ColorTriplet | None) -> str:
    assert triplet is not None
    return triplet.hex[1:]


def seen(line: list[Cell]) -> list[Cell]:
    """The colour of ink does not show on an empty cell."""
    return [(c, "" if c == " " else ink, ground) for c, ink, ground in line]


@pytest.mark.parametrize(
    ("size", "layout", "density", "moves"),
    [
        ((120, 36), Layout(), "comfortable", ()),
        ((170, 50), Layout(20, 70), "compact", (1, 1, 1, -1)),
        ((100, 30), Layout(no_list=True), "compact", ()),
        ((130, 30), Layout(no_sources=True), "comfortable", (1,)),
        ((60, 20), Layout(), "comfortable", (1, -1, 1, 1)),
        ((80, 5), Layout(), "comfortable", ()),
    ],
)
async def test_it_is_what_the_screen_shows_a_moment_later(
    folder: Path,
    size: tuple[int, int],
    layout: Layout,
    density: str,
    moves: tuple[int, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_layout(folder, layout)
    # What takes longer, the counts of smart feeds, comes later in any case.
    monkeypatch.setattr(screen, "SMART_SECONDS", 3600)
    width, height = size
    with Library.open(folder) as library:
        picture = Picture(library, AnsiInk(COLOURS, many=True), width, height, compact=density == "compact")
        sent = picture.of(View(), NOW)
        for by in moves:
            sent += picture.move(by) or ""
    assert (picture.cursor, picture.current is None) == (max(0, sum(moves)), not sum(moves))
    terminal = pyte.Screen(width, height)
    pyte.Stream(terminal).feed(sent)
    async with opened(folder, size, Settings(Reading(list=density)), begin_at=picture.current) as driver:
        places = driver.main.article.region if driver.main.article.display else None
        shown = [of_strip(strip) for strip in driver.app.screen._compositor.render_strips()]
    for y in range(height - 1):
        end = places.x if places is not None and y else width
        drawn = [(terminal.buffer[y][x].data, terminal.buffer[y][x].fg, terminal.buffer[y][x].bg) for x in range(end)]
        assert seen(drawn) == seen(shown[y][:end]), y


def test_the_cursor_goes_no_further_than_the_picture(folder: Path) -> None:
    with Library.open(folder) as library:
        picture = Picture(library, AnsiInk(COLOURS, many=True), 80, 12)
        assert picture.move(1) is None
        picture.of(View(), NOW)
        moved = 0
        while picture.move(1) is not None:
            moved += 1
        assert 0 < moved < 9
        assert picture.cursor == moved
        assert picture.window is not None
        assert picture.current == picture.window.id_at(moved)
        while picture.cursor:
            assert picture.move(-1)
        assert picture.move(-1)
        assert (picture.cursor, picture.current) == (0, None)


def test_nothing_is_drawn_of_an_empty_list_or_on_too_small_a_terminal(folder: Path) -> None:
    ink = AnsiInk(COLOURS, many=True)
    with Library.open(folder) as library:
        assert Picture(library, ink, 80, 24).of(View(state="saved"), NOW) == ""
        assert Picture(library, ink, 80, 3).of(View(), NOW) == ""


def test_colours_of_a_terminal_of_256_are_sent_by_number() -> None:
    assert number(0, 0, 0) == 16
    assert number(255, 135, 0) == 16 + 36 * 5 + 6 * 2
    assert number(18, 18, 18) == 233
    assert AnsiInk({"ink": "#121212", "paper": "#ffffff"}, many=False).style("ink", "paper", "bold") == (
        "\x1b[1;38;5;233;48;5;231m"
    )
