"""Building a line of cells out of styled pieces, filled to its width."""

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.text.clip import clip
from tui.text.width import cells


class LineBuilder:
    """Pieces from left to right, never wider than the line; the rest is filled with the ground."""

    def __init__(self, width: int, ground: Style) -> None:
        self.width = width
        self.ground = ground
        self._segments: list[Segment] = []
        self.used = 0

    @property
    def room(self) -> int:
        """Cells still free."""
        return max(0, self.width - self.used)

    def put(self, text: str, style: Style | None = None, *, keep: int = 0) -> "LineBuilder":
        """Add text, clipped to the room less ``keep`` cells."""
        text = clip(text, max(0, self.room - keep))
        if text:
            self._segments.append(Segment(text, style or self.ground))
            self.used += cells(text)
        return self

    def right(self, text: str, style: Style | None = None, margin: int = 0) -> "LineBuilder":
        """Fill up so that ``text`` ends ``margin`` cells before the edge."""
        gap = self.room - cells(text) - margin
        if gap >= 0:
            self.put(" " * gap).put(text, style)
        return self

    def strip(self) -> Strip:
        """The finished line."""
        if self.room:
            self._segments.append(Segment(" " * self.room, self.ground))
        return Strip(self._segments, self.width)
