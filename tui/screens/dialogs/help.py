"""The keys of the main screen by group; typing narrows them."""

from tui.commands import COMMANDS, key_cap, keys_of
from tui.i18n import t
from tui.keymap.bindings import OwnKeys
from tui.screens.dialogs.choose import Choose
from tui.widgets.ink import Chrome, Ink

GROUPS = ("move", "read", "mark", "find", "feeds", "program")


def command_rows(own: OwnKeys) -> tuple[list[str], list[tuple[str, str]]]:
    """Ids of the main screen's commands by group, and for each what it does and its keys."""
    commands = sorted((c for c in COMMANDS if c.scope == "main"), key=lambda command: GROUPS.index(command.group))
    rows = []
    for command in commands:
        keys = "  ".join(key_cap(key) for key in keys_of(command, own))
        rows.append((f"{t('group.' + command.group)}  {t('command.' + command.id)}", keys))
    return [command.id for command in commands], rows


def help_screen(ink: Ink, chrome: Chrome, own: OwnKeys) -> tuple[list[str], Choose]:
    """The list of keys; what is chosen there is done."""
    ids, rows = command_rows(own)
    return ids, Choose(ink, chrome, t("dialog.help_title"), rows, hint=t("dialog.palette_hint"), typing=True)
