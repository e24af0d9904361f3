"""The last guard before the terminal: no control character leaves in the text of a segment, wherever it came from."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.text.forbidden import FORBIDDEN


class ControlGuard(LineFilter):
    """Replaces every forbidden character by U+FFFD; segments without one pass untouched."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line, harmless."""
        search = FORBIDDEN.search
        if not any(search(text) for text, _, control in segments if not control):
            return segments
        return [
            segment if segment.control else Segment(FORBIDDEN.sub("\ufffd", segment.text), segment.style)
            for segment in segments
        ]


class Simplifier(LineFilter):
    """Draws text plainer, cell for cell, where the terminal would draw it on other cells than were counted."""

    def __init__(self, simplify: Callable[[str], str]) -> None:
        super().__init__()
        self._simplify = simplify

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line, as wide."""
        return [
            segment if segment.control else Segment(self._simplify(segment.text), segment.style) for segment in segments
        ]


def guarded(filters: Sequence[LineFilter], simplify: Callable[[str], str] | None = None) -> list[LineFilter]:
    """The filters of a program with the guard behind them."""
    return [*filters, *([Simplifier(simplify)] if simplify is not None else []), _GUARD]


_GUARD = ControlGuard()
