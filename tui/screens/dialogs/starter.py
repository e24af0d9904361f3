"""Feeds to begin with: several are chosen, by topic or one by one."""

from collections.abc import Collection

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from tui.i18n import t
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import PanelRows
from tui.services.starter import StarterFeed
from tui.text.clip import clip
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.rows import RowList
from tui.widgets.words import Words


class StarterRows(PanelRows):
    """Topics and below each its feeds, with a mark at those chosen."""

    around = 7

    def __init__(self, ink: Ink, chrome: Chrome, feeds: tuple[StarterFeed, ...], there: Collection[str]) -> None:
        super().__init__(ink, chrome)
        self.chosen: set[str] = set()
        self.there = there
        self.rows: list[str | StarterFeed] = []
        for feed in feeds:
            if feed.topic not in self.rows:
                self.rows.append(feed.topic)
            self.rows.append(feed)
        self.most = len(self.rows)

    def row_count(self) -> int:
        """Topics and feeds."""
        return len(self.rows)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """A topic or a feed on one line."""
        row = self.rows[index]
        line, on = self.begun(width, selected=selected)
        if isinstance(row, str):
            feeds = self._feeds(row)
            count = f"{sum(feed.url in self.chosen for feed in feeds)}/{len(feeds)}"
            line.put(row, self.ink.style("folder", on, "bold"), keep=cells(count) + 2)
            return [line.right(count, self.ink.style("muted", on, "italic"), margin=1).strip()]
        known, wanted = row.url in self.there, row.url in self.chosen
        line.put("  ").put((self.chrome.chosen if known or wanted else " ").ljust(2), self._mark(known, on))
        line.put(row.title, self.ink.style("muted" if known else "ink", on, "bold" if wanted else ""), keep=2)
        address = t("dialog.starter_there") if known else row.url.split("//", 1)[-1].split("/", 1)[0]
        room = line.room - 3
        return [line.right(clip(address, room) if room > 8 else "", self.ink.style("muted", on), margin=1).strip()]

    def _mark(self, known: bool, on: str) -> Style:
        return self.ink.style("muted" if known else "accent", on, "bold")

    def _feeds(self, topic: str) -> list[StarterFeed]:
        return [row for row in self.rows if isinstance(row, StarterFeed) and row.topic == topic]

    def turn(self) -> None:
        """Choose or leave out what the cursor stands on; a topic goes as a whole."""
        row = self.rows[self.cursor]
        urls = {feed.url for feed in ([row] if isinstance(row, StarterFeed) else self._feeds(row))} - set(self.there)
        self.chosen = self.chosen - urls if urls <= self.chosen else self.chosen | urls
        self.redraw()


class StarterDialog(Dialog[list[StarterFeed]]):
    """Answers with the feeds chosen."""

    def __init__(self, ink: Ink, chrome: Chrome, feeds: tuple[StarterFeed, ...], there: Collection[str]) -> None:
        super().__init__(ink)
        self.rows = StarterRows(ink, chrome, feeds, there)
        self._hint = Words(t("dialog.starter_hint", n=0), id="hint")

    def compose(self) -> ComposeResult:
        """Title, feeds, keys."""
        with Vertical(id="panel"):
            yield Words(t("dialog.starter_title"), id="title")
            yield self.rows
            yield self._hint

    def on_mount(self) -> None:
        """Begin at the first topic."""
        self.rows.focus()

    def on_key(self, event: events.Key) -> None:
        """All keys of this panel but Esc."""
        page = self.rows.page()
        steps = {"j": 1, "down": 1, "pagedown": page, "ctrl+d": page}
        steps |= {"k": -1, "up": -1, "pageup": -page, "ctrl+u": -page}
        match event.key:
            case key if key in steps:
                self.rows.move_to(self.rows.cursor + steps[key])
            case "g" | "home":
                self.rows.move_to(0)
            case "G" | "end":
                self.rows.move_to(self.rows.row_count() - 1)
            case "space" | "x":
                self._turn()
            case "enter":
                self._finish()
            case _:
                return
        event.stop()

    def _turn(self) -> None:
        self.rows.turn()
        self._hint.update(t("dialog.starter_hint", n=len(self.rows.chosen)))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click chooses."""
        message.stop()
        self._turn()

    def _finish(self) -> None:
        if not self.rows.chosen:
            self._turn()
        chosen = [row for row in self.rows.rows if isinstance(row, StarterFeed) and row.url in self.rows.chosen]
        self.dismiss(chosen)
