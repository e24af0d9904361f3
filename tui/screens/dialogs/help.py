"""The keys of the place one is in, then those of other places; typing narrows them, Enter does what stands there."""

from tui.commands import BY_ID, COMMANDS, ONLY, Command, Place
from tui.i18n import t
from tui.keymap.bindings import OwnKeys
from tui.keymap.named import find_commands
from tui.screens.dialogs.palette import CommandRows, Palette
from tui.widgets.ink import Chrome, Ink

# What one most likely wants to know of, by place.
GROUPS: dict[Place, tuple[str, ...]] = {
    "sources": ("feeds", "move", "find", "program", "mark", "read", "select"),
    "entries": ("read", "mark", "find", "move", "feeds", "program", "select"),
    "article": ("read", "find", "mark", "select", "move", "feeds", "program"),
}


def commands_of(place: Place) -> list[Command]:
    """All commands the reader can press, those that mean something in this place first, by group."""
    shown = [command for command in COMMANDS if command.scope != "dialog"]
    order = GROUPS[place]

    def rank(command: Command) -> tuple[bool, bool, int]:
        elsewhere = place not in ONLY.get(command.id, (place,))
        selecting = command.scope == "select"
        return selecting and place != "article", elsewhere, order.index(command.group)

    return sorted(shown, key=rank)


class Help(Palette):
    """All keys of a place; what belongs to a selection is told, but is done by its key alone."""

    def __init__(self, ink: Ink, chrome: Chrome, keys: OwnKeys, place: Place) -> None:
        super().__init__(ink, chrome, keys)
        self._commands = commands_of(place)
        self._place = place
        self.rows = CommandRows(ink, chrome, keys, [command.id for command in self._commands])

    @property
    def title_text(self) -> str:
        """What it shows."""
        return t("dialog.help_title", place=t(f"place.{self._place}"))

    def found(self, text: str) -> list[str]:
        """What a text finds, of the keys too."""
        return find_commands(text, self.rows.keys, self._commands)

    def take(self, row: int) -> None:
        """Close, and do the command of a row where it can be done from here."""
        if row < self.rows.row_count():
            command = BY_ID[self.rows.ids[row]]
            self.dismiss(command.id if command.scope == "main" else None)
