"""Building a line of cells out of styled pieces, filled to its width; what a style is, is up to the ink."""

from typing import Generic, Protocol, Self, TypeVar

from tui.lines.chrome import Chrome
from tui.text.clip import clip
from tui.text.width import cells

Style = TypeVar("Style")
Made_co = TypeVar("Made_co", covariant=True)

Line = list[tuple[str, Style]]
"""The pieces of one line, which together are as wide as it is."""


class Inks(Protocol[Made_co]):
    """What gives styles by role: for Textual those of Rich, for the first picture what a terminal is sent."""

    @property
    def few(self) -> bool:
        """Whether there is no colour of a ground to rely on."""

    def style(self, role: str, on: str = "", marks: str = "") -> Made_co:
        """A role's ink, on the ground of another role (none: transparent), with marks such as ``bold italic``."""


def place_look(ink: Inks[object], chrome: Chrome, *, selected: bool, focused: bool) -> tuple[str, str]:
    """The ground of a row and what stands at its left, by which one sees the cursor and where the keys go."""
    if ink.few:
        # Grounds are there or turned over, nothing between: that is for the focus, the bar for the rest.
        return ("selection" if focused else "paper"), (chrome.bar if selected else " ")
    return ("selection" if selected else "paper"), (chrome.bar if focused else " ")


class LineBuilder(Generic[Style]):
    """Pieces from left to right, never wider than the line; the rest is filled with the ground."""

    def __init__(self, width: int, ground: Style) -> None:
        self.width = width
        self.ground = ground
        self.used = 0
        self._pieces: Line[Style] = []

    @property
    def room(self) -> int:
        """Cells still free."""
        return max(0, self.width - self.used)

    def put(self, text: str, style: Style | None = None, *, keep: int = 0) -> Self:
        """Add text, clipped to the room less ``keep`` cells."""
        text = clip(text, max(0, self.room - keep))
        if text:
            self._pieces.append((text, self.ground if style is None else style))
            self.used += cells(text)
        return self

    def right(self, text: str, style: Style | None = None, margin: int = 0) -> Self:
        """Fill up so that ``text`` ends ``margin`` cells before the edge."""
        gap = self.room - cells(text) - margin
        if gap >= 0:
            self.put(" " * gap).put(text, style)
        return self

    def line(self) -> Line[Style]:
        """The finished line."""
        if self.room:
            self._pieces.append((" " * self.room, self.ground))
            self.used = self.width
        return self._pieces
