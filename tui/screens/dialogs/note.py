"""A note of one's own on an article: a few lines to write in, kept when the panel is closed."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from tui.i18n import t
from tui.screens.dialogs.base import Dialog
from tui.text.clean import clean_block
from tui.widgets.ink import Ink
from tui.widgets.words import Words

LONGEST = 100_000
"""Characters taken from one paste; no note is kept that is longer."""


class NoteArea(TextArea):
    """The lines; nothing but text can be pasted into them."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        await super()._on_paste(events.Paste(clean_block(event.text[:LONGEST])))


class NoteDialog(Dialog[str]):
    """Answers with the note as it is to be from now on; ``None`` leaves it as it was."""

    DEFAULT_CSS = """
    NoteDialog > #panel { width: 76; }
    NoteDialog TextArea, NoteDialog TextArea:focus {
        height: auto; min-height: 5; max-height: 14; border: none; padding: 0 1; background: $background;
    }
    NoteDialog.low TextArea { min-height: 3; max-height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "keep", show=False, priority=True),
        Binding("ctrl+q", "close", show=False, priority=True),
    ]

    def __init__(self, ink: Ink, title: str, note: str) -> None:
        super().__init__(ink)
        self._title = title
        self._area = NoteArea(note, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=True)

    def compose(self) -> ComposeResult:
        """Whose note it is, the lines, the keys."""
        with Vertical(id="panel"):
            yield Words(self._title, id="title")
            yield self._area
            yield Words(t("note.hint"), id="hint")

    def on_mount(self) -> None:
        """Go on where the note ends."""
        self._area.focus()
        self._area.move_cursor(self._area.document.end)

    def action_keep(self) -> None:
        """Close, and keep what is written."""
        self.dismiss(self._area.text)
