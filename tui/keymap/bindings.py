"""From the table of commands to key bindings, full-width twins included."""

from collections.abc import Mapping, Sequence

from textual.binding import Binding, BindingType

# Textual names keys by what they send; its own function is the only one that knows all the names.
from textual.keys import _character_to_key

from tui.commands import BY_ID, COMMANDS, FULL_WIDTH, Scope, key_cap, keys_of
from tui.i18n import t

OwnKeys = Mapping[str, tuple[str, ...]]


def bindings(scope: Scope = "main") -> list[BindingType]:
    """A binding for each command of a scope, with the table's keys; the action is ``run('<id>')``."""
    commands = [command for command in COMMANDS if command.scope == scope]
    return [Binding(_names(c.keys), f"run('{c.id}')", show=False, id=c.id) for c in commands]


def counts() -> list[BindingType]:
    """A binding for each digit, behind those of the commands: where no command has it, it begins a count.

    They belong to the program: on the screen, Textual would drop them when a key map moves a command from a digit.
    """
    return [Binding(digit, f"screen.digit('{digit}')", show=False) for digit in "0123456789"]


def keymap(keys: OwnKeys) -> dict[str, str]:
    """Where the keys in force are others than the bindings have: a key map for those."""
    # Textual would leave a binding as it is where its keys are empty; no key is called "none".
    differing = {command: mine for command, mine in keys.items() if command in BY_ID and mine != BY_ID[command].keys}
    return {command: _names(mine) or "none" for command, mine in differing.items()}


def _names(keys: Sequence[str]) -> str:
    twins = [_character_to_key(character) for key in keys for character in FULL_WIDTH.get(key, ())]
    return ",".join([*keys, *twins])


def footer_keys(own: OwnKeys, *, beginning: bool = False) -> list[tuple[str, str]]:
    """What the foot shows: key and wording, in the table's order of rank; less where there is nothing to read yet."""
    ranked = sorted((command for command in COMMANDS if command.footer), key=lambda command: command.footer)
    if beginning:
        ranked = [command for command in ranked if command.group == "program"]
    return [(key_cap(keys[0]), t(f"command.{command.id}")) for command in ranked if (keys := keys_of(command, own))]
