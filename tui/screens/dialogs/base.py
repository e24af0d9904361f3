"""What all dialogs share: a panel in the middle, Esc closes it."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tui.widgets.ink import Ink

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A panel over the main screen; ``None`` is the answer when it is closed."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #panel { width: 64; max-width: 94%; height: auto; max-height: 86%; background: $panel; padding: 1 2; }
    Dialog #panel > Static, Dialog #panel > Words { width: 100%; height: auto; background: $panel; }
    Dialog #panel > #title { color: $accent; text-style: bold; padding-bottom: 1; }
    Dialog #panel > #hint { color: $text-muted; padding-top: 1; }
    Dialog Input { border: none; height: 1; padding: 0 1; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False, id="close")]

    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink

    def action_close(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
