"""The line one types into: the caret steps over what a reader takes for one character, and scrolls by cells.

Textual's own steps by code point, which cuts emoji and accents in two, and leaves the terminal's cursor, where an input
method draws its candidates, one cell beside the caret or where the text was before it scrolled.
"""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.text import caret
from tui.text.clean import clean_block
from tui.text.clip import clip
from tui.text.width import cells, graphemes

# Typed by input methods within an emoji or a word; without a shape, so that Textual takes them for no characters.
JOINERS = frozenset("\u200c\u200d")
LONGEST = 8_192
"""Characters taken from one paste: more is no line that anybody meant to search for or subscribe to."""


class LineInput(Input):
    """An input that knows grapheme clusters and cells."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        password: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(value, placeholder, password=password, compact=True, select_on_focus=False, id=id)

    # Cells and clusters -----------------------------------------------------------------------------------------------

    @property
    def shown(self) -> str:
        """The text as it is drawn."""
        return "*" * len(self.value) if self.password else self.value

    @property
    def content_width(self) -> int:
        """Cells of the text and of the caret behind it."""
        return cells(self.shown or self.placeholder) + 1

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the screen on which the caret is drawn."""
        x, y, _, _ = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - self.scroll_offset.x, y)

    def _position_to_cell(self, position: int) -> int:
        return cells(self.shown[:position])

    def _cell_offset_to_index(self, offset: int) -> int:
        return caret.at_cell(self.shown, offset + self.scroll_offset.x)

    def validate_selection(self, selection: Selection) -> Selection:
        """The selection with both ends between clusters."""
        return Selection(*(caret.settled(self.value, max(0, end)) for end in selection))

    def _watch_selection(self, selection: Selection) -> None:
        self.app.clear_selection()
        self._keep_in_sight()

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """The terminal's cursor goes along."""
        super().watch_scroll_x(old_value, new_value)
        self._place_cursor()

    def on_resize(self) -> None:
        """The caret stays in sight."""
        self._keep_in_sight()

    def on_show(self) -> None:
        """The place on the screen is known only now."""
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        if not self._initial_value:
            at = self.cursor_position
            size = cells(self.shown[at : caret.after(self.shown, at)])
            self.scroll_to_region(Region(self._position_to_cell(at), 0, max(1, size), 1), force=True, animate=False)
        self._place_cursor()

    def _place_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    # Drawing ----------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The part of the text that is in sight, one style for each cluster."""
        width = self.scrollable_content_region.width
        if y != 0:
            return Strip.blank(self.size.width, self.rich_style)
        if self.value:
            strip = Strip(in_sight(self._segments(), self.scroll_offset.x, width))
        else:
            strip = Strip(self._hint(width))
        return strip.extend_cell_length(width).apply_style(self.rich_style)

    def _segments(self) -> list[Segment]:
        text, at = self.shown + " ", self.cursor_position
        under = caret.after(text, at)
        low, high = sorted(self.selection) if self.has_focus else (0, 0)
        selected = self.get_component_rich_style("input--selection")
        cursor = self._caret_style()
        parts = [(0, low, None), (low, high, selected), (high, len(text), None)]
        segments = []
        for start, end, style in parts:
            for first, last, own in ((start, at, style), (at, under, cursor or style), (under, end, style)):
                piece = text[max(start, first) : min(end, last)]
                if piece:
                    segments.append(Segment(piece, own))
        return segments

    def _hint(self, width: int) -> list[Segment]:
        text = clip(clean_block(self.placeholder), width) or " "
        under = caret.after(text, 0)
        style = self.get_component_rich_style("input--placeholder")
        return [Segment(text[:under], self._caret_style() or style), Segment(text[under:], style)]

    def _caret_style(self) -> Style | None:
        return self.get_component_rich_style("input--cursor") if self.has_focus and self._cursor_visible else None

    # Typing -----------------------------------------------------------------------------------------------------------

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key is a character."""
        return character in JOINERS or super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.character in JOINERS:
            event.stop()
            event.prevent_default()
            self.replace(event.character or "", *self.selection)
            return
        await super()._on_key(event)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = " ".join(clean_block(event.text[: 2 * LONGEST]).split("\n")).strip()
        if text:
            self.replace(text[: caret.settled(text[: LONGEST + 64], LONGEST)], *self.selection)

    # Moving and deleting ----------------------------------------------------------------------------------------------

    def _go(self, position: int, select: bool) -> None:
        self.selection = Selection(self.selection.start if select else position, position)

    def action_cursor_left(self, select: bool = False) -> None:
        """One character to the left; out of a selection, to its beginning."""
        if self.selection.is_empty or select:
            self._go(caret.before(self.value, self.cursor_position), select)
        else:
            self._go(min(self.selection), select=False)

    def action_cursor_right(self, select: bool = False) -> None:
        """One character to the right; out of a selection, to its end."""
        if self.selection.is_empty or select:
            self._go(caret.after(self.value, self.cursor_position), select)
        else:
            self._go(max(self.selection), select=False)

    def action_home(self, select: bool = False) -> None:
        """To the beginning."""
        self._go(0, select)

    def action_end(self, select: bool = False) -> None:
        """To the end."""
        self._go(len(self.value), select)

    def action_cursor_left_word(self, select: bool = False) -> None:
        """To the beginning of the word."""
        self._go(caret.word_before(self.shown, self.cursor_position), select)

    def action_cursor_right_word(self, select: bool = False) -> None:
        """To the end of the word."""
        self._go(caret.word_after(self.shown, self.cursor_position), select)

    def action_delete_left(self) -> None:
        """The character left of the caret, or what is selected."""
        self._delete_to(caret.before(self.value, self.cursor_position))

    def action_delete_right(self) -> None:
        """The character under the caret, or what is selected."""
        self._delete_to(caret.after(self.value, self.cursor_position))

    def action_delete_left_word(self) -> None:
        """From the beginning of the word, or what is selected."""
        self._delete_to(caret.word_before(self.shown, self.cursor_position))

    def action_delete_right_word(self) -> None:
        """To the end of the word, or what is selected."""
        self._delete_to(caret.word_after(self.shown, self.cursor_position))

    def _delete_to(self, position: int) -> None:
        if self.selection.is_empty:
            self.delete(self.cursor_position, position)
        else:
            self.delete_selection()


def in_sight(segments: list[Segment], left: int, width: int) -> list[Segment]:
    """What of a line shows in a window `left` cells from its start; a character that only half shows is blank.

    Rich's own cutting leaves half an emoji sequence on more cells than it counts.
    """
    shown = []
    at, right = 0, left + width
    for segment in segments:
        kept = ""
        for cluster in graphemes(segment.text):
            end = at + cells(cluster)
            if left <= at and end <= right:
                kept += cluster
            else:
                kept += " " * max(0, min(end, right) - max(at, left))
            at = end
        if kept:
            shown.append(Segment(kept, segment.style))
    return shown
