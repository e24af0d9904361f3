"""A row of the source pane: a state, a folder, a feed or a tag with its count."""

from typing import TypeVar

from tui.i18n import t
from tui.lines.builder import Inks, Line, LineBuilder
from tui.lines.chrome import Chrome
from tui.services.sources import Source
from tui.text.width import cells

Style = TypeVar("Style")

ROLES = {"state": "smart", "smart": "smart", "heading": "muted", "folder": "folder", "feed": "ink", "tag": "tag"}


def source_lines(
    source: Source, width: int, ink: Inks[Style], chrome: Chrome, *, selected: bool, focused: bool
) -> list[Line[Style]]:
    """One source on one line, with a line of air above a heading."""
    if source.kind == "heading":
        ground = ink.style("ink", "paper")
        head = LineBuilder(width, ground).put(" ").put(t(source.label), ink.style("muted", "paper", "bold"))
        return [[(" " * width, ground)], head.line()]
    on = "selection" if selected else "paper"
    line = LineBuilder(width, ink.style("ink", on))
    line.put(chrome.bar if focused else " ", ink.style("focus", on))
    line.put("  " * min(source.depth, max(0, width // 6)))
    if source.kind == "folder":
        line.put((chrome.closed if source.folded else chrome.opened) + " ", ink.style("folder", on))
    label = t(source.label) if source.kind == "state" else source.label
    count = f"{source.count:,}" if source.count else ""
    marks = "bold" if source.count and source.kind == "folder" else ""
    # What there is nothing in, or nothing new of, steps back.
    role = ROLES[source.kind] if source.count else "read"
    line.put(label, ink.style("error" if source.problem else role, on, marks), keep=cells(count) + 2)
    if source.problem:
        line.put(" !", ink.style("error", on), keep=cells(count) + 2)
    return [line.right(count, ink.style("muted", on, "italic"), margin=1).line()]
