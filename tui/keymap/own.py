"""The keys in force: those of the table, a preset over them, the reader's own over both; and what does not fit."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from textual.keys import Keys, _character_to_key

from tui import toml
from tui.commands import BY_ID, COMMANDS, Command, key_cap
from tui.config.file import read_toml
from tui.config.lines import line_of
from tui.config.load import nearest
from tui.dataclass import dataclass
from tui.model.errors import ConfigError, Fact

Own = Mapping[str, tuple[str, ...]]

_NAMED = frozenset(key.value for key in Keys) | {f"f{number}" for number in range(1, 25)}
# Textual shortens some of Unicode's names.
_UNICODE = {"plus": "plus sign", "minus": "hyphen-minus", "slash": "solidus", "backslash": "reverse solidus",
            "underscore": "low line", "at": "commercial at", "less_than_sign": "less-than sign",
            "greater_than_sign": "greater-than sign",
            }  # fmt: skip
_MODIFIERS = re.compile(r"(?:(?:ctrl|alt|shift|super)\+)*")


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Keys by command, for every command of the table, and the faults in what the reader asked for."""

    keys: dict[str, tuple[str, ...]]
    faults: tuple[ConfigError, ...] = ()


@cache
def preset(name: str) -> dict[str, tuple[str, ...]]:
    """The keys by which a preset differs from the table; ``default`` differs in nothing."""
    if name == "default":
        return {}
    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    return {command: tuple(keys) for command, keys in toml.loads(text).items()}


def key_name(text: str) -> str:
    """Textual's name of a key as people write it (``/``, ``Ctrl-p``, ``PgDn``); empty for no key at all."""
    written = text.strip() or ("space" if text else "")
    if len(written) == 1:
        return _character_to_key(written)
    written = re.sub(r"(?i)\b(ctrl|alt|shift|super)[-+]", lambda found: found[1].lower() + "+", written)
    match = _MODIFIERS.match(written)
    modifiers, key = (match[0], written[match.end() :]) if match else ("", written)
    if len(key) == 1:
        return modifiers + (key if key.isalnum() else _character_to_key(key))
    known = {"esc": "escape", "return": "enter", "pgdn": "pagedown", "pgup": "pageup"}.get(key.lower(), key.lower())
    try:
        # A character's long name, such as slash or left_square_bracket.
        named = known in _NAMED or _character_to_key(_character(known)) == known
    except KeyError:
        named = False
    return modifiers + known if named else ""


def _character(name: str) -> str:
    return unicodedata.lookup(_UNICODE.get(name, name).replace("_", " "))


def key_map(preset_name: str, own: Own, config: Path | None = None) -> KeyMap:
    """The keys of every command. What the reader asks for goes before the rest, and takes a key from whoever had it.

    A fault is told with the configuration's file and line: no such command, no such key, a key asked for twice, a key
    that another command has had.
    """
    faults = _Faults(config)
    wished = {}
    for name, keys in own.items():
        if name in BY_ID:
            wished[name] = _checked(name, keys, faults)
        else:
            faults.tell(name, reason="unknown", nearest=nearest(name, BY_ID))
    base = {command.id: preset(preset_name).get(command.id, command.keys) for command in COMMANDS}
    settled = _settled(base, wished, faults)
    return KeyMap(settled, tuple(faults.found))


def _checked(name: str, keys: Sequence[str], faults: "_Faults") -> tuple[str, ...]:
    found = []
    for key in keys:
        named = key_name(key)
        if named:
            found.append(named)
        else:
            faults.tell(name, reason="no-key", text=key)
    return tuple(found)


def _settled(base: dict[str, tuple[str, ...]], wished: Own, faults: "_Faults") -> dict[str, tuple[str, ...]]:
    owners: dict[tuple[str, str], Command] = {}
    settled: dict[str, tuple[str, ...]] = {}
    # The reader's commands first, in the order of the file.
    order = [BY_ID[name] for name in wished] + [command for command in COMMANDS if command.id not in wished]
    for command in order:
        mine = []
        for key in wished.get(command.id, base[command.id]):
            owner = owners.setdefault((command.scope, key), command)
            if owner is command:
                mine.append(key)
            elif owner.id in wished:
                about = command.id if command.id in wished else owner.id
                faults.tell(about, reason="clash", pressed=key_cap(key), first=owner.id, second=command.id)
        settled[command.id] = tuple(mine)
    return {command.id: settled[command.id] for command in COMMANDS}


class _Faults:
    """Faults of the table ``[keys]``, with the line that each is about."""

    def __init__(self, config: Path | None) -> None:
        self.found: list[ConfigError] = []
        self._file = config
        self._text: str | None = None

    def tell(self, name: str, **facts: Fact) -> None:
        """One more fault, about the keys of a command."""
        if self._text is None:
            try:
                self._text = read_toml(self._file)[0] if self._file is not None else ""
            except (FileNotFoundError, ConfigError):
                self._text = ""
        line = line_of(self._text, "keys", name)
        self.found.append(ConfigError(file=str(self._file), line=line, key=f"keys.{name}", **facts))
