"""Jump: one types some of a name, in Han, pinyin, initials or English, and goes there."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Input

from tui.i18n import t
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import PanelRows
from tui.services.jumping import Place
from tui.text.clip import clip
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.line_input import LineInput
from tui.widgets.rows import RowList
from tui.widgets.words import Words

ROLES = {"smart": "smart", "feed": "ink", "folder": "folder", "tag": "tag", "entry": "ink"}
ROWS = 16


class PlaceRows(PanelRows):
    """Places with what they are, the characters typed standing out."""

    most = ROWS

    def __init__(self, ink: Ink, chrome: Chrome, places: list[Place]) -> None:
        super().__init__(ink, chrome)
        self.places = places

    def show(self, places: list[Place]) -> None:
        """Show others, from the top."""
        self.places = places
        self.cursor = self.top = 0
        self.redraw()

    def row_count(self) -> int:
        """All places."""
        return len(self.places)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One place on one line."""
        place = self.places[index]
        line, on = self.begun(width, selected=selected)
        line.put(t(f"jump.{place.kind}"), self.ink.style("muted", on)).put(" ")
        detail = clip(place.detail, max(0, width // 3))
        label = clip(place.label, max(0, line.room - cells(detail) - 3))
        at = 0
        for start, end in (*place.spans, (len(label), len(label))):
            line.put(label[at:start], self.ink.style(ROLES[place.kind], on))
            line.put(label[start:end], self.ink.style("accent", on, "bold"))
            at = max(at, end)
        if detail:
            line.right(detail, self.ink.style("muted", on), margin=1)
        return [line.strip()]


class Jump(Dialog[Place]):
    """Answers with the place chosen."""

    def __init__(
        self, ink: Ink, chrome: Chrome, find: Callable[[str], list[Place]], collect: Callable[[], None]
    ) -> None:
        super().__init__(ink)
        self._find, self._collect = find, collect
        self.rows = PlaceRows(ink, chrome, find(""))

    def compose(self) -> ComposeResult:
        """Title, the line one types into, the places."""
        with Vertical(id="panel"):
            yield Words(t("jump.title"), id="title")
            yield LineInput(placeholder=t("jump.hint"))
            yield self.rows

    def on_mount(self) -> None:
        """The names are collected once the panel is seen."""
        self.call_after_refresh(self.call_after_refresh, self._collect)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key finds."""
        self.rows.show(self._find(event.value))

    def on_input_submitted(self) -> None:
        """Enter goes to the place under the cursor."""
        self._take(self.rows.cursor)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click goes there."""
        message.stop()
        self._take(message.index)

    def on_key(self, event: events.Key) -> None:
        """Arrows move while one types."""
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "ctrl+k": 1}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self.rows.move_to(self.rows.cursor + steps[event.key])

    def _take(self, row: int) -> None:
        if row < self.rows.row_count():
            self.dismiss(self.rows.places[row])
