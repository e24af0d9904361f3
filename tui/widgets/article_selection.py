"""Selection in the article, by mouse and by keys; it is kept as a stretch of the article's text."""

from typing import TYPE_CHECKING

from textual import events

from tui.text.width import graphemes
from tui.widgets.article_page import ArticlePage

if TYPE_CHECKING:
    from tui.typeset.line import Line
    from tui.widgets.article_lines import Paint

FARTHEST = 5_000
"""Characters looked through for the next one in sight; beyond them nothing moves."""


class SelectingPage(ArticlePage):
    """A page of which a stretch can be selected: by dragging, by clicks, or with a caret that keys move."""

    selection: tuple[int, int] | None = None
    """From the first character to before the end, as places of the sheet: in the body they are the page's."""
    visual = False
    """Whether keys move the caret."""
    _anchor = _anchor_end = _caret = 0
    _goal = 0
    _dragging = False
    _moved = False

    # What is selected ----------------------------------------------------------------------------------------------

    def selected_text(self) -> str:
        """The source text of the selection as it is to be pasted."""
        if self.selection is None or self._page is None:
            return ""
        return self.sheet.copied(*self.selection)

    def select(self, start: int, end: int) -> None:
        """Select a stretch of the page's text; an empty one selects nothing."""
        selection = (start, end) if start < end else None
        if selection != self.selection:
            self.selection = selection
            self.refresh()
            self.post_message(self.StateChanged())

    def end_selection(self) -> bool:
        """Select nothing, move no caret; False where neither was so."""
        was = self.visual or self.selection is not None
        self.visual, self._dragging, self.selection = False, False, None
        if was:
            self.refresh()
            self.post_message(self.StateChanged())
        return was

    def paints(self, number: int, line: "Line") -> "tuple[Paint, ...]":
        """The cells of the line that are selected, and the caret."""
        return super().paints(number, line) + self.fringe_paints(number)

    def fringe_paints(self, number: int) -> "tuple[Paint, ...]":
        """What is selected, and the caret, on any line."""
        if self.selection is None or self._page is None:
            return ()
        selected = self.sheet.paints(number, *self.selection, "selection")
        caret = self.sheet.paints(number, self._caret, self._after(self._caret), "caret") if self.visual else ()
        return selected + caret

    # By keys -------------------------------------------------------------------------------------------------------

    def begin_visual(self) -> None:
        """Move a caret from the end of what is selected, else from the first character in sight."""
        if self._page is None:
            return
        if self.selection is not None:
            self._anchor, self._caret = self.selection[0], self._before(self.selection[1])
        else:
            # Whoever selects wants the text; the title above it is one key away.
            first, sheet = self.top - len(self._head), self.sheet
            numbers = [*range(max(0, first), first + self.size.height), *range(first, 0)]
            found = (sheet.character_at(number, 0) for number in numbers)
            start = next((place for place in found if place is not None), None)
            if start is None:
                return
            self._anchor = self._caret = start
        self.visual = True
        self._put(self._caret)

    def move_caret(self, way: str) -> None:
        """Move the caret, whose ways are those of the table of commands: ``left``, ``down``, ``word_end`` …"""
        if self._page is None:
            return
        sheet, caret = self.sheet, self._caret
        height = max(1, self.size.height // 2)
        match way:
            case "left":
                self._put(self._in_sight(self._before(caret), -1))
            case "right":
                self._put(self._in_sight(self._after(caret), 1))
            case "word":
                self._put(self._in_sight(sheet.next_word(caret), 1))
            case "word_back":
                self._put(self._in_sight(sheet.previous_word(caret), -1))
            case "word_end":
                end = sheet.word_at(caret)[1]
                end = end if end > self._after(caret) else sheet.word_at(sheet.next_word(caret))[1]
                self._put(self._in_sight(self._before(end), 1))
            case "line_start":
                self._put(sheet.character_at(sheet.line_of(caret), 0))
            case "line_end":
                self._put(sheet.character_at(sheet.line_of(caret), 1 << 20))
            case "paragraph":
                self._put(self._in_sight(sheet.paragraph_at(caret)[1], 1))
            case "paragraph_back":
                start = sheet.paragraph_at(caret)[0]
                back = sheet.paragraph_at(self._in_sight(start - 1, -1))[0]
                self._put(self._in_sight(start if start < caret else back, 1))
            case "start":
                body = self._in_sight(0, 1)
                self._put(body if caret != body else self._in_sight(sheet.first, 1))
            case "end":
                body = self._in_sight(sheet.body_end - 1, -1)
                self._put(body if caret != body else self._in_sight(sheet.last - 1, -1))
            case "swap":
                self._anchor, self._caret = self._caret, self._anchor
                self._put(self._caret)
            case _:
                steps = {"down": 1, "up": -1, "half_down": height, "half_up": -height}
                self._by_lines(steps.get(way, 0))

    def _by_lines(self, steps: int) -> None:
        """The caret some lines on, as near as can be to the cell where it was put last."""
        sheet = self.sheet
        number, goal, step = sheet.line_of(self._caret), self._goal, 1 if steps > 0 else -1
        place: int | None = self._caret
        for _ in range(abs(steps)):
            number += step
            while sheet.has(number) and sheet.character_at(number, goal) is None:
                number += step
            if not sheet.has(number):
                break
            place = sheet.character_at(number, goal)
        self._put(place, goal=goal)

    def _put(self, offset: int | None, goal: int | None = None) -> None:
        """The caret on a character; the selection is from the anchor's to this one, both with it."""
        if self._page is None or offset is None:
            return
        self._caret = offset
        line = self.sheet.line_of(offset)
        self._goal = max(0, self.sheet.cell_of(offset)) if goal is None else goal
        self.select(min(self._anchor, offset), self._after(max(self._anchor, offset)))
        top = len(self._head) + line
        if top < self.top:
            self.scroll_lines(top - self.top)
        elif top >= self.top + self.size.height:
            self.scroll_lines(top - self.top - self.size.height + 1)
        self.refresh()

    def _after(self, offset: int) -> int:
        """The offset after the character at one."""
        ahead = graphemes(self.sheet.text(offset, offset + 64))
        return offset + len(ahead[0]) if ahead else offset

    def _before(self, offset: int) -> int:
        """The offset of the character before one."""
        behind = graphemes(self.sheet.text(offset - 64, offset))
        return offset - len(behind[-1]) if behind else offset

    def _in_sight(self, offset: int, step: int) -> int:
        """The nearest offset that way whose character is shown on a line; the caret's where there is none."""
        sheet = self.sheet
        for _ in range(FARTHEST):
            if not sheet.first <= offset < sheet.last:
                break
            if sheet.cell_of(offset) >= 0 and sheet.text(offset, offset + 1) not in "\n\t":
                return offset
            offset += step
        return self._caret

    # By mouse ------------------------------------------------------------------------------------------------------

    def _offset_at(self, x: int, y: int) -> int | None:
        """The place nearest to a cell of the pane; None where nothing is shown."""
        if self._page is None:
            return None
        return self.sheet.place_at(self.top + y - len(self._head), x - self._pad)

    def _behind(self, x: int, y: int, offset: int) -> int:
        """The place behind the cell that is pointed at: what a drag begins and ends on belongs to it."""
        behind = self._offset_at(x + 1, y)
        return offset if behind is None else max(offset, behind)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A drag may begin here."""
        self._moved = False
        offset = self._offset_at(event.x, event.y)
        if event.button == 1 and offset is not None:
            if event.shift and self.selection is not None:
                offset = self.selection[0] if offset >= self.selection[0] else self.selection[1]
            self._anchor, self._anchor_end = offset, self._behind(event.x, event.y, offset)
            self._dragging = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Dragging selects; beyond the edge the text comes after."""
        if not self._dragging or self._page is None:
            return
        if event.y < 0:
            self.scroll_lines(-1)
        elif event.y >= self.size.height:
            self.scroll_lines(1)
        offset = self._offset_at(event.x, max(0, min(event.y, self.size.height - 1)))
        if offset is None:
            offset = self.sheet.first if event.y < self.size.height // 2 else self.sheet.last
        if offset != self._anchor:
            self._moved, self.visual = True, False
        if self._moved:
            behind = self._behind(event.x, max(0, min(event.y, self.size.height - 1)), offset)
            self.select(min(self._anchor, offset), max(self._anchor_end, behind))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The drag ends; what it selected stays."""
        self._dragging = False
        self.release_mouse()

    def select_by_clicks(self, clicks: int, x: int, y: int) -> None:
        """Two clicks select the word, three the paragraph; a single one selects nothing."""
        offset = self._offset_at(x, y)
        if clicks < 2 or offset is None:
            self.end_selection()
        elif clicks == 2:
            self.select(*self.sheet.word_at(offset))
        else:
            self.select(*self.sheet.paragraph_at(offset))
