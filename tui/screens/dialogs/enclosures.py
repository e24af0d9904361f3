"""The files that come with an article."""

from typing import Literal

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.i18n import known, t
from tui.i18n.times import when
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import ChoiceRows
from tui.services.enclosures import EnclosureState
from tui.widgets.ink import Chrome, Ink
from tui.widgets.rows import RowList
from tui.widgets.words import Words

Wish = tuple[Literal["open", "download"], int]


class Enclosures(Dialog[Wish]):
    """Answers with what is to be done with which file."""

    DEFAULT_CSS = "Enclosures > #panel { width: 76; }"

    def __init__(self, ink: Ink, chrome: Chrome, files: list[EnclosureState], now: int) -> None:
        super().__init__(ink)
        mark = chrome.chosen
        self.rows = ChoiceRows(ink, chrome, [(self._called(file, mark), facts(file, now)) for file in files])

    @staticmethod
    def _called(file: EnclosureState, mark: str) -> str:
        return (f"{mark} " if file.played is not None else "  ") + file.name

    def compose(self) -> ComposeResult:
        """Title, files, keys."""
        with Vertical(id="panel"):
            yield Words(t("dialog.enclosures_title"), id="title")
            yield self.rows
            yield Words(t("dialog.enclosures_hint"), id="hint")

    def on_mount(self) -> None:
        """Begin at the first."""
        self.rows.focus()

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click opens."""
        self.dismiss(("open", message.index))

    def on_key(self, event: events.Key) -> None:
        """All keys of this panel but Esc."""
        match event.key:
            case "j" | "down":
                self.rows.move_to(self.rows.cursor + 1)
            case "k" | "up":
                self.rows.move_to(self.rows.cursor - 1)
            case "enter" | "o":
                self.dismiss(("open", self.rows.cursor))
            case "d":
                self.dismiss(("download", self.rows.cursor))
            case _:
                return
        event.stop()


def facts(file: EnclosureState, now: int) -> str:
    """Kind, size, and what became of it."""
    kind = file.enclosure.type.partition("/")[0]
    key = f"enclosure.{'pdf' if file.enclosure.type == 'application/pdf' else kind}"
    parts = [t(key) if known(key) else file.enclosure.type]
    if file.enclosure.length:
        parts.append(f"{file.enclosure.length / 1_000_000:,.1f} MB")
    if file.file:
        parts.append(t("enclosure.downloaded"))
    if file.played is not None:
        parts.append(t("enclosure.played", when=when(file.played, now)))
    return "  ".join(filter(None, parts))
