"""Spaces that the source does not have: between Han and Latin, and to spread a line to its full width."""

from bisect import bisect_left, bisect_right

from tui.text.kinsoku import HAN, LATIN, NO_START
from tui.text.pattern import pattern
from tui.text.width import cells

_BORDER = pattern(f"(?<=[{HAN}])(?=[{LATIN}])|(?<=[{LATIN}])(?=[{HAN}])")
_AFTER_MARK = pattern("(?<=[，。、；：？！）」』】》〉〕”’…])(?=\\S)")


class Spaced:
    """A text with one space put in at every border of Han and Latin, and the way back to the source."""

    def __init__(self, source: str) -> None:
        self._borders = [match.start() for match in _BORDER.finditer(source)]
        self._added = [border + count for count, border in enumerate(self._borders)]
        self.text = _BORDER.sub(" ", source)

    def origin(self, at: int) -> int:
        """The source offset of the character at `at`; for a space put in, that of the character after it."""
        return at - bisect_left(self._added, at)

    def position(self, offset: int) -> int:
        """The place in `text` of the character at the source `offset`."""
        return offset + bisect_right(self._borders, offset)


def justified(text: str, offsets: list[int], room: int) -> tuple[str, list[int]]:
    """`text` widened to `room` cells by single spaces in some of its gaps, if these suffice; its offsets likewise."""
    missing = room - cells(text)
    gaps = {match.start() for match in _BORDER.finditer(text)}
    gaps |= {match.start() for match in _AFTER_MARK.finditer(text) if text[match.start()] not in NO_START}
    gaps -= {0, len(text)}
    if not 0 < missing <= len(gaps):
        return text, offsets
    ordered = sorted(gaps)
    chosen = [ordered[(2 * turn + 1) * len(ordered) // (2 * missing)] for turn in range(missing)]
    for gap in reversed(chosen):
        text = text[:gap] + " " + text[gap:]
        offsets = [*offsets[:gap], offsets[gap], *offsets[gap:]]
    return text, offsets
