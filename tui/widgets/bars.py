"""The line above the panes, the line above a list, and the line below."""

from textual.strip import Strip

from tui.lines.bars import HeadFacts, head_line, keys_line, list_head_line
from tui.text.clip import clip_lines
from tui.widgets.ink import Chrome, Ink
from tui.widgets.lined import Lined
from tui.widgets.pieces import LineBuilder, to_strip

MOST_LINES = 4

__all__ = ["FootBar", "HeadBar", "HeadFacts", "ListHead"]


class HeadBar(Lined):
    """Name, counts, the progress of a refresh, the time."""

    DEFAULT_CSS = "HeadBar { height: 1; width: 100%; }"

    def __init__(self, ink: Ink, chrome: Chrome) -> None:
        super().__init__()
        self.ink = ink
        self.chrome = chrome
        self.facts = HeadFacts()

    def tell(self, facts: HeadFacts) -> None:
        """Show these facts."""
        if facts != self.facts:
            self.facts = facts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        return to_strip(head_line(self.facts, self.size.width, self.ink, self.chrome), self.size.width)


class ListHead(Lined):
    """What a list shows, in words: 全部文章 · 未读 · 财经."""

    DEFAULT_CSS = "ListHead { height: 1; width: 100%; }"

    def __init__(self, ink: Ink, chrome: Chrome) -> None:
        super().__init__()
        self.ink = ink
        self.chrome = chrome
        self.parts: list[str] = []
        self.note = ""

    def tell(self, parts: list[str], note: str = "") -> None:
        """Show these words, and at the right (or instead, where it is narrow) a note."""
        if (parts, note) != (self.parts, self.note):
            self.parts, self.note = parts, note
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        return to_strip(list_head_line(self.parts, self.note, width, self.ink, self.chrome), width)


class FootBar(Lined):
    """Keys and what they do; for a moment, what has just happened."""

    DEFAULT_CSS = "FootBar { height: 1; width: 100%; }"

    def __init__(self, ink: Ink, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self.ink = ink
        self.message = ""
        self.show_keys(keys)
        self.standing = ""
        self.severe = False

    def show_keys(self, keys: list[tuple[str, str]]) -> None:
        """Show these keys; the last of them stands at the right edge and is there at every width."""
        self.keys = keys
        self.refresh()

    def tell(self, message: str, *, severe: bool = False) -> None:
        """Show a message instead of the keys; an empty one brings them back."""
        self.message, self.severe = message, severe
        # What is told has to be read whole: for as long as it stands there, the foot is as high as it needs.
        high = max(1, len(self._lines()))
        if self.styles.height is None or self.styles.height.value != high:
            self.styles.height = high
        self.refresh()

    def _lines(self) -> list[str]:
        return clip_lines(self.message, max(2, (self.size.width or 80) - 2), MOST_LINES) if self.message else []

    def stand(self, words: str) -> None:
        """Show words for as long as they hold; none bring the keys back."""
        if words != self.standing:
            self.standing = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        line = LineBuilder(self.size.width, self.ink.style("ink", "panel"))
        line.put(" ")
        if self.standing and not self.message:
            return line.put(self.standing, self.ink.style("ink", "panel")).strip()
        if self.message:
            told = self._lines()
            style = self.ink.style("error" if self.severe else "ink", "panel")
            return line.put(told[y] if y < len(told) else "", style).strip()
        return to_strip(keys_line(self.keys, self.size.width, self.ink), self.size.width)
