"""A lighter frame draws the same picture."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from tui.terminal.styling import lighter

COLUMNS, ROWS = 12, 4
COLOURS = st.sampled_from(["default", "red", "bright_blue", "color(200)", "#102030", "#102031", None])
STYLES = st.builds(
    Style,
    color=COLOURS,
    bgcolor=COLOURS,
    bold=st.sampled_from([True, None]),
    underline=st.sampled_from([True, None]),
    reverse=st.sampled_from([True, None]),
    italic=st.sampled_from([True, None]),
)
TEXTS = st.text("看报ab m0;[1", min_size=1, max_size=4)
PIECES = st.lists(st.tuples(STYLES, TEXTS), max_size=8)
LINES = st.lists(PIECES, max_size=ROWS)
SYSTEMS = st.sampled_from([ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT, ColorSystem.STANDARD, None])


def frame(lines: list[list[tuple[Style, str]]], system: ColorSystem | None) -> str:
    """As Textual writes one."""
    drawn = [
        f"\x1b[{number};1H" + "".join(style.render(text, color_system=system) for style, text in pieces)
        for number, pieces in enumerate(lines, 1)
    ]
    return "\x1b[?2026h" + "\r\n".join(drawn) + "\x1b[2;2H\x1b[?2026l"


def shown(text: str) -> list[list[object]]:
    """What a terminal shows of it, cell by cell."""
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.Stream(screen).feed(text)
    return [[screen.buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]


@given(LINES, SYSTEMS)
def test_a_lighter_frame_draws_the_same(lines: list[list[tuple[Style, str]]], system: ColorSystem | None) -> None:
    heavy = frame(lines, system)
    assert shown(lighter(heavy)) == shown(heavy)
    assert len(lighter(heavy)) <= len(heavy)


def test_only_what_differs_is_written() -> None:
    plain, bold = Style.parse("#112233 on #445566"), Style.parse("bold #112233 on #445566")
    heavy = plain.render("甲") + plain.render("乙") + bold.render("丙") + plain.render("丁")
    ground = "38;2;17;34;51;48;2;68;85;102"
    assert lighter(heavy) == f"\x1b[{ground}m甲乙\x1b[1m丙\x1b[0;{ground}m丁\x1b[0m"


def test_what_follows_a_reset_and_is_no_style_stays() -> None:
    text = "\x1b[31ma\x1b[0m\x1b[2;3Hb\x1b[0m\x1b[31mc\x1b[0m\x1b[K"
    assert lighter(text).replace("\x1b[0;31m", "\x1b[0m\x1b[31m") == text
