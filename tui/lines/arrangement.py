"""Which panes a terminal of some width shows, and how wide each is."""

from tui.commands import Place
from tui.dataclass import dataclass
from tui.services.layout import Layout

BROAD, WIDE, TWO = 160, 120, 80
SOURCES, LIST, ARTICLE = 14, 20, 24
"""The fewest cells of each pane beside others."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Cells of each pane, 0 where it is not shown; between two that are shown stands a line of one cell."""

    sources: int = 0
    list: int = 0
    article: int = 0


def arrange(width: int, pane: Place, layout: Layout, *, zen: bool = False) -> Arrangement:
    """The panes for a width in cells; the one that has the focus is always shown."""
    if width < TWO or zen:
        shown = "article" if zen else {"entries": "list"}.get(pane, pane)
        return Arrangement(**{shown: width})
    listing = pane == "entries" or not layout.no_list
    if width < WIDE:
        sources = pane == "sources"
        article = not (sources and listing)
    else:
        sources = pane == "sources" or not layout.no_sources
        article = True
    room = width - (sources + listing + article - 1)
    by_rule = min(48, width * 2 // 5) if width < WIDE else min(54, max(30, width * 9 // 25)) - 1
    least = LIST * listing + ARTICLE * article
    first = _between(SOURCES, layout.sources or (32 if width >= BROAD else 26), room - least) if sources else 0
    if not article:
        return Arrangement(first, room - first)
    second = _between(LIST, layout.list or by_rule, room - first - ARTICLE) if listing else 0
    return Arrangement(first, second, room - first - second)


def _between(least: int, wished: int, most: int) -> int:
    return max(least, min(wished, most))
