"""Every command by its name: typing finds it in Chinese, English or pinyin, and its key stands beside it."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Input

from tui.commands import BY_ID, COMMANDS
from tui.i18n import t
from tui.keymap.bindings import OwnKeys
from tui.keymap.named import caps, find_commands
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import PanelRows
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.line_input import LineInput
from tui.widgets.pieces import LineBuilder
from tui.widgets.rows import RowList
from tui.widgets.words import Words

MAIN = tuple(command for command in COMMANDS if command.scope == "main")
GROUP_CELLS = 8


class CommandRows(PanelRows):
    """Commands with their group at the left and their keys at the right; a group's name stands at its first row."""

    def __init__(self, ink: Ink, chrome: Chrome, keys: OwnKeys, ids: list[str]) -> None:
        super().__init__(ink, chrome)
        self.keys = keys
        self.ids = ids
        self.most = len(ids)

    def row_count(self) -> int:
        """The commands found."""
        return len(self.ids)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One command on one line."""
        command = BY_ID[self.ids[index]]
        before = BY_ID[self.ids[index - 1]].group if index > self.top else ""
        line, on = self.begun(width, selected=selected)
        group = t(f"group.{command.group}")
        size = max(GROUP_CELLS, cells(group) + 2)
        shown = group if command.group != before else ""
        line.put(shown + " " * (size - cells(shown)), self.ink.style("muted", on))
        keys = caps(command.id, self.keys)
        line.put(t(f"command.{command.id}"), keep=min(width // 3, cells(keys) + 2))
        return [line.right(keys, self.ink.style("accent", on, "bold"), margin=1).strip()]

    def render_line(self, y: int) -> Strip:
        """Commands, or what to do where none fits."""
        if y or self.ids:
            return super().render_line(y)
        line = LineBuilder(self.size.width, self.ink.style("ink", "panel"))
        return line.put("  ").put(t("dialog.palette_none"), self.ink.style("muted", "panel")).strip()

    def show(self, ids: list[str]) -> None:
        """Show these commands, the cursor at the first."""
        self.ids = ids
        self.cursor = self.top = 0
        self.redraw()


class Palette(Dialog[str]):
    """Answers with the id of the command chosen."""

    def __init__(self, ink: Ink, chrome: Chrome, keys: OwnKeys) -> None:
        super().__init__(ink)
        self.rows = CommandRows(ink, chrome, keys, find_commands("", keys, MAIN))

    @property
    def title_text(self) -> str:
        """What it shows."""
        return t("dialog.palette_title")

    def compose(self) -> ComposeResult:
        """Title, the line one types into, the commands."""
        with Vertical(id="panel"):
            yield Words(self.title_text, id="title")
            yield LineInput(placeholder=t("dialog.palette_hint"))
            yield self.rows

    def found(self, text: str) -> list[str]:
        """What a text finds."""
        return find_commands(text, self.rows.keys, MAIN)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key narrows."""
        self.rows.show(self.found(event.value))

    def on_input_submitted(self) -> None:
        """Enter takes the command under the cursor."""
        self.take(self.rows.cursor)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click takes a command."""
        message.stop()
        self.take(message.index)

    def on_key(self, event: events.Key) -> None:
        """Arrows move while one types."""
        page = self.rows.page()
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": page, "pageup": -page}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self.rows.move_to(self.rows.cursor + steps[event.key])

    def take(self, row: int) -> None:
        """Close, and do the command of a row."""
        if row < self.rows.row_count():
            self.dismiss(self.rows.ids[row])
