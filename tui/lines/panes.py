"""How wide the panes of the main screen are, from 80 columns two of them, from 120 all three."""

from typing import NamedTuple

BROAD, WIDE, TWO = 160, 120, 80


class Panes(NamedTuple):
    """Cells of sources and list (0: not shown), where the list begins, and the columns of the lines between panes."""

    sources: int
    entries: int
    entries_at: int
    dividers: tuple[int, ...]


def panes(width: int) -> Panes:
    """The panes of a screen as wide as this, the list having the focus."""
    if width < TWO:
        return Panes(0, width, 0, ())
    if width < WIDE:
        entries = min(48, width * 40 // 100)
        return Panes(0, entries, 0, (entries,))
    sources = 32 if width >= BROAD else 26
    entries = max(30, min(54, width * 36 // 100))
    return Panes(sources, entries - 1, sources + 1, (sources, sources + entries))
