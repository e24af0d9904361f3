"""The line one types into: at the foot for search and find, in the middle of dialogs."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from tui.widgets.content import plain
from tui.widgets.line_input import LineInput


class _Line(LineInput):
    """The input of a prompt: what is typed behind the Enter that ends it is for whoever has the focus then."""

    def __init__(self, prompt: "Prompt") -> None:
        super().__init__()
        self._prompt = prompt

    async def _on_key(self, event: events.Key) -> None:
        if self._prompt.is_open and event.key not in ("enter", "escape"):
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        if self._prompt.is_open:
            # At once: as a binding of Textual's it would come behind the next key.
            self._prompt.close(kept=event.key == "enter")
        else:
            self.app.post_message(events.Key(event.key, event.character))


class Prompt(Horizontal):
    """A label and an input on one line; tells every change, and how it ended."""

    DEFAULT_CSS = """
    Prompt { height: 1; width: 100%; display: none; background: $panel; }
    Prompt.open { display: block; }
    Prompt Static { width: auto; padding: 0 1; color: $accent; }
    Prompt Input { width: 1fr; height: 1; border: none; padding: 0; background: $panel; }
    """

    class Changed(Message):
        """What stands in the input, after every key."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose, self.text = purpose, text

    class Done(Message):
        """Enter was pressed, or (``kept`` False) Esc."""

        def __init__(self, purpose: str, text: str, kept: bool) -> None:
            super().__init__()
            self.purpose, self.text, self.kept = purpose, text, kept

    def __init__(self) -> None:
        super().__init__()
        self.purpose = ""
        self._label = Static("", markup=False)
        self._input = _Line(self)

    def compose(self) -> ComposeResult:
        """Label, then input."""
        yield self._label
        yield self._input

    def open(self, purpose: str, label: str, hint: str, text: str = "") -> None:
        """Begin to ask."""
        self.purpose = ""
        self._label.update(plain(label))
        self._input.placeholder = hint
        self._input.value = text
        self._input.cursor_position = len(text)
        self.purpose = purpose
        self.add_class("open")
        # At once: what is typed next belongs here.
        self.screen.set_focus(self._input)

    def close(self, *, kept: bool) -> None:
        """Stop asking, and tell."""
        if self.has_class("open"):
            self.remove_class("open")
            self.screen.set_focus(None)
            self.post_message(self.Done(self.purpose, self._input.value, kept))

    @property
    def text(self) -> str:
        """What stands in the input."""
        return self._input.value

    @property
    def caret(self) -> int:
        """Before which character of the text the caret stands."""
        return self._input.cursor_position

    def write(self, text: str, caret: int | None = None) -> None:
        """Put another text there, the caret at its end or before a character."""
        self._input.value = text
        self._input.cursor_position = len(text) if caret is None else caret

    @property
    def is_open(self) -> bool:
        """Whether it is asking."""
        return self.has_class("open")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Every key counts."""
        event.stop()
        if self.is_open and self.purpose:
            self.post_message(self.Changed(self.purpose, event.value))
