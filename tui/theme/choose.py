"""Which theme to show: the reader's wish, the terminal's background, and what colours it has."""

from collections.abc import Collection

from tui.config.load import nearest
from tui.model.errors import ConfigError

DARK, LIGHT, FEW = "mo", "xuan", "terminal"


def choose_theme(wish: str, known: Collection[str], *, dark: bool | None = None, few_colours: bool = False) -> str:
    """The name of a theme there is; ``auto`` is ink on paper as the terminal is, dark where that is not known.

    A terminal of 16 colours gets its own: to round every colour of a theme to the nearest of them makes it unreadable.
    """
    if few_colours:
        return FEW
    if wish in known:
        return wish
    return LIGHT if dark is False else DARK


def wish_fault(wish: str, known: Collection[str], file: str, line: int) -> ConfigError | None:
    """What is wrong with the wish for a theme, as an error about the configuration file; None where it can be met."""
    if wish == "auto" or wish in known:
        return None
    near = nearest(wish, ("auto", *known))
    return ConfigError(file=file, line=line, key=f"reading.theme = {wish}", reason="unknown", nearest=near)
