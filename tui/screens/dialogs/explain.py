"""A list to choose from, with a sentence below it about the row under the cursor."""

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.screens.dialogs.choose import Choose
from tui.widgets.ink import Chrome, Ink
from tui.widgets.rows import RowList
from tui.widgets.words import Words


class Explain(Choose):
    """Answers with the number of the row chosen; ``told`` has a sentence for each."""

    DEFAULT_CSS = "Explain > #panel { width: 72; }"

    def __init__(
        self,
        ink: Ink,
        chrome: Chrome,
        title: str,
        rows: list[tuple[str, str]],
        told: list[str],
        *,
        hint: str = "",
        at: int = 0,
    ) -> None:
        super().__init__(ink, chrome, title, rows)
        self.rows.cursor = at
        self.rows.around = 10
        self._told = told
        self._keys = hint
        self._words = Words(self._said(), id="hint")

    def _said(self) -> str:
        return f"{self._told[self.rows.cursor]}\n{self._keys}"

    def compose(self) -> ComposeResult:
        """Title, rows, what is to say of the one under the cursor."""
        with Vertical(id="panel"):
            yield Words(self._title, id="title")
            yield self.rows
            yield self._words

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Say what is to say of another row."""
        message.stop()
        self._words.update(self._said())
