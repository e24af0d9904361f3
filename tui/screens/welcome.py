"""What stands where there is nothing yet: how to begin."""

from collections.abc import Mapping

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import BY_ID, key_cap
from tui.i18n import t
from tui.text.clip import clip, clip_lines
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.pieces import LineBuilder

WAYS = ("starter", "add", "import", "accounts", "sample")
WIDEST = 66
GAP = 2


class Welcome(Widget):
    """The first page a reader sees; its keys are commands of the main screen, and so is a click on one."""

    DEFAULT_CSS = "Welcome { width: 1fr; height: 1fr; display: none; }"

    class Chosen(Message):
        """A way to begin was clicked; ``command`` is its id."""

        def __init__(self, command: str) -> None:
            super().__init__()
            self.command = command

    def __init__(self, ink: Ink, chrome: Chrome, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.ink = ink
        self.chrome = chrome
        self.keys = keys

    def _cap(self, command: str) -> str:
        keys = self.keys.get(command, BY_ID[command].keys)
        return key_cap(keys[0]) if keys else ""

    def _rows(self, width: int, height: int) -> list[tuple[str, str]]:
        """What stands on each line: a kind and a text (of a way to begin its id); set closer where it is low."""
        rows = [("title", t("welcome.title")), ("line", t("welcome.line"))]
        roomy = height >= len(WAYS) * 3 + 8
        for way in WAYS:
            rows += [("", "")] if roomy or way == WAYS[0] else []
            rows.append(("way", way))
            told = clip_lines(t(f"welcome.{way}"), max(4, width - self._indent), 2)
            rows += [("told", line) for line in told] if roomy or height >= len(WAYS) * 2 + 6 else []
        return rows

    @property
    def _indent(self) -> int:
        return max(cells(self._cap(way)) for way in WAYS) + GAP

    def _place(self) -> tuple[int, int, int]:
        """Left edge, width and first line of the block."""
        width = min(WIDEST, max(1, self.size.width - 4))
        rows = self._rows(width, self.size.height)
        used = max(self._indent + cells(text) for kind, text in rows if kind not in ("way", ""))
        left = max(0, (self.size.width - min(used, width)) // 2)
        return left, min(width, self.size.width - left), max(0, (self.size.height - len(rows)) * 2 // 5)

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        left, width, top = self._place()
        rows = self._rows(width, self.size.height)
        line = LineBuilder(self.size.width, self.ink.blank)
        if not 0 <= y - top < len(rows):
            return line.strip()
        kind, text = rows[y - top]
        line.put(" " * left)
        muted, key = self.ink.style("muted", "paper"), self.ink.style("accent", "paper", "bold")
        match kind:
            case "title":
                line.put(text, self.ink.style("heading", "paper", "bold"))
            case "line":
                line.put(text, muted)
            case "way":
                line.put(self._cap(text).ljust(self._indent), key)
                line.put(t(f"command.{text}"), self.ink.style("unread", "paper", "bold"))
            case "told":
                line.put(" " * self._indent).put(clip(text, width - self._indent), muted)
        return line.strip()

    def on_click(self, event: events.Click) -> None:
        """A click on a way to begin takes it."""
        _, width, top = self._place()
        rows = self._rows(width, self.size.height)
        place = event.y - top
        if 0 <= place < len(rows):
            way = next((text for kind, text in reversed(rows[: place + 1]) if kind == "way"), "")
            if way and rows[place][0] in ("way", "told"):
                self.post_message(self.Chosen(way))
