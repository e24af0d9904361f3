"""Pixels to cells: what each kind of terminal gets."""

from collections.abc import Sequence
from itertools import product
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.picture.cells import HALF, RAMP, Cell, Colours, Way, drawn
from tui.picture.raster import Raster
from tui.picture.tones import brightness, dithered, nearest_of_256

RED, BLUE, WHITE, BLACK = (255, 0, 0), (0, 0, 255), (255, 255, 255), (0, 0, 0)


def raster(*lines: Sequence[tuple[int, ...]]) -> Raster:
    """A picture of these pixels; a pixel of three numbers is opaque."""
    pixels = bytes(part for line in lines for pixel in line for part in (*pixel, 255)[:4])
    return Raster(len(lines[0]), len(lines) // 2, 100, 100, pixels)


def ramp(columns: int, rows: int) -> Raster:
    """From black at the left to white at the right."""
    return raster(*[[(255 * x // (columns - 1),) * 3 for x in range(columns)] for _ in range(2 * rows)])


HALVES = (slice(20), slice(20, 40))
FLAG = raster([RED, RED, WHITE, WHITE], [BLUE, BLUE, WHITE, WHITE])


def test_two_pixels_are_one_cell_and_equal_neighbours_one_piece() -> None:
    assert drawn(FLAG, 4, 1, Way()) == [[Cell(HALF * 2, RED, BLUE), Cell("  ", None, WHITE)]]


def test_what_is_transparent_shows_the_paper() -> None:
    glass = raster([(255, 0, 0, 0), (255, 0, 0, 128)], [(0, 0, 0, 0), (0, 0, 0, 255)])
    paper = (10, 20, 30)
    assert drawn(glass, 2, 1, Way(paper=paper)) == [[Cell(" ", None, paper), Cell(HALF, (132, 9, 14), BLACK)]]


def test_where_the_half_block_is_two_cells_wide_a_pixel_is_two_blank_cells() -> None:
    lines = drawn(FLAG, 4, 1, Way(wide=True))
    assert lines == [[Cell("  ", None, (127, 0, 127)), Cell("  ", None, WHITE)]]
    assert drawn(FLAG, 3, 1, Way(wide=True))[0][-1] == Cell(" ", None, WHITE)


def test_of_256_colours_the_nearest_is_taken() -> None:
    assert drawn(FLAG, 4, 1, Way("256")) == [[Cell(HALF * 2, 196, 21), Cell("  ", None, 231)]]
    assert [nearest_of_256(colour) for colour in [(0, 0, 0), (118, 118, 118), (95, 135, 175)]] == [16, 243, 67]


def test_sixteen_colours_are_a_newspapers_greys() -> None:
    lines = drawn(ramp(32, 4), 32, 4, Way("16"))
    tones = {tone for line in lines for cell in line for tone in (cell.ink, cell.ground) if tone is not None}
    assert tones == {"black", "bright_black", "white", "bright_white"}
    assert all(line[0].ground == "black" and line[-1].ground == "bright_white" for line in lines)


def test_without_colours_there_is_more_ink_where_the_paper_is_farther() -> None:
    for dark, first, last in ((True, " ", "@"), (False, "@", " ")):
        lines = drawn(ramp(40, 6), 40, 6, Way("none", dark=dark))
        assert [len(line) for line in lines] == [1] * 6
        assert all(cell.ink is None and cell.ground is None for line in lines for cell in line)
        texts = [line[0].text for line in lines]
        assert all(text[0] == first and text[-1] == last and set(text) <= set(RAMP) for text in texts)
        left, right = (sum(RAMP.index(letter) for text in texts for letter in text[half]) for half in HALVES)
        assert (left < right) is dark


def test_strewn_greys_have_the_mean_of_the_picture() -> None:
    lines = dithered(brightness([[(90, 90, 90)] * 60] * 60), [("black", 0), ("white", 255)])
    white = sum(tone == "white" for line in lines for tone in line)
    assert abs(white / 3600 - 90 / 255) < 0.01


def test_a_dull_picture_gets_all_the_greys_there_are_and_a_plain_one_stays() -> None:
    levels = brightness([[(80 + x,) * 3 for x in range(100)]])[0]
    assert (levels[0], levels[-1]) == (0, 255)
    assert levels == sorted(levels)
    assert brightness([[(100, 100, 100), (110, 110, 110)]]) == [[pytest.approx(100), pytest.approx(110)]]


WAYS = [Way(colours, wide) for colours, wide in product(get_args(Colours), (False, True))]


@given(st.integers(1, 9), st.integers(1, 5), st.integers(1, 30), st.integers(1, 9), st.sampled_from(WAYS), st.randoms())
def test_the_cells_asked_for_are_filled_whatever_pixels_there_are(
    columns: int, rows: int, wanted: int, lines: int, way: Way, random: Random
) -> None:
    picture = Raster(columns, rows, 50, 50, random.randbytes(columns * rows * 8))
    made = drawn(picture, wanted, lines, way)
    assert len(made) == lines
    assert all(sum(len(cell.text) for cell in line) == wanted for line in made)
    allowed = set(RAMP) if way.colours == "none" else {" "} if way.wide else {" ", HALF}
    assert {letter for line in made for cell in line for letter in cell.text} <= allowed
