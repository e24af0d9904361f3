"""The line above the panes, the line above a list, and the keys in the line below."""

from collections.abc import Sequence
from typing import TypeVar

from tui.dataclass import dataclass
from tui.i18n import t
from tui.lines.builder import Inks, Line, LineBuilder
from tui.lines.chrome import Chrome
from tui.text.width import cells

Style = TypeVar("Style")

BAR_CELLS = 10


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """What the head line tells; ``total`` 0 where no refresh runs."""

    entries: int = 0
    unread: int = 0
    starred: int = 0
    saved: int = 0
    done: int = 0
    total: int = 0
    note: str = ""
    clock: str = ""


def head_line(facts: HeadFacts, width: int, ink: Inks[Style], chrome: Chrome) -> Line[Style]:
    """Name, counts, the progress of a refresh, the time."""
    ground, muted = ink.style("ink", "panel"), ink.style("muted", "panel")
    line = LineBuilder(width, ground)
    line.put(" ").put(t("head.name"), ink.style("accent", "panel", "bold")).put("  ")
    right = _right(facts, chrome)
    for key, count in (
        ("all", facts.entries), ("unread", facts.unread), ("starred", facts.starred), ("saved", facts.saved)
    ):  # fmt: skip
        # What there is none of is no news, but for "nothing unread".
        if not count and (key != "unread" or not facts.entries):
            continue
        text = f" {count:,}"
        label = t(f"head.{key}")
        if line.room > cells(label) + cells(text) + cells(right) + 4:
            strong = ink.style("ink", "panel", "bold") if key == "unread" and count else ground
            line.put(label, muted).put(text, strong).put("   ")
    return line.right(right, muted, margin=1).line()


def _right(facts: HeadFacts, chrome: Chrome) -> str:
    parts = []
    if facts.total:
        full = facts.done * BAR_CELLS // facts.total
        bar = chrome.full * full + chrome.empty * (BAR_CELLS - full)
        parts.append(t("head.refreshing", done=facts.done, total=facts.total) + " " + bar)
    if facts.note:
        parts.append(facts.note)
    parts.append(facts.clock)
    return "  ".join(parts)


def list_head_line(parts: Sequence[str], note: str, width: int, ink: Inks[Style], chrome: Chrome) -> Line[Style]:
    """What a list shows, in words (全部文章 · 未读 · 财经), or instead a note."""
    line = LineBuilder(width, ink.style("ink", "paper")).put(" ")
    if note:
        return line.put(note, ink.style("accent", "paper", "bold")).line()
    return line.put(chrome.dot.join(parts), ink.style("muted", "paper")).line()


def keys_line(keys: Sequence[tuple[str, str]], width: int, ink: Inks[Style]) -> Line[Style]:
    """Keys and what they do, as many as go in; the last stands at the right edge and is there at every width."""
    line = LineBuilder(width, ink.style("ink", "panel")).put(" ")
    strong, muted = ink.style("accent", "panel", "bold"), ink.style("muted", "panel")
    last_key, last_label = keys[-1] if keys else ("", "")
    kept = cells(last_key) + cells(last_label) + 3 if keys else 0
    for key, label in keys[:-1]:
        if cells(key) + cells(label) + 3 + kept > line.room:
            break
        line.put(key, strong).put(" " + label + "  ", muted)
    if kept:
        line.put(" " * max(0, line.room - kept + 1)).put(last_key, strong).put(" " + last_label, muted)
    return line.line()
