"""Changing a setting: checked by what declares it, written into the reader's file, and in force."""

from pathlib import Path

from tui.config.edit import Value, save_value
from tui.config.options import Option
from tui.config.settings import Settings, options
from tui.config.value import Unfit, fitted
from tui.dataclass import fields, replace
from tui.model.errors import ConfigError


def option_of(section: str, name: str) -> Option:
    """The declaration of a setting; raises KeyError."""
    return {(option.section, option.name): option for option in options()}[section, name]


def setting(settings: Settings, option: Option) -> Value:
    """What a setting holds."""
    held: Value = getattr(getattr(settings, option.section), option.name)
    return held


def from_text(option: Option, text: str) -> Value:
    """A value as a person types it: lists parted by spaces; raises Unfit."""
    typed = text.strip()
    match option.kind:
        case "bool":
            raise Unfit("type", "true / false")
        case "list":
            return tuple(typed.split())
        case "text":
            return typed
        case "int" | "number":
            try:
                return int(typed) if option.kind == "int" else float(typed)
            except ValueError:
                raise Unfit("type", "1, 2, 3 …" if option.kind == "int" else "1.5") from None


def change_setting(config: Path | None, settings: Settings, section: str, name: str, value: Value) -> Settings:
    """The settings with one changed, after it was written to the file (None: nowhere).

    Raises ConfigError (about: file, key, reason, expected) where the value does not fit or the file cannot be changed
    by line, CannotWrite.
    """
    if section == "keys":
        words = value if isinstance(value, tuple) else (str(value),)
        changed = replace(settings, keys={**settings.keys, name: words})
    else:
        option = option_of(section, name)
        try:
            value = fitted(option, list(value) if isinstance(value, tuple) else value)
            table = replace(getattr(settings, section), **{name: value})
            if section == "fetch" and table.interval_min > table.interval_max:
                raise Unfit("range", "interval_min ≤ interval_max")
        except Unfit as unfit:
            raise ConfigError(file=str(config or ""), line=1, key=option.key, **unfit.facts()) from unfit
        # A dict of all fields rather than one name: the field is only known by its section's name here.
        held = {each.name: getattr(settings, each.name) for each in fields(Settings)}
        changed = Settings(**{**held, section: table})
    if config is not None:
        save_value(config, section, name, value)
    return changed
