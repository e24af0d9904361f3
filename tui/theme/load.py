"""Themes from their files: those of the program and the reader's own."""

import difflib
import re
from pathlib import Path
from typing import Any

import tui
from tui.config.file import read_toml
from tui.config.lines import line_of
from tui.config.load import nearest
from tui.i18n.catalogue import catalogue, known, t
from tui.model.errors import ConfigError
from tui.theme.palette import ROLES, TERMINAL_COLOURS, Palette, is_colour

FIRST = (
    "mo",
    "xuan",
    "terminal",
    "sepia",
    "contrast-dark",
    "contrast-light",
    "gruvbox-dark",
    "gruvbox-light",
    "nord",
    "solarized-dark",
    "solarized-light",
)
"""The program's themes in the order in which they are offered."""

_HEAD = {"title": str, "dark": bool}
_KEYS = (*_HEAD, "base", "roles")


def theme_title(palette: Palette) -> str:
    """What people call a theme: in their language where it is one of ours, else as its file says."""
    key = f"theme.{palette.name}"
    ours = known(key) and catalogue("zh-CN")[key] == palette.title
    return t(key) if ours else palette.title


def list_themes(extra_folder: Path | None = None) -> list[str]:
    """The names of all themes: the program's, then the reader's own from ``extra_folder`` (``*.toml``) by name."""
    found = _files(extra_folder)
    return [name for name in FIRST if name in found] + sorted(found.keys() - set(FIRST))


def load_theme(name: str, extra_folder: Path | None = None) -> Palette:
    """The theme of that name; a file in ``extra_folder`` goes before the program's.

    Raises ConfigError about file, line, key, reason: choice (no such theme), colour (not a colour), missing (a role
    has none), unknown, type, or what is wrong with the file as a whole.
    """
    path = theme_file(name, extra_folder)
    # Names are looked up, never joined to a path: a name such as ../x is simply not there.
    if path is None:
        known = ", ".join(list_themes(extra_folder))
        raise ConfigError(file="", line=1, key="reading.theme", reason="choice", expected=known)
    try:
        text, tables = read_toml(path)
    except FileNotFoundError as error:
        raise ConfigError(file=str(path), line=1, key="", reason="unreadable") from error
    return _Check(path, text).palette(tables)


def theme_file(name: str, extra_folder: Path | None = None) -> Path | None:
    """The file of the theme of that name; None where there is none."""
    return _files(extra_folder).get(name)


def _files(extra_folder: Path | None) -> dict[str, Path]:
    package = Path(tui.__file__).parent
    # In the wheel the themes are inside the package, in a checkout beside it.
    own = next((place for place in (package / "themes", package.parent / "themes") if place.is_dir()), None)
    found: dict[str, Path] = {}
    for folder in (own, extra_folder):
        if folder is not None and folder.is_dir():
            found |= {path.stem: path for path in folder.glob("*.toml")}
    return found


class _Check:
    """A theme's file and what it has to hold."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._text = text

    def palette(self, tables: dict[str, Any]) -> Palette:
        """The palette of these tables; raises ConfigError for the first thing that is wrong."""
        for key in sorted(tables.keys() - set(_KEYS)):
            raise self._error(key, reason="unknown", nearest=nearest(key, _KEYS))
        for key, kind in _HEAD.items():
            if not isinstance(tables.get(key), kind):
                raise self._error(key, reason="type", expected="true / false" if kind is bool else '"…"')
        roles = tables.get("roles")
        if not isinstance(roles, dict):
            raise self._error("roles", reason="type", expected="[roles]")
        return Palette(self._path.stem, tables["title"], tables["dark"], **self._colours(roles, self._base(tables)))

    def _base(self, tables: dict[str, Any]) -> Palette | None:
        """The theme of the program from which roles come that the file does not name."""
        name = tables.get("base")
        if name is None:
            return None
        if not isinstance(name, str):
            raise self._error("base", reason="type", expected='"…"')
        # Only the program's own, which have no base: so that no chain of files can run in a circle.
        if name not in FIRST:
            raise self._error("base", reason="unknown", name=name, nearest=nearest(name, FIRST))
        return load_theme(name)

    def _colours(self, roles: dict[str, Any], base: Palette | None) -> dict[str, str]:
        for role in roles:
            if role not in ROLES:
                raise self._error("roles", role, reason="unknown", nearest=nearest(role, ROLES))
        colours = {}
        for role in ROLES:
            if role not in roles and base is not None:
                colours[role] = getattr(base, role)
                continue
            if role not in roles:
                raise self._error("roles", role, reason="missing", expected="#rrggbb")
            colour = roles[role].lower() if isinstance(roles[role], str) else roles[role]
            if not is_colour(colour):
                raise self._error("roles", role, reason="colour", nearest=self._near(str(colour)))
            colours[role] = colour
        return colours

    @staticmethod
    def _near(colour: str) -> str:
        short = re.fullmatch(r"#([0-9a-f])([0-9a-f])([0-9a-f])", colour)
        if short:
            return "#" + "".join(2 * digit for digit in short.groups())
        found = difflib.get_close_matches(colour, sorted(TERMINAL_COLOURS), n=1)
        return found[0] if found else "#rrggbb, default, red, bright_red …"

    def _error(self, section: str, key: str = "", **facts: str) -> ConfigError:
        line = line_of(self._text, section, key)
        return ConfigError(file=str(self._path), line=line, key=f"{section}.{key}" if key else section, **facts)
