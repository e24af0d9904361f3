"""The last guard before the terminal: what leaves in the text of a segment, wherever it came from.

No control character does, and no emoji sequence that this terminal draws on other cells than we count.
"""

import re
from collections.abc import Sequence, Set

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.text.emoji import simplifier

# C0, DEL, C1, bidi overrides and isolates, separators, byte order mark, surrogates.
FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0001\ud800-\udfff]"
)


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


class PlainEmoji(LineFilter):
    """Replaces emoji sequences of the classes in ``unlike`` by what every terminal draws on as many cells."""

    def __init__(self, unlike: Set[str]) -> None:
        super().__init__()
        self._simplified = simplifier(unlike)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same line on the same cells."""
        simplified = self._simplified
        return [
            segment if segment.text.isascii() else Segment(simplified(segment.text), segment.style, segment.control)
            for segment in segments
        ]


def guarded(filters: Sequence[LineFilter], unlike: Set[str] = frozenset()) -> list[LineFilter]:
    """The filters of a program with the guard behind them; ``unlike`` as for `simplifier`."""
    return [*filters, *([PlainEmoji(unlike)] if unlike else []), _GUARD]


_GUARD = ControlGuard()
