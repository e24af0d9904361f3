"""How wide the panes are and which are hidden, kept beside the library: it belongs to the machine, not the settings."""

import os
from contextlib import suppress
from pathlib import Path

from tui.dataclass import asdict, dataclass

FILE = "layout.json"
WIDEST = 1000


@dataclass(frozen=True, slots=True)
class Layout:
    """Widths in cells, 0 where the pane's own rule decides; ``no_sources`` and ``no_list`` hide a pane."""

    sources: int = 0
    list: int = 0
    no_sources: bool = False
    no_list: bool = False


def read_layout(folder: Path) -> Layout:
    """The layout that was kept; the usual one where there is none or it cannot be read."""
    try:
        text = (folder / FILE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return Layout()
    import json  # nothing is kept before somebody has moved a pane

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Layout()
    if not isinstance(found, dict):
        return Layout()
    widths = {name: found[name] for name in ("sources", "list") if _is_width(found.get(name))}
    return Layout(**widths, no_sources=found.get("no_sources") is True, no_list=found.get("no_list") is True)


def _is_width(value: object) -> bool:
    return type(value) is int and 0 <= value <= WIDEST


def write_layout(folder: Path, layout: Layout) -> None:
    """Keep a layout; a disk that takes nothing costs only that."""
    import json

    temporary = folder / f"{FILE}.{os.getpid()}"
    with suppress(OSError):
        temporary.write_text(json.dumps(asdict(layout)), encoding="utf-8")
        temporary.replace(folder / FILE)
