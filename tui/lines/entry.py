"""An entry as a list shows it: its title over up to two lines, and under it where from, when, and about what."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from tui.i18n import t
from tui.i18n.times import when
from tui.lines.builder import Inks, Line, LineBuilder, place_look
from tui.lines.chrome import Chrome
from tui.lines.hues import hue
from tui.lines.marked import Piece, marked_lines
from tui.model.entry import Entry
from tui.text.clip import clip
from tui.text.width import cells

if TYPE_CHECKING:
    from tui.store.search import Hit

Style = TypeVar("Style")

GUTTER = 3
RIGHT = 1
ROOMY = 60
"""Cells from which on a compact list tells where an entry is from."""


def entry_lines(
    entry: Entry,
    width: int,
    ink: Inks[Style],
    chrome: Chrome,
    now: int,
    *,
    selected: bool,
    focused: bool,
    chosen: bool = False,
    hit: "Hit | None" = None,
    colours: Mapping[str, str] = MappingProxyType({}),
) -> list[Line[Style]]:
    """The lines of one entry at a width in cells; ``now`` in seconds since 1970.

    Of a ``hit`` that of the title is marked, and of the text the passage is shown; ``colours`` are those of tags.
    """
    on, bar = place_look(ink, chrome, selected=selected, focused=focused)
    ground, muted, bar_style = ink.style("ink", on), ink.style("muted", on), ink.style("focus", on)
    mark, mark_role = _mark(entry, chrome)
    # On a ground of its own, bold and underlined: seen without colour too.
    found = ink.style("ink", "hit", "bold underline")

    def begun(mark: str = " ", role: str = "ink") -> LineBuilder[Style]:
        line = LineBuilder(width, ground).put(bar, bar_style)
        line.put(mark, ink.style(role, on))
        if chosen and role != "ink":
            line.put(chrome.chosen, ink.style("accent", on, "bold"))
        return line.put(" " * (GUTTER - line.used))

    def put(line: LineBuilder[Style], pieces: list[Piece], style: Style) -> Line[Style]:
        for text, is_hit in pieces:
            line.put(text, found if is_hit else style)
        return line.line()

    title_style = ink.style("read", on) if entry.read else ink.style("unread", on, "bold")
    title = entry.title or entry.summary or t("list.untitled")
    room = max(2, width - GUTTER - RIGHT)
    titles = marked_lines(title, hit.title_spans if hit is not None and entry.title else (), room, 2) or [[]]
    lines = [put(begun(mark, mark_role) if n == 0 else begun(), pieces, title_style) for n, pieces in enumerate(titles)]
    if hit is not None and hit.spans:
        passage = marked_lines(hit.snippet, hit.spans, room, 2)
        lines += [put(begun(), pieces, ink.style("read", on)) for pieces in passage]
    facts = LineBuilder(width, ground).put(bar, bar_style).put(" " * (GUTTER - 1))
    # When it was is told whole; the name of a long source gives way.
    moment = chrome.dot + when(entry.when, now)
    facts.put(entry.source or entry.feed_title, muted, keep=min(cells(moment), width // 2)).put(moment, muted)
    if entry.saved:
        facts.put(chrome.dot, muted).put(chrome.saved, ink.style("saved", on))
    if entry.tags and facts.room > 8:
        facts.put(chrome.dot, muted)
        for gap, tag in zip(["", *" " * len(entry.tags)], entry.tags, strict=False):
            fits = cells(gap + tag) + RIGHT <= facts.room
            facts.put(gap + tag, ink.style(hue(colours.get(tag, "")), on), keep=RIGHT)
            if not fits:
                break
    return [*lines, facts.line()]


def compact_line(
    entry: Entry,
    width: int,
    ink: Inks[Style],
    chrome: Chrome,
    now: int,
    *,
    selected: bool,
    focused: bool,
    chosen: bool = False,
) -> Line[Style]:
    """One line: title, and at the right when it was, in a wide list also where from."""
    on, bar = place_look(ink, chrome, selected=selected, focused=focused)
    line = LineBuilder(width, ink.style("ink", on)).put(bar, ink.style("focus", on))
    mark, mark_role = _mark(entry, chrome)
    line.put(mark, ink.style(mark_role, on))
    if chosen:
        line.put(chrome.chosen, ink.style("accent", on, "bold"))
    line.put(" " * (GUTTER - line.used))
    moment = when(entry.when, now)
    if entry.saved:
        moment = f"{chrome.saved} {moment}"
    if width >= ROOMY:
        moment = clip(entry.source or entry.feed_title, width // 4) + chrome.dot + moment
    if cells(moment) > width // 2:
        moment = ""
    style = ink.style("read", on) if entry.read else ink.style("unread", on, "bold")
    line.put(entry.title or entry.summary or t("list.untitled"), style, keep=cells(moment) + 2 if moment else RIGHT)
    return line.right(moment, ink.style("muted", on), margin=RIGHT).line()


def _mark(entry: Entry, chrome: Chrome) -> tuple[str, str]:
    if entry.starred:
        return chrome.star, "starred"
    return (chrome.read, "read") if entry.read else (chrome.unread, "accent")
