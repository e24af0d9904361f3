"""Text set over lines with parts of it marked: where a search found it, whatever it was typed as."""

from collections.abc import Iterator, Sequence

from tui.text.clip import clip_lines
from tui.text.width import graphemes
from tui.text.wrap import iter_lines

Span = tuple[int, int]
Piece = tuple[str, bool]
_NEAR = 8


def marked_lines(text: str, spans: Sequence[Span], width: int, lines: int) -> list[list[Piece]]:
    """``text`` at ``width`` cells in at most ``lines`` lines, each as pieces with whether they are of a span.

    The lines are those of ``clip_lines``. What is a cell of its own is marked whole or not at all.
    """
    shown = clip_lines(text, width, lines)
    if not spans:
        return [[(line, False)] for line in shown]
    marked = {offset for start, end in spans for offset in range(start, end)}
    starts = [line.start for _, line in zip(shown, iter_lines(text, width), strict=False)]
    return [list(_pieces(line, text, start, marked)) for line, start in zip(shown, starts, strict=True)]


def _pieces(line: str, text: str, start: int, marked: set[int]) -> Iterator[Piece]:
    """A line in pieces: each of its characters is the next one of the text that is the same."""
    gathered, state, at = "", False, start
    for cluster in graphemes(line):
        inside = False
        for char in cluster:
            # What was left out or put in (blanks at line ends, the ellipsis) is not looked for far away.
            place = text.find(char, at, at + _NEAR)
            if place >= 0:
                inside = inside or place in marked
                at = place + 1
        if inside != state and gathered:
            yield gathered, state
            gathered = ""
        state = inside
        gathered += cluster
    if gathered:
        yield gathered, state
