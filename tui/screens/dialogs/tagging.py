"""Tags for one article or several: one types names, and the tags there are stand below, found by Han or pinyin."""

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Input

from tui.i18n import t
from tui.lines.hues import hue
from tui.model.feed import Tag
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import PanelRows
from tui.widgets.ink import Chrome, Ink
from tui.widgets.line_input import LineInput
from tui.widgets.rows import RowList
from tui.widgets.words import Words

ROWS = 8


class NameRows(PanelRows):
    """Tags in their colours with their counts."""

    most = ROWS

    def __init__(self, ink: Ink, chrome: Chrome, tags: list[Tag]) -> None:
        super().__init__(ink, chrome)
        self.tags = tags

    def show(self, tags: list[Tag]) -> None:
        """Show others, from the top."""
        self.tags = tags
        self.cursor = self.top = 0
        self.redraw()

    def row_count(self) -> int:
        """All of them."""
        return len(self.tags)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One tag on one line."""
        tag = self.tags[index]
        line, on = self.begun(width, selected=selected)
        count = f"{tag.entries:,}"
        line.put(tag.name, self.ink.style(hue(tag.colour), on, "bold" if tag.own else ""), keep=len(count) + 2)
        return [line.right(count, self.ink.style("muted", on), margin=1).strip()]

    def render_line(self, y: int) -> Strip:
        """Tags, or the panel where there are none."""
        if not self.tags:
            return Strip([Segment(" " * self.size.width, self.ink.style("ink", "panel"))], self.size.width)
        return super().render_line(y)


class Tagging(Dialog[str]):
    """Answers with what was typed: names parted by spaces, those to take away with a leading minus."""

    def __init__(self, ink: Ink, chrome: Chrome, like: Callable[[str], list[Tag]]) -> None:
        super().__init__(ink)
        self._like = like
        self._input = LineInput()
        self.rows = NameRows(ink, chrome, like(""))

    def compose(self) -> ComposeResult:
        """Title, input, tags, hint."""
        with Vertical(id="panel"):
            yield Words(t("dialog.tag_title"), id="title")
            yield self._input
            yield self.rows
            yield Words(t("dialog.tag_hint"), id="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        """The tags that the last word could be."""
        self.rows.show(self._like(_last(event.value)[1]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers; with nothing typed it takes the tag under the cursor."""
        if not event.value.strip() and self.rows.tags:
            self._take(self.rows.cursor)
        self.dismiss(self._input.value)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click takes a tag into the line."""
        message.stop()
        self._take(message.index)

    def on_key(self, event: events.Key) -> None:
        """Arrows move, Tab takes the tag under the cursor in place of the last word."""
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1}
        if event.key in steps:
            self.rows.move_to(self.rows.cursor + steps[event.key])
        elif event.key == "tab":
            self._take(self.rows.cursor)
        else:
            return
        event.stop()
        event.prevent_default()

    def _take(self, row: int) -> None:
        if row < self.rows.row_count():
            before, _ = _last(self._input.value)
            self._input.value = f"{before}{self.rows.tags[row].name} "
            self._input.cursor_position = len(self._input.value)
            self._input.focus()


def _last(text: str) -> tuple[str, str]:
    """What stands before the word typed last, its minus or # with it, and the word."""
    start = max((text.rfind(each) for each in " ,，\u3000"), default=-1) + 1
    while start < len(text) and text[start] in "-－#":
        start += 1
    return text[:start], text[start:]
