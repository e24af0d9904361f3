"""What a program has answered, to be read, copied or kept as a note."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.strip import Strip

from tui.i18n import t
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import PanelRows
from tui.text.wrap import iter_lines
from tui.widgets.ink import Chrome, Ink
from tui.widgets.pieces import LineBuilder
from tui.widgets.words import Words


class TextRows(PanelRows):
    """Lines of a text, broken to the width there is."""

    around = 8

    def __init__(self, ink: Ink, chrome: Chrome, text: str) -> None:
        super().__init__(ink, chrome)
        self.text = text
        self.lines: list[str] = []
        self._width = 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as the text, as far as there is room."""
        self._break(width)
        return super().get_content_height(container, viewport, width)

    def row_count(self) -> int:
        """Its lines."""
        self._break(self.size.width or 60)
        return len(self.lines)

    def _break(self, width: int) -> None:
        if width != self._width:
            self._width = width
            self.lines = [line.text for line in iter_lines(self.text, max(2, width - 1))] or [""]
            self.most = len(self.lines)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One line."""
        return [LineBuilder(width, self.ink.style("ink", "panel")).put(self.lines[index]).strip()]

    def turn(self, by: int) -> None:
        """Scroll by lines."""
        self._scroll(by) if abs(by) == 1 else self._leap(by)

    def _leap(self, by: int) -> None:
        self.top = max(0, min(self.top + by, self.row_count() - self.size.height))
        self._lines = []
        self.refresh()


class Answer(Dialog[str]):
    """Answers with ``note`` or ``copy`` where the reader wants that."""

    DEFAULT_CSS = "Answer > #panel { width: 80; }"

    def __init__(self, ink: Ink, chrome: Chrome, title: str, text: str) -> None:
        super().__init__(ink)
        self._title = title
        self.rows = TextRows(ink, chrome, text)

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical(id="panel"):
            yield Words(self._title, id="title")
            yield self.rows
            yield Words(t("dialog.answer_hint"), id="hint")

    def on_mount(self) -> None:
        """Keys scroll at once."""
        self.rows.focus()

    def on_key(self, event: events.Key) -> None:
        """Scrolling, and what can be done with it."""
        page = max(2, self.rows.size.height - 1)
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "space": page, "pagedown": page, "pageup": -page, "b": -page}
        match event.key:
            case key if key in steps:
                self.rows.turn(steps[key])
            case "n":
                self.dismiss("note")
            case "y":
                self.dismiss("copy")
            case "enter" | "q":
                self.dismiss(None)
            case _:
                return
        event.stop()
