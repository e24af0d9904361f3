"""Reading the settings: whatever is wrong is told, and the rest holds."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from tui.config.file import read_toml
from tui.config.lines import line_of
from tui.config.options import declared
from tui.config.own import hook, own_command
from tui.config.rules import BadRule, rule
from tui.config.settings import SECTIONS, Fetching, Settings, options
from tui.config.value import Unfit, fitted, words
from tui.model.errors import ConfigError, Fact
from tui.model.smart import Rule

Made = TypeVar("Made")

LOOSE = ("keys", "rules", "command", "hook")
"""Sections whose keys the reader names."""


def load(path: Path | None) -> tuple[Settings, list[ConfigError]]:
    """The settings of a file, and every fault found in it; a key at fault keeps its default.

    A missing file (or None) gives the defaults. Errors are about file, line (from 1), key, reason (unreadable,
    too-large, syntax, unknown, type, range, choice) and either the nearest name there is or what was expected.
    """
    if path is None:
        return Settings(), []
    try:
        text, tables = read_toml(path)
    except FileNotFoundError:
        return Settings(), []
    except ConfigError as error:
        return Settings(), [error]
    reading = _Reading(str(path), text)
    return reading.settings(tables), reading.errors


class _Reading:
    """One pass over the tables of a file."""

    def __init__(self, file: str, text: str) -> None:
        self.errors: list[ConfigError] = []
        self._file = file
        self._text = text

    def settings(self, tables: dict[str, Any]) -> Settings:
        """The settings these tables ask for."""
        made: dict[str, Any] = {}
        for section, table in tables.items():
            if section not in (*SECTIONS, *LOOSE):
                self._unknown_section(section, table)
            elif section == "command":
                made["commands"] = tuple(self._several(section, table, own_command))
            elif section == "hook":
                made["hooks"] = tuple(self._several(section, table, hook))
            elif not isinstance(table, dict):
                self._tell(section, "", reason="type", expected=f"[{section}]")
            elif section == "keys":
                made[section] = self._keys(table)
            elif section == "rules":
                made[section] = self._rules(table)
            else:
                made[section] = self._section(section, table)
        return Settings(**made)

    def _section(self, section: str, table: dict[str, Any]) -> object:
        known = {option.name: option for option in declared(section, SECTIONS[section])}
        values = {}
        for name, found in table.items():
            if name not in known:
                self._unknown(section, name, known)
                continue
            try:
                values[name] = fitted(known[name], found)
            except Unfit as unfit:
                self._tell(section, name, **unfit.facts())
        made = SECTIONS[section](**values)
        return self._in_order(made) if isinstance(made, Fetching) else made

    def _in_order(self, fetch: Fetching) -> Fetching:
        if fetch.interval_min <= fetch.interval_max:
            return fetch
        self._tell("fetch", "interval_min", reason="range", expected="interval_min ≤ interval_max")
        usual = Fetching()
        return replace(fetch, interval_min=usual.interval_min, interval_max=usual.interval_max)

    def _keys(self, table: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        keys = {}
        for command, found in table.items():
            try:
                keys[command] = words(found)
            except Unfit as unfit:
                self._tell("keys", command, **unfit.facts())
        return keys

    def _rules(self, table: dict[str, Any]) -> tuple[Rule, ...]:
        found = []
        for name, facts in table.items():
            if not isinstance(facts, dict):
                self._tell("rules", name, reason="type", expected=f"[rules.{name}]")
                continue
            try:
                found.append(rule(name, facts))
            except BadRule as bad:
                self._tell(f"rules.{name}", bad.key, **bad.facts)
        return tuple(found)

    def _several(self, section: str, tables: object, make: Callable[[dict[str, Any]], Made]) -> Iterator[Made]:
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            self._tell(section, "", reason="type", expected=f"[[{section}]]")
            return
        for table in tables:
            try:
                yield make(table)
            except BadRule as bad:
                self._tell(section, bad.key, **bad.facts)

    def _unknown_section(self, section: str, table: object) -> None:
        # A key above the first header, or a known one under a header of another program's, is likelier than a slip.
        written = list(table) if isinstance(table, dict) else [section]
        home = next((option.key for option in options() if option.name in written), "")
        self._tell(section, "", reason="unknown", nearest=home or nearest(section, (*SECTIONS, *LOOSE)))

    def _unknown(self, section: str, name: str, known: Iterable[str]) -> None:
        home = next((option.key for option in options() if option.name == name), "")
        self._tell(section, name, reason="unknown", nearest=home or nearest(name, known))

    def _tell(self, section: str, name: str, **facts: Fact) -> None:
        key = f"{section}.{name}" if name else section
        line = line_of(self._text, section, name)
        self.errors.append(ConfigError(file=self._file, line=line, key=key, **facts))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like this one; all of them, parted by commas, where none is like it."""
    names = list(known)
    found = difflib.get_close_matches(name.lower(), names, n=1)
    return found[0] if found else ", ".join(names)
