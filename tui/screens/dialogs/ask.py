"""A question with one line as its answer."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.screens.dialogs.base import Dialog
from tui.widgets.content import plain
from tui.widgets.ink import Ink
from tui.widgets.line_input import LineInput


class Ask(Dialog[str]):
    """Asks for a line of text; ``hidden`` shows none of it."""

    def __init__(self, ink: Ink, title: str, hint: str, text: str = "", *, hidden: bool = False) -> None:
        super().__init__(ink)
        self._title, self._hint, self._text = title, hint, text
        self._hidden = hidden

    def compose(self) -> ComposeResult:
        """Title, input, hint."""
        with Vertical(id="panel"):
            yield Static(plain(self._title), id="title")
            yield LineInput(self._text, password=self._hidden)
            yield Static(plain(self._hint), id="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers."""
        self.dismiss(event.value)
