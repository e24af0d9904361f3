"""Everything that can be set, section by section; a change is written into the reader's file and in force at once."""

from collections.abc import Callable, Sequence

from tui.commands import BY_ID, COMMANDS
from tui.config.edit import Value
from tui.config.options import Option
from tui.config.settings import SECTIONS, Settings, options
from tui.config.value import Unfit
from tui.i18n import known, t
from tui.keymap.named import caps
from tui.keymap.own import key_map, preset
from tui.model.errors import ConfigError
from tui.screens.dialogs.fields import Field, FieldsDialog
from tui.services.settings import from_text, option_of, setting
from tui.widgets.ink import Chrome, Ink

Set = Callable[[str, str, Value], Settings]
"""Writes one setting and puts it in force: section, name, value; gives all settings. Raises KanbaoError."""


class SettingsDialog(FieldsDialog):
    """The settings of the program."""

    def __init__(self, ink: Ink, chrome: Chrome, settings: Settings, change: Set, *, themes: Sequence[str]) -> None:
        self.settings = settings
        self._change_setting = change
        self._themes = ("auto", *themes)
        super().__init__(ink, chrome, t("dialog.settings_title"))

    def fields(self) -> list[Field]:
        """A heading and the options of each section, then the keys of the commands."""
        rows = []
        for section in SECTIONS:
            rows.append(Field("", t(f"setting.section.{section}")))
            rows += [self._field_of(option) for option in options() if option.section == section]
        rows.append(Field("", t("setting.section.keys")))
        return rows + [self._keys_of(command.id) for command in COMMANDS if command.scope == "main"]

    def _field_of(self, option: Option) -> Field:
        held = setting(self.settings, option)
        label, what = t(f"setting.name.{option.key}"), t(f"setting.what.{option.key}")
        return Field(option.key, label, self._said(option, held), what, held != option.default)

    def _keys_of(self, command: str) -> Field:
        own = self.settings.keys
        keys = {command: own.get(command, preset(self.settings.reading.keymap).get(command, BY_ID[command].keys))}
        value = caps(command, keys, 9) or t("setting.none")
        return Field(f"keys.{command}", t(f"command.{command}"), value, t("setting.what.keys"), command in own)

    @staticmethod
    def _said(option: Option, held: Value) -> str:
        match held:
            case bool():
                return t("setting.yes" if held else "setting.no")
            case tuple():
                return " ".join(held) or t("setting.none")
            case str():
                key = f"setting.choice.{option.name}.{held}"
                return t(key) if known(key) else (t("setting.auto") if held == "auto" else held or t("setting.none"))
            case _:
                unit = f"setting.unit.{option.name}"
                return (f"{held:,}" if isinstance(held, int) else f"{held:g}") + (t(unit) if known(unit) else "")

    def _choices(self, option: Option) -> Sequence[Value]:
        if option.kind == "bool":
            return (False, True)
        return self._themes if option.key == "reading.theme" else option.choices

    def step(self, key: str, by: int) -> bool:
        """The next of a few values."""
        section, _, name = key.partition(".")
        if section == "keys":
            return False
        option = option_of(section, name)
        choices = self._choices(option)
        if not choices:
            return False
        held = setting(self.settings, option)
        place = choices.index(held) if held in choices else -by
        self._set(section, name, choices[(place + by) % len(choices)])
        return True

    def typed(self, key: str) -> str:
        """The value as it would be typed."""
        section, _, name = key.partition(".")
        if section == "keys":
            own = self.settings.keys
            return " ".join(own.get(name, preset(self.settings.reading.keymap).get(name, BY_ID[name].keys)))
        held = setting(self.settings, option_of(section, name))
        if isinstance(held, tuple):
            return " ".join(held)
        return f"{held:g}" if isinstance(held, float) else str(held)

    def take(self, key: str, text: str) -> str:
        """Set what was typed."""
        section, _, name = key.partition(".")
        if section == "keys":
            return self._take_keys(name, tuple(text.split()))
        option = option_of(section, name)
        try:
            value = from_text(option, text)
        except Unfit as unfit:
            raise ConfigError(file="", line=1, key=key, **unfit.facts()) from unfit
        self._set(section, name, value)
        return ""

    def _take_keys(self, command: str, keys: tuple[str, ...]) -> str:
        """Set keys; a key that is none is refused, one that another command has had is told of."""
        own = {**self.settings.keys, command: keys}
        faults = key_map(self.settings.reading.keymap, own).faults
        mine = [fault for fault in faults if fault.about["key"] == f"keys.{command}"]
        for fault in mine:
            if fault.about["reason"] == "no-key":
                raise ConfigError(file="", line=1, key=t(f"command.{command}"), reason="key", text=fault.about["text"])
        self._set("keys", command, keys)
        clash = next((fault.about for fault in mine if fault.about["reason"] == "clash"), None)
        if clash is None:
            return ""
        names = [t(f"command.{clash[name]}") for name in ("first", "second")]
        return t("dialog.key_clash", key=clash["pressed"], first=names[0], second=names[1])

    def reset(self, key: str) -> None:
        """The default again; for keys those of the key map."""
        section, _, name = key.partition(".")
        if section == "keys":
            self._set(section, name, preset(self.settings.reading.keymap).get(name, BY_ID[name].keys))
        elif section:
            self._set(section, name, option_of(section, name).default)

    def _set(self, section: str, name: str, value: Value) -> None:
        self.settings = self._change_setting(section, name, value)
