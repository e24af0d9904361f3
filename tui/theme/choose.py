"""Which theme to show: the reader's wish, the terminal's background, and what colours it has."""

from collections.abc import Collection, Mapping
from pathlib import Path

from tui.config.file import read_toml
from tui.config.lines import line_of
from tui.config.load import nearest
from tui.model.errors import ConfigError

DARK, LIGHT, FEW = "mo", "xuan", "terminal"


def choose_theme(wish: str, known: Collection[str], *, light: bool | None = None, few_colours: bool = False) -> str:
    """The name of a theme there is; ``auto`` is ink on paper as the terminal is, dark where that is not known.

    A terminal of 16 colours gets its own: to round every colour of a theme to the nearest of them makes it unreadable.
    """
    if few_colours:
        return FEW
    if wish in known:
        return wish
    return LIGHT if light else DARK


def light_by_environment(environment: Mapping[str, str]) -> bool | None:
    """Whether the terminal is light, by ``COLORFGBG``; None where it does not say.

    rxvt, Konsole and others set it to "15;0" or "15;default;0", the last number being the background's colour.
    """
    last = environment.get("COLORFGBG", "").rpartition(";")[2]
    if not (last.isascii() and last.isdigit() and int(last) < 16):
        return None
    return int(last) == 7 or int(last) > 8


def wish_fault(wish: str, known: Collection[str], config: Path | None) -> ConfigError | None:
    """What is wrong with the wish for a theme, as an error about the configuration file; None where it can be met."""
    if wish == "auto" or wish in known:
        return None
    try:
        line = line_of(read_toml(config)[0], "reading", "theme") if config is not None else 1
    except (ConfigError, FileNotFoundError):
        line = 1
    near = nearest(wish, ("auto", *known))
    return ConfigError(file=str(config), line=line, key=f"reading.theme = {wish}", reason="unknown", nearest=near)
