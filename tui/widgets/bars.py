"""The line above the panes, the line above a list, and the line below."""

from dataclasses import dataclass

from textual.strip import Strip
from textual.widget import Widget

from tui.i18n import t
from tui.text.clip import clip_lines
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.pieces import LineBuilder

BAR_CELLS = 10
MOST_LINES = 4


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


class HeadBar(Widget):
    """Name, counts, the progress of a refresh, the time."""

    DEFAULT_CSS = "HeadBar { height: 1; width: 100%; }"

    def __init__(self, ink: Ink, chrome: Chrome) -> None:
        super().__init__()
        self.ink = ink
        self.chrome = chrome
        self.facts = HeadFacts()

    def tell(self, facts: HeadFacts) -> None:
        """Show these facts."""
        if facts != self.facts:
            self.facts = facts
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        facts = self.facts
        ground = self.ink.style("ink", "panel")
        muted = self.ink.style("muted", "panel")
        line = LineBuilder(self.size.width, ground)
        line.put(" ").put(t("head.name"), self.ink.style("accent", "panel", "bold")).put("  ")
        right = self._right()
        for key, count in (
            ("all", facts.entries), ("unread", facts.unread), ("starred", facts.starred), ("saved", facts.saved)
        ):  # fmt: skip
            # What there is none of is no news, but for "nothing unread".
            if not count and (key != "unread" or not facts.entries):
                continue
            text = f" {count:,}"
            label = t(f"head.{key}")
            if line.room > cells(label) + cells(text) + cells(right) + 4:
                strong = self.ink.style("ink", "panel", "bold") if key == "unread" and count else ground
                line.put(label, muted).put(text, strong).put("   ")
        return line.right(right, muted, margin=1).strip()

    def _right(self) -> str:
        facts = self.facts
        parts = []
        if facts.total:
            full = facts.done * BAR_CELLS // facts.total
            bar = self.chrome.full * full + self.chrome.empty * (BAR_CELLS - full)
            parts.append(t("head.refreshing", done=facts.done, total=facts.total) + " " + bar)
        if facts.note:
            parts.append(facts.note)
        parts.append(facts.clock)
        return "  ".join(parts)


class ListHead(Widget):
    """What a list shows, in words: 全部文章 · 未读 · 财经."""

    DEFAULT_CSS = "ListHead { height: 1; width: 100%; }"

    def __init__(self, ink: Ink, chrome: Chrome) -> None:
        super().__init__()
        self.ink = ink
        self.chrome = chrome
        self.parts: list[str] = []
        self.note = ""

    def tell(self, parts: list[str], note: str = "") -> None:
        """Show these words, and at the right (or instead, where it is narrow) a note."""
        self.parts, self.note = parts, note
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        line = LineBuilder(self.size.width, self.ink.blank)
        line.put(" ")
        if self.note:
            line.put(self.note, self.ink.style("accent", "paper", "bold"))
        else:
            line.put(self.chrome.dot.join(self.parts), self.ink.style("muted", "paper"))
        return line.strip()


class FootBar(Widget):
    """Keys and what they do; for a moment, what has just happened."""

    DEFAULT_CSS = "FootBar { height: 1; width: 100%; }"

    def __init__(self, ink: Ink, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self.ink = ink
        self.message = ""
        self.show_keys(keys)
        self.standing = ""
        self.severe = False

    def show_keys(self, keys: list[tuple[str, str]]) -> None:
        """Show these keys; the last of them stands at the right edge and is there at every width."""
        self.keys, self.last = keys[:-1], keys[-1:]
        self.refresh()

    def tell(self, message: str, *, severe: bool = False) -> None:
        """Show a message instead of the keys; an empty one brings them back."""
        self.message, self.severe = message, severe
        # What is told has to be read whole: for as long as it stands there, the foot is as high as it needs.
        high = max(1, len(self._lines()))
        if self.styles.height is None or self.styles.height.value != high:
            self.styles.height = high
        self.refresh()

    def _lines(self) -> list[str]:
        return clip_lines(self.message, max(2, (self.size.width or 80) - 2), MOST_LINES) if self.message else []

    def stand(self, words: str) -> None:
        """Show words for as long as they hold; none bring the keys back."""
        if words != self.standing:
            self.standing = words
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        line = LineBuilder(self.size.width, self.ink.style("ink", "panel"))
        line.put(" ")
        if self.standing and not self.message:
            return line.put(self.standing, self.ink.style("ink", "panel")).strip()
        if self.message:
            told = self._lines()
            style = self.ink.style("error" if self.severe else "ink", "panel")
            return line.put(told[y] if y < len(told) else "", style).strip()
        strong, muted = self.ink.style("accent", "panel", "bold"), self.ink.style("muted", "panel")
        last = next(iter(self.last), ("", ""))
        kept = sum(map(cells, last)) + 3 if any(last) else 0
        for key, label in self.keys:
            if cells(key) + cells(label) + 3 + kept > line.room:
                break
            line.put(key, strong).put(" " + label + "  ", muted)
        if kept:
            line.put(" " * max(0, line.room - kept + 1)).put(last[0], strong).put(" " + last[1], muted)
        return line.strip()
