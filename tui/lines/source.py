"""A row of the source pane: a state, a folder, a feed or a tag with its count."""

from typing import TypeVar

from tui.i18n import t
from tui.lines.builder import Inks, Line, LineBuilder, place_look
from tui.lines.chrome import Chrome
from tui.lines.hues import hue
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
    on, bar = place_look(ink, chrome, selected=selected, focused=focused)
    line = LineBuilder(width, ink.style("ink", on)).put(bar, ink.style("focus", on))
    line.put("  " * min(source.depth, max(0, width // 6)))
    if source.kind == "folder":
        line.put((chrome.closed if source.folded else chrome.opened) + " ", ink.style("folder", on))
    label = t(source.label) if source.kind == "state" else source.label
    count = f"{source.count:,}" if source.count else ""
    marks = "bold" if source.count and source.kind == "folder" else ""
    # What there is nothing in, or nothing new of, steps back.
    role = (hue(source.colour) if source.kind == "tag" else ROLES[source.kind]) if source.count else "read"
    style = ink.style("error" if source.problem else role, on, marks)
    # Red is for what is broken; the word says what, for those who see no red as well.
    health = t(f"health.word.{source.health}") if source.health else ""
    line.put(label, style, keep=cells(count) + 2 + (cells(health) + 1 if health else 0))
    if health and line.room > cells(health) + cells(count) + 2:
        role, sign = ("error", " !") if source.health in ("failing", "gone") else ("muted", " ")
        line.put(sign + health, ink.style(role, on), keep=cells(count) + 1)
    return [line.right(count, ink.style("muted", on, "italic"), margin=1).line()]
