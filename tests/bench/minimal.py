"""The least a Textual program can be: rows drawn line by line and a cursor; ``python -m tests.bench.minimal``.

It has no library, no panes, no colours of its own: what it takes to start and to move is what Textual takes.
"""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS = 1000
PLAIN, MARKED = Style(color="#d0d0d0", bgcolor="#101010"), Style(color="#101010", bgcolor="#d0d0d0")


class Rows(ScrollView, can_focus=True):
    """A thousand rows; j and k move."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("j", "go(1)"), Binding("k", "go(-1)"), Binding("q", "app.quit")]
    cursor = 0

    def on_mount(self) -> None:
        self.virtual_size = Size(80, ROWS)

    def render_line(self, y: int) -> Strip:
        """One row, the one under the cursor the other way round."""
        number = y + int(self.scroll_offset.y)
        style = MARKED if number == self.cursor else PLAIN
        return Strip([Segment(f"第 {number} 条新闻".ljust(self.size.width), style)])

    def action_go(self, by: int) -> None:
        """Move the cursor and draw the two rows that changed."""
        before, self.cursor = self.cursor, max(0, min(ROWS - 1, self.cursor + by))
        top = int(self.scroll_offset.y)
        self.refresh(*(Region(0, row - top, self.size.width, 1) for row in (before, self.cursor)))


class Minimal(App[None]):
    """The rows and nothing else."""

    def compose(self) -> ComposeResult:
        yield Rows()


if __name__ == "__main__":
    Minimal().run()
