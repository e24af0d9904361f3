"""A panel of settings: each row a name and what it holds, below them what the row under the cursor is for."""

from collections.abc import Callable, Iterable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from tui.dataclass import dataclass
from tui.i18n import error_text, t
from tui.model.errors import KanbaoError
from tui.screens.dialogs.ask import Ask
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import PanelRows
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.pieces import LineBuilder
from tui.widgets.rows import RowList
from tui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class Field:
    """One row; a heading where ``key`` is empty. ``own`` where the reader has set it to something of his own."""

    key: str
    label: str
    value: str = ""
    what: str = ""
    own: bool = False


class FieldRows(PanelRows):
    """Names at the left, values at the right."""

    around = 10

    def __init__(self, ink: Ink, chrome: Chrome, fields: list[Field]) -> None:
        super().__init__(ink, chrome)
        self.fields = fields
        self.most = len(fields)

    def row_count(self) -> int:
        """All rows."""
        return len(self.fields)

    def selectable(self, index: int) -> bool:
        """Headings are only read."""
        return bool(self.fields[index].key)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One row on one line."""
        field = self.fields[index]
        if not field.key:
            line = LineBuilder(width, self.ink.style("ink", "panel"))
            return [line.put(field.label, self.ink.style("muted", "panel", "bold")).strip()]
        line, on = self.begun(width, selected=selected)
        line.put(field.label, keep=min(width // 2, cells(field.value) + 3)).put("  ")
        style = self.ink.style("accent", on, "bold") if field.own else self.ink.style("muted", on)
        room = max(0, line.room - 1)
        gap = room - cells(field.value)
        line.put(" " * max(0, gap)).put(field.value, style, keep=1)
        return [line.strip()]


class FieldsDialog(Dialog[None]):
    """Settings that are changed where they stand; Esc closes, all is written already."""

    DEFAULT_CSS = "FieldsDialog > #panel { width: 76; }"

    def __init__(self, ink: Ink, chrome: Chrome, title: str) -> None:
        super().__init__(ink)
        self.chrome = chrome
        self._title = title
        self.rows = FieldRows(ink, chrome, self.fields())
        self._what = Words("", id="hint")

    # What a kind of panel has to say -------------------------------------------------------------------------------

    def fields(self) -> list[Field]:
        """The rows as they are now."""
        return []

    def step(self, key: str, by: int) -> bool:
        """Go to the next (or the one before) of a few values; False where it is typed instead."""
        return False

    def typed(self, key: str) -> str:
        """What stands in the line when the reader begins to type a value."""
        return ""

    def take(self, key: str, text: str) -> str:
        """Set what was typed; what to say of it. Raises KanbaoError where it does not fit."""
        return ""

    def reset(self, key: str) -> None:
        """Give a setting its default back."""

    def under_title(self) -> Iterable[Words]:
        """What stands between title and rows."""
        return ()

    def other(self, key: str) -> bool:
        """A key of this panel alone; whether it was one."""
        return False

    def keys_hint(self) -> str:
        """The keys of the panel, in words."""
        return t("dialog.fields_hint")

    # The panel -----------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Title, rows, what the row under the cursor is for."""
        with Vertical(id="panel"):
            yield Words(self._title, id="title")
            yield from self.under_title()
            yield self.rows
            yield self._what

    def on_mount(self) -> None:
        """Begin at the first setting."""
        self.rows.move_to(next((n for n, field in enumerate(self.rows.fields) if field.key), 0))
        self.rows.focus()
        self._tell()

    def set_ink(self, ink: Ink) -> None:
        """Draw in another theme's colours."""
        self.ink = self.rows.ink = ink
        self.rows.redraw()

    def renew(self) -> None:
        """Show the rows as they are now."""
        self.rows.fields = self.fields()
        self.rows.redraw()
        self._tell()

    @property
    def _field(self) -> Field:
        return self.rows.fields[self.rows.cursor]

    def _tell(self, trouble: str = "") -> None:
        self._what.update(trouble or f"{self._field.what}\n{self.keys_hint()}")

    def _try(self, change: Callable[[], object]) -> None:
        try:
            said = change()
        except KanbaoError as error:
            self._tell(error_text(error))
        else:
            self.renew()
            self._tell(said if isinstance(said, str) else "")

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Tell what it is for."""
        message.stop()
        self._tell()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click changes a setting."""
        message.stop()
        self._change()

    def on_key(self, event: events.Key) -> None:
        """All keys of this panel but Esc."""
        page = self.rows.page()
        steps = {"j": 1, "down": 1, "pagedown": page, "ctrl+d": page}
        steps |= {"k": -1, "up": -1, "pageup": -page, "ctrl+u": -page}
        match event.key:
            case key if key in steps:
                self.rows.move_to(self.rows.cursor + steps[key])
            case "g" | "home":
                self.rows.move_to(0)
            case "G" | "end":
                self.rows.move_to(self.rows.row_count() - 1)
            case "enter" | "space":
                self._change()
            case "l" | "right" | "h" | "left":
                by = 1 if event.key in ("l", "right") else -1
                self._try(lambda: self.step(self._field.key, by))
            case "backspace" | "delete":
                self._try(lambda: self.reset(self._field.key))
            case "q" | "comma":
                self.dismiss(None)
            case _:
                if not self.other(event.key):
                    return
        event.stop()

    def _change(self) -> None:
        field = self._field
        if not field.key:
            return
        self._try(lambda: None if self.step(field.key, 1) else self._ask(field))

    def _ask(self, field: Field) -> None:
        def answered(text: str | None) -> None:
            if text is not None:
                self._try(lambda: self.take(field.key, text))

        self.app.push_screen(Ask(self.ink, field.label, field.what, self.typed(field.key)), answered)
