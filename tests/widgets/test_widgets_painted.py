"""Only what has changed is written, and what stands in the terminal is the same as if all had been."""

import re
from itertools import pairwise
from typing import cast

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tui.text.width import cells
from tui.widgets.painted import Painted

WIDTH, HEIGHT = 12, 2
CONSOLE = Console(width=WIDTH, color_system=None)
MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")


class Grid:
    """A terminal that knows one sequence: where to write next."""

    def __init__(self) -> None:
        self.cells = {(y, x): "?" for y in range(HEIGHT) for x in range(WIDTH)}
        self.pieces = 0

    def take(self, update: object) -> None:
        """Draw what an update writes."""
        _, *parts = MOVE.split(cast(CompositorUpdate, update).render_segments(CONSOLE))
        self.pieces = len(parts) // 3
        for row, column, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            y, x = int(row) - 1, int(column) - 1
            for char in text.rstrip("\n"):
                for cell in range(cells(char)):
                    self.cells[y, x + cell] = char if not cell else ""
                x += cells(char)


def strip(text: str, width: int) -> Strip:
    """So many cells that begin with a text."""
    return Strip([Segment(text)], cells(text)).adjust_cell_length(width)


def partition(cuts: set[int], text: str) -> dict[int, Strip]:
    """A line in pieces; each says how far it goes, so that none is mistaken for another."""
    edges = [0, *sorted(cuts), WIDTH]
    return {x: strip(f"{text}{end}", end - x) for x, end in pairwise(edges)}


# Few of each, so that a piece comes back to where another has been over it.
lines = st.builds(partition, st.sets(st.sampled_from([3, 6, 8]), max_size=2), st.sampled_from(["a", "报"]))
screens = st.lists(lines, min_size=HEIGHT, max_size=HEIGHT)
columns = st.tuples(st.integers(0, WIDTH - 1), st.integers(1, WIDTH)).filter(lambda ends: ends[0] < ends[1])
span = st.builds(lambda y, ends: (y, *ends), st.integers(0, HEIGHT - 1), columns)
everything = [(y, 0, WIDTH) for y in range(HEIGHT)]
spans = st.one_of(st.just(everything), st.lists(span, min_size=1, max_size=4).map(sorted))


def partly(screen: list[dict[int, Strip]], where: list[tuple[int, int, int]]) -> ChopsUpdate:
    """An update of some spans."""
    return ChopsUpdate(screen, where, [[x + each.cell_length for x, each in line.items()] for line in screen])


def whole(screen: list[dict[int, Strip]]) -> LayoutUpdate:
    """An update of everything."""
    return LayoutUpdate([line.values() for line in screen], Region(0, 0, WIDTH, HEIGHT))


@given(screens, st.lists(st.tuples(screens, st.one_of(spans, st.none()), st.sampled_from([False, False, False, True]))))
def test_the_terminal_shows_the_same_as_if_all_were_written(
    first: list[dict[int, Strip]],
    later: list[tuple[list[dict[int, Strip]], list[tuple[int, int, int]] | None, bool]],
) -> None:
    all_of_it, lessened, painted = Grid(), Grid(), Painted()
    all_of_it.take(whole(first))
    lessened.take(painted.lessened(cast(RenderableType, whole(first))))
    for screen, where, away in later:
        if away:
            painted.forget()
        update = whole(screen) if where is None else partly(screen, where)
        all_of_it.take(update)
        lessened.take(painted.lessened(cast(RenderableType, update)))
        assert lessened.cells == all_of_it.cells
        assert lessened.pieces <= all_of_it.pieces


def test_what_stands_there_is_not_written_again() -> None:
    painted, grid = Painted(), Grid()
    screen = [partition({4, 8}, "报") for _ in range(HEIGHT)]
    grid.take(painted.lessened(partly(screen, everything)))
    assert grid.pieces == 3 * HEIGHT
    screen[1] = {**screen[1], 4: strip("新", 4)}
    grid.take(painted.lessened(partly(screen, everything)))
    assert grid.pieces == 1
    painted.forget()
    grid.take(painted.lessened(partly(screen, everything)))
    assert grid.pieces == 3 * HEIGHT


def test_a_piece_that_another_went_over_is_written_again() -> None:
    painted, grid = Painted(), Grid()
    narrow, wide = [partition({3}, "a")] * HEIGHT, [partition(set(), "报")] * HEIGHT
    for screen in (narrow, wide, narrow):
        grid.take(painted.lessened(partly(screen, everything)))
    assert (grid.pieces, grid.cells[0, 3]) == (2 * HEIGHT, "a")


def test_what_is_no_picture_of_the_screen_passes() -> None:
    painted = Painted()
    assert painted.lessened("words") == "words"
    assert painted.lessened(None) is None
