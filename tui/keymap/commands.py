"""The keys of the reader's own commands, as far as nothing else has them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tui.commands import BY_ID
from tui.dataclass import dataclass
from tui.keymap.own import key_name
from tui.model.errors import ConfigError, Fact
from tui.model.own import OwnCommand


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """Textual's name of each key with the number of its command, and the faults in what was asked for."""

    keys: dict[str, int]
    faults: tuple[ConfigError, ...] = ()


def alt_characters(table: Mapping[str, tuple[str, ...]], commands: Sequence[OwnCommand]) -> set[str]:
    """The characters that mean something together with Alt."""
    keys = [key for keys in table.values() for key in keys] + [key_name(each.key) for each in commands if each.key]
    alone = (key.removeprefix("alt+") for key in keys if key.startswith("alt+"))
    return {key.removeprefix("shift+").upper() if key.startswith("shift+") else key for key in alone if key}


def own_keys(commands: Sequence[OwnCommand], table: Mapping[str, tuple[str, ...]], config: Path | None) -> OwnKeys:
    """The keys of these commands; one that the table has already, or an earlier command, stays with that."""
    taken = {key: command for command, keys in table.items() if BY_ID[command].scope == "main" for key in keys}
    found: dict[str, int] = {}
    faults = []
    for number, command in enumerate(commands):
        if not command.key:
            continue
        about: dict[str, Fact] = {"file": str(config), "line": 1, "key": f"command.{command.name}"}
        key = key_name(command.key)
        if not key:
            faults.append(ConfigError(**about, reason="no-key", text=command.key))
        elif key in taken:
            facts: dict[str, Fact] = {"pressed": command.key, "first": taken[key], "second": command.name}
            faults.append(ConfigError(**about, reason="clash", **facts))
        else:
            found[key] = number
            taken[key] = command.name
    return OwnKeys(found, tuple(faults))
