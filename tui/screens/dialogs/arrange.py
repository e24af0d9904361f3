"""A list of the reader's own that is put in order, switched, changed and taken from, with undo in the panel itself."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from tui.dataclass import dataclass
from tui.i18n import error_text
from tui.model.errors import KanbaoError
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import PanelRows
from tui.services.undoing import Way
from tui.text.clip import clip
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.rows import RowList
from tui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the list: what it is called, what there is to say of it, whether it is switched off."""

    label: str
    detail: str = ""
    off: bool = False


class ArrangeRows(PanelRows):
    """Names at the left, what they do at the right; what is off is struck through and dim."""

    around = 9

    def __init__(self, ink: Ink, chrome: Chrome, rows: list[Row]) -> None:
        super().__init__(ink, chrome)
        self.rows = rows
        self.most = len(rows)

    def show(self, rows: list[Row]) -> None:
        """Show these."""
        grown = len(rows) != self.most
        self.rows, self.most = rows, len(rows)
        if grown:
            self.refresh(layout=True)
        self.redraw()

    def row_count(self) -> int:
        """All of them."""
        return len(self.rows)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One on one line."""
        row = self.rows[index]
        line, on = self.begun(width, selected=selected)
        style = self.ink.style("read", on, "strike") if row.off else self.ink.style("ink", on)
        line.put(row.label, style, keep=min(cells(row.detail), width // 2) + 3 if row.detail else 0)
        if row.detail:
            line.right(clip(row.detail, max(0, line.room - 3)), self.ink.style("muted", on), margin=1)
        return [line.strip()]


class Arrange(Dialog[None]):
    """What all such panels share; children do the changing."""

    DEFAULT_CSS = "Arrange > #panel { width: 84; }"

    def __init__(self, ink: Ink, chrome: Chrome, title: str, hint: str) -> None:
        super().__init__(ink)
        self.chrome = chrome
        self._title, self._usual_hint = title, hint
        self.rows = ArrangeRows(ink, chrome, self.items())
        self._hint = Words(hint, id="hint")

    # What a kind of panel has to say ---------------------------------------------------------------------------------

    def items(self) -> list[Row]:
        """The list as it is now."""
        return []

    def add(self) -> None:
        """Begin a new one."""

    def change(self, index: int) -> None:
        """Open one."""

    def move(self, index: int, to: int) -> None:
        """Put one elsewhere."""

    def turn(self, index: int) -> None:
        """Switch one off or on."""

    def take_away(self, index: int) -> None:
        """Take one away."""

    def travel(self, way: Way) -> None:
        """Take back the last change, or do it again."""

    def other(self, key: str, index: int) -> bool:
        """A key of this panel alone; whether it was one."""
        return False

    # The panel -------------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, rows, keys."""
        with Vertical(id="panel"):
            yield Words(self._title, id="title")
            yield self.rows
            yield self._hint

    def on_mount(self) -> None:
        """Begin at the first."""
        self.rows.focus()

    def renew(self, cursor: int | None = None) -> None:
        """Show the list as it is now."""
        self.rows.show(self.items())
        if cursor is not None:
            self.rows.move_to(cursor)
        self.tell("")

    def tell(self, words: str) -> None:
        """Say something in place of the keys."""
        self._hint.update(words or self._usual_hint)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click opens."""
        message.stop()
        self._try("enter", message.index)

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """The screen below need not know."""
        message.stop()
        self.tell("")

    def on_key(self, event: events.Key) -> None:
        """All keys of such a panel but Esc."""
        page = self.rows.page()
        steps = {"j": 1, "down": 1, "pagedown": page, "k": -1, "up": -1, "pageup": -page}
        if event.key in steps:
            self.rows.move_to(self.rows.cursor + steps[event.key])
        elif event.key in ("g", "home", "G", "end"):
            self.rows.move_to(0 if event.key in ("g", "home") else self.rows.row_count() - 1)
        elif event.key == "q":
            self.dismiss(None)
        elif not self._try(event.key, self.rows.cursor):
            return
        event.stop()

    def _try(self, key: str, index: int) -> bool:
        try:
            return self._do(key, index)
        except KanbaoError as error:
            self.tell(error_text(error))
            return True

    def _do(self, key: str, index: int) -> bool:
        there = index < self.rows.row_count()
        match key:
            case "a" | "n":
                self.add()
            case "u" | "ctrl+r":
                self.travel("undo" if key == "u" else "redo")
            case "enter" | "e" if there:
                self.change(index)
            case "J" | "shift+down" | "K" | "shift+up" if there:
                to = index + (1 if key in ("J", "shift+down") else -1)
                if 0 <= to < self.rows.row_count():
                    self.move(index, to)
            case "space" if there:
                self.turn(index)
            case "d" | "delete" if there:
                self.take_away(index)
            case _:
                return self.other(key, index)
        return True
