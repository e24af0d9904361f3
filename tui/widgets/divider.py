"""The line between two panes, which the mouse can take hold of."""

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.widgets.ink import Chrome, Ink
from tui.widgets.lined import Lined


class Divider(Lined):
    """One cell wide; tells where it is dragged to, and when it is let go."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Divider { width: 1; height: 100%; }"

    class Dragged(Message):
        """The line is to stand in column ``x`` of the screen; ``done`` once it is let go."""

        def __init__(self, divider: "Divider", x: int, done: bool) -> None:
            super().__init__()
            self.divider, self.x, self.done = divider, x, done

        def can_replace(self, message: Message) -> bool:
            """Only the last place counts when the mouse is faster than the screen."""
            return isinstance(message, Divider.Dragged) and message.divider is self.divider and not message.done

    def __init__(self, ink: Ink, chrome: Chrome) -> None:
        super().__init__()
        self.ink = ink
        self.chrome = chrome
        self.focused = False
        self.dragging = False

    def show_focus(self, focused: bool) -> None:
        """Show whether the pane at its right has the focus."""
        if focused != self.focused:
            self.focused = focused
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """A piece of the line; bold where the focus is, for those who see no colour."""
        strong = self.focused or self.dragging
        style = self.ink.style("focus" if strong else "rule", "paper", "bold" if strong else "")
        return Strip([Segment(self.chrome.divider, style)], 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The left button takes hold."""
        if event.button == 1:
            event.stop()
            self.dragging = True
            self.capture_mouse()
            self.refresh()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The line follows."""
        if self.dragging:
            event.stop()
            self.post_message(self.Dragged(self, int(event.screen_x), done=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """It stays where it is let go."""
        if self.dragging:
            event.stop()
            self.dragging = False
            self.release_mouse()
            self.refresh()
            self.post_message(self.Dragged(self, int(event.screen_x), done=True))
