"""An entry as a list shows it: its title over up to two lines, and under it where from, when, and about what."""

from typing import TypeVar

from tui.i18n import t
from tui.i18n.times import when
from tui.lines.builder import Inks, Line, LineBuilder
from tui.lines.chrome import Chrome
from tui.model.entry import Entry
from tui.text.clip import clip_lines
from tui.text.width import cells

Style = TypeVar("Style")

GUTTER = 3
RIGHT = 1


def entry_lines(
    entry: Entry, width: int, ink: Inks[Style], chrome: Chrome, now: int, *, selected: bool, focused: bool
) -> list[Line[Style]]:
    """The lines of one entry at a width in cells; ``now`` in seconds since 1970."""
    on = "selection" if selected else "paper"
    ground, muted = ink.style("ink", on), ink.style("muted", on)
    bar, bar_style = chrome.bar if focused else " ", ink.style("focus", on)
    mark, mark_role = _mark(entry, chrome)
    title_style = ink.style("read", on) if entry.read else ink.style("unread", on, "bold")
    titles = clip_lines(entry.title or entry.summary or t("list.untitled"), max(2, width - GUTTER - RIGHT), 2)
    lines = []
    for number, title in enumerate(titles or [""]):
        line = LineBuilder(width, ground).put(bar, bar_style)
        line.put(mark if number == 0 else " ", ink.style(mark_role, on)).put(" " * (GUTTER - line.used))
        lines.append(line.put(title, title_style).line())
    facts = LineBuilder(width, ground).put(bar, bar_style).put(" " * (GUTTER - 1))
    # When it was is told whole; the name of a long source gives way.
    moment = chrome.dot + when(entry.when, now)
    facts.put(entry.source or entry.feed_title, muted, keep=min(cells(moment), width // 2)).put(moment, muted)
    if entry.saved:
        facts.put(chrome.dot, muted).put(chrome.saved, ink.style("saved", on))
    if entry.tags and facts.room > 8:
        facts.put(chrome.dot, muted).put(" ".join(entry.tags), ink.style("tag", on), keep=RIGHT)
    return [*lines, facts.line()]


def _mark(entry: Entry, chrome: Chrome) -> tuple[str, str]:
    if entry.starred:
        return chrome.star, "starred"
    return (chrome.read, "read") if entry.read else (chrome.unread, "accent")
