"""What all dialogs share: a panel in the middle, Esc closes it."""

from typing import ClassVar, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.screens.backdrop import Backdrop
from tui.screens.left_once import LeftOnce
from tui.widgets.ink import Ink

Answer = TypeVar("Answer")
SHARE = 86
"""How much of the screen's height a panel may take, in hundredths."""
LOW = 16
"""Lines of a screen below which a panel has no air."""


class Dialog(LeftOnce[Answer], Backdrop[Answer], ModalScreen[Answer]):
    """A panel over the main screen; ``None`` is the answer when it is closed."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #panel { width: 64; max-width: 94%; height: auto; max-height: 86%; background: $panel; padding: 1 2; }
    Dialog #panel > Static, Dialog #panel > Words { width: 100%; height: auto; background: $panel; }
    Dialog #panel > #title { color: $accent; text-style: bold; padding-bottom: 1; }
    Dialog #panel > #hint { color: $text-muted; padding-top: 1; }
    Dialog.low > #panel { padding: 0 1; }
    Dialog.low #panel > #title, Dialog.low #panel > #hint { padding: 0; }
    Dialog.few > #panel { padding: 0 1; border: $divider $kanbao-rule; }
    Dialog Input, Dialog Input:focus {
        border: none; height: 1; padding: 0 1; background: $background; background-tint: $background 0%;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False, id="close")]

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink
        # A panel of the same ground as the page has to be told from it by a line.
        self.set_class(ink.few, "few")

    def on_resize(self, event: events.Resize) -> None:
        """A low screen has no room for air."""
        self.set_class(event.size.height < LOW, "low")

    def action_close(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
