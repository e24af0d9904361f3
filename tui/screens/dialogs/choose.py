"""A list to choose one thing from: feeds found on a page, links, commands."""

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from tui.screens.dialogs.base import LOW, SHARE, Dialog
from tui.text.clip import clip
from tui.text.fold import fold
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.line_input import LineInput
from tui.widgets.pieces import LineBuilder
from tui.widgets.rows import RowList
from tui.widgets.words import Words

MOST_ROWS = 24


class PanelRows(RowList):
    """Rows in a panel: as high as there are rows, as long as the panel has room for them."""

    DEFAULT_CSS = "PanelRows { height: auto; }"

    most = 1
    around = 6
    """Lines of the panel that are kept for what stands beside the rows: its padding, title, input or hint."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as there are rows, or as fit."""
        height = self.app.size.height
        kept = self.around if height >= LOW else self.around - 3
        room = height * SHARE // 100 - max(kept, self._beside(container, viewport, width))
        return max(1, min(self.most, MOST_ROWS, room))

    def _beside(self, container: Size, viewport: Size, width: int) -> int:
        """Lines that the rest of the panel takes at this width."""
        panel = self.parent
        if not isinstance(panel, Widget):
            return 0
        lines = panel.styles.gutter.height
        for each in panel.children:
            if each is not self and each.display:
                high = each.styles.height
                fixed = high is not None and not high.is_auto
                lines += each.styles.gutter.height
                lines += int(high.value) if high and fixed else each.get_content_height(container, viewport, width)
        return lines

    def begun(self, width: int, *, selected: bool) -> tuple[LineBuilder, str]:
        """A row's line with the cursor's bar at its left, and the role of the ground it stands on."""
        on = "selection" if selected else "panel"
        line = LineBuilder(width, self.ink.style("ink", on))
        return line.put(self.chrome.bar if selected else " ", self.ink.style("focus", on)).put(" "), on

    def render_line(self, y: int) -> Strip:
        """Rows, and panel below them."""
        if y >= self.row_count() - self.top:
            return Strip([Segment(" " * self.size.width, self.ink.style("ink", "panel"))], self.size.width)
        return super().render_line(y)


class ChoiceRows(PanelRows):
    """Rows of a text and what stands at its right."""

    def __init__(self, ink: Ink, chrome: Chrome, rows: list[tuple[str, str]]) -> None:
        super().__init__(ink, chrome)
        self.all = rows
        self.sounding: Callable[[str], set[int]] = lambda _: set()
        self.shown = list(range(len(rows)))
        self.most = len(rows)

    def row_count(self) -> int:
        """The rows that match."""
        return len(self.shown)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One row on one line."""
        left, right = self.all[self.shown[index]]
        line, on = self.begun(width, selected=selected)
        line.put(left, keep=min(width // 3, cells(right)) + 3 if right else 0)
        if right:
            line.right(clip(right, max(0, line.room - 3)), self.ink.style("muted", on), margin=1)
        return [line.strip()]

    def narrow(self, text: str) -> None:
        """Show only the rows that hold these characters, or sound like them."""
        wanted = fold(text.strip())
        sounding = self.sounding(text.strip()) if wanted else set()
        self.shown = [
            n for n, (left, right) in enumerate(self.all) if wanted in fold(left + " " + right) or n in sounding
        ]
        self.cursor = self.top = 0
        self.redraw()


class Choose(Dialog[int]):
    """Answers with the number of the row chosen; typing narrows the rows."""

    def __init__(
        self, ink: Ink, chrome: Chrome, title: str, rows: list[tuple[str, str]], *, hint: str = "", typing: bool = False
    ) -> None:
        super().__init__(ink)
        self._title, self._hint, self._typing = title, hint, typing
        self.rows = ChoiceRows(ink, chrome, rows)

    def compose(self) -> ComposeResult:
        """Title, the line to narrow by, rows, hint."""
        with Vertical(id="panel"):
            yield Words(self._title, id="title")
            if self._typing:
                yield LineInput(placeholder=self._hint)
            yield self.rows
            if self._hint and not self._typing:
                yield Words(self._hint, id="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key narrows."""
        self.rows.narrow(event.value)

    def on_input_submitted(self) -> None:
        """Enter takes the row under the cursor."""
        self._take(self.rows.cursor)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click takes a row."""
        self._take(message.index)

    def on_key(self, event: events.Key) -> None:
        """Arrows move while one types; letters move where nothing is typed."""
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1}
        if not self._typing:
            steps |= {"j": 1, "k": -1}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self.rows.move_to(self.rows.cursor + steps[event.key])
        elif event.key == "enter" and not self._typing:
            event.stop()
            self._take(self.rows.cursor)

    def _take(self, row: int) -> None:
        if row < self.rows.row_count():
            self.dismiss(self.rows.shown[row])
