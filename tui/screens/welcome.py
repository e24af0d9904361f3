"""What stands where there is nothing yet: how to begin."""

from textual.strip import Strip
from textual.widget import Widget

from tui.i18n import t
from tui.widgets.ink import Chrome, Ink
from tui.widgets.pieces import LineBuilder

LINES = ("title", "line", "", "sample", "add", "import", "help", "", "hint")


class Welcome(Widget):
    """The first page a reader sees; its keys are commands of the main screen."""

    DEFAULT_CSS = "Welcome { width: 1fr; height: 1fr; display: none; }"

    def __init__(self, ink: Ink, chrome: Chrome) -> None:
        super().__init__()
        self.ink = ink
        self.chrome = chrome

    def render_line(self, y: int) -> Strip:
        """One line; the block stands a third down."""
        width = self.size.width
        number = y - max(1, (self.size.height - 2 * len(LINES)) // 3)
        line = LineBuilder(width, self.ink.blank)
        if number % 2 == 0 and 0 <= number // 2 < len(LINES) and LINES[number // 2]:
            name = LINES[number // 2]
            role = {"title": "heading", "line": "muted", "hint": "muted"}.get(name, "ink")
            line.put(" " * max(2, (width - 60) // 2))
            line.put(t(f"welcome.{name}"), self.ink.style(role, "paper", "bold" if name == "title" else ""))
        return line.strip()
