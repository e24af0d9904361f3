"""The formats there are, each in a module of its own that is imported when it is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.export.clipping import Format

MODULES = {
    "md": "tui.export.markdown",
    "html": "tui.export.page",
    "epub": "tui.export.epub",
    "txt": "tui.export.plain",
    "json": "tui.export.lines",
}


def format_named(name: str) -> "Format":
    """The format of this name; KeyError where there is none."""
    found: Format = import_module(MODULES[name]).FORMAT
    return found
