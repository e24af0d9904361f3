"""The one control for a line of text: the caret goes by what a reader takes for one character, and cells are cells.

Textual's own input counts code points: its caret stops inside an emoji, deletes half of one, and stands a cell right of
the text's end, where an input method would then draw its candidates.
"""

from itertools import accumulate

from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Offset
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.text.width import graphemes


class LineInput(Input):
    """An input whose caret moves, selects and deletes by grapheme clusters."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False, id=id)

    # Where characters begin ------------------------------------------------------------------------------------------

    def _edges(self) -> list[int]:
        return [0, *accumulate(map(len, graphemes(self.value)))]

    def _edge_before(self, position: int) -> int:
        return max((edge for edge in self._edges() if edge < position), default=0)

    def _edge_after(self, position: int) -> int:
        return min((edge for edge in self._edges() if edge > position), default=len(self.value))

    def validate_selection(self, selection: Selection) -> Selection:
        """Never inside a character, wherever a click or a word's end would put it."""
        start, end = super().validate_selection(selection)
        if self.value.isascii():
            return Selection(start, end)
        edges = self._edges()
        return Selection(*(max(edge for edge in edges if edge <= place) for place in (start, end)))

    # Moving and deleting ---------------------------------------------------------------------------------------------

    def action_cursor_left(self, select: bool = False) -> None:
        """One character to the left."""
        start, end = self.selection
        if select:
            self.selection = Selection(start, self._edge_before(end))
        elif self.selection.is_empty:
            self.cursor_position = self._edge_before(end)
        else:
            self.cursor_position = min(start, end)

    def action_cursor_right(self, select: bool = False) -> None:
        """One character to the right; at the end, what is suggested is taken."""
        start, end = self.selection
        if select:
            self.selection = Selection(start, self._edge_after(end))
        elif self.selection.is_empty and not self.cursor_at_end:
            self.cursor_position = self._edge_after(end)
        else:
            super().action_cursor_right()

    def action_delete_left(self) -> None:
        """Delete the character left of the caret."""
        if self.selection.is_empty:
            self.delete(self._edge_before(self.cursor_position), self.cursor_position)
        else:
            self.delete_selection()

    def action_delete_right(self) -> None:
        """Delete the character under the caret."""
        if self.selection.is_empty:
            self.delete(self.cursor_position, self._edge_after(self.cursor_position))
        else:
            self.delete_selection()

    # Where the caret stands ------------------------------------------------------------------------------------------

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the caret on the screen, inside the box."""
        left, top, width, _ = self.content_region
        place = self._position_to_cell(self.cursor_position) - round(self.scroll_offset.x)
        return Offset(left + max(0, min(place, width - 1)), top)

    def watch_selection(self) -> None:
        """The hardware cursor follows, once the text has been scrolled."""
        self.call_after_refresh(self._place_cursor)

    def on_focus(self, event: events.Focus) -> None:
        """The hardware cursor goes where one types."""
        self.call_after_refresh(self._place_cursor)

    def on_resize(self, event: events.Resize) -> None:
        """The hardware cursor stays where one types."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    @property
    def _value(self) -> Text:
        return _Clusters(self.value, no_wrap=True, overflow="ignore", end="")


class _Clusters(Text):
    """A text whose styles end where characters do: a caret drawn on half of one would tear it apart."""

    def stylize(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        """Style from ``start`` to the end of the character that ``end`` falls in."""
        if end is not None and start < end < len(self.plain):
            edges = accumulate(map(len, graphemes(self.plain)))
            end = next((edge for edge in edges if edge >= end), end)
        super().stylize(style, start, end)
