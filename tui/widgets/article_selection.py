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
    """From the first character to before the end, in the page's text."""
    visual = False
    """Whether keys move the caret."""
    _anchor = _caret = 0
    _goal = 0
    _dragging = False
    _moved = False

    # What is selected ----------------------------------------------------------------------------------------------

    def selected_text(self) -> str:
        """The source text of the selection as it is to be pasted."""
        if self.selection is None or self._page is None:
            return ""
        return self._page.copied(*self.selection)

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
        below = super().paints(number, line)
        if self.selection is None or self._page is None:
            return below
        from tui.typeset.find import Hit
        from tui.widgets.article_lines import Paint

        layers = [("selection", Hit(*self.selection))]
        if self.visual:
            layers.append(("caret", Hit(self._caret, self._after(self._caret))))
        return below + tuple(
            Paint(span.start, span.end, kind) for kind, hit in layers for span in self._page.hits_on(number, [hit])
        )

    # By keys -------------------------------------------------------------------------------------------------------

    def begin_visual(self) -> None:
        """Move a caret from the end of what is selected, else from the first character in sight."""
        if self._page is None:
            return
        if self.selection is not None:
            self._anchor, self._caret = self.selection[0], self._before(self.selection[1])
        else:
            first = max(0, self.top - len(self._head))
            numbers = range(first, first + self.size.height)
            found = (self._page.line(n).character_at(0) for n in numbers if self._page.ensure(n))
            start = next((offset for offset in found if offset >= 0), -1)
            if start < 0:
                return
            self._anchor = self._caret = start
        self.visual = True
        self._put(self._caret)

    def move_caret(self, way: str) -> None:
        """Move the caret, whose ways are those of the table of commands: ``left``, ``down``, ``word_end`` …"""
        from tui.typeset.words import next_word, previous_word, word_at

        page = self._page
        if page is None:
            return
        text, caret = page.text, self._caret
        height = max(1, self.size.height // 2)
        match way:
            case "left":
                self._put(self._in_sight(self._before(caret), -1))
            case "right":
                self._put(self._in_sight(self._after(caret), 1))
            case "word":
                self._put(self._in_sight(next_word(text, caret), 1))
            case "word_back":
                self._put(self._in_sight(previous_word(text, caret), -1))
            case "word_end":
                end = word_at(text, caret)[1]
                end = end if end > self._after(caret) else word_at(text, next_word(text, caret))[1]
                self._put(self._in_sight(self._before(end), 1))
            case "line_start":
                self._put(page.line(page.line_of(caret)).character_at(0))
            case "line_end":
                self._put(page.line(page.line_of(caret)).character_at(1 << 20))
            case "paragraph":
                self._put(self._in_sight(page.paragraph_at(caret)[1], 1))
            case "paragraph_back":
                start = page.paragraph_at(caret)[0]
                back = page.paragraph_at(self._in_sight(start - 1, -1))[0]
                self._put(self._in_sight(start if start < caret else back, 1))
            case "start":
                self._put(self._in_sight(0, 1))
            case "end":
                self._put(self._in_sight(len(text) - 1, -1))
            case "swap":
                self._anchor, self._caret = self._caret, self._anchor
                self._put(self._caret)
            case _:
                steps = {"down": 1, "up": -1, "half_down": height, "half_up": -height}
                self._by_lines(steps.get(way, 0))

    def _by_lines(self, steps: int) -> None:
        """The caret some lines on, as near as can be to the cell where it was put last."""
        page = self._page
        assert page is not None
        number, goal, step = page.line_of(self._caret), self._goal, 1 if steps > 0 else -1
        offset = self._caret
        for _ in range(abs(steps)):
            number += step
            while number >= 0 and page.ensure(number) and page.line(number).character_at(goal) < 0:
                number += step
            if number < 0 or not page.ensure(number):
                break
            offset = page.line(number).character_at(goal)
        self._put(offset, goal=goal)

    def _put(self, offset: int, goal: int | None = None) -> None:
        """The caret on a character; the selection is from the anchor's to this one, both with it."""
        page = self._page
        if page is None or offset < 0:
            return
        self._caret = offset
        line = page.line_of(offset)
        self._goal = max(0, page.line(line).cell_of(offset)) if goal is None else goal
        self.select(min(self._anchor, offset), self._after(max(self._anchor, offset)))
        top = len(self._head) + line
        if top < self.top:
            self.scroll_lines(top - self.top)
        elif top >= self.top + self.size.height:
            self.scroll_lines(top - self.top - self.size.height + 1)
        self.refresh()

    def _after(self, offset: int) -> int:
        """The offset after the character at one."""
        assert self._page is not None
        ahead = graphemes(self._page.text[offset : offset + 64])
        return offset + len(ahead[0]) if ahead else offset

    def _before(self, offset: int) -> int:
        """The offset of the character before one."""
        assert self._page is not None
        behind = graphemes(self._page.text[max(0, offset - 64) : offset])
        return offset - len(behind[-1]) if behind else 0

    def _in_sight(self, offset: int, step: int) -> int:
        """The nearest offset that way whose character is shown on a line; the caret's where there is none."""
        page = self._page
        assert page is not None
        for _ in range(FARTHEST):
            if not 0 <= offset < len(page.text):
                break
            if page.line(page.line_of(offset)).cell_of(offset) >= 0 and page.text[offset] not in "\n\t":
                return offset
            offset += step
        return self._caret

    # By mouse ------------------------------------------------------------------------------------------------------

    def _offset_at(self, x: int, y: int) -> int:
        """The character of the text nearest to a cell of the pane; -1 in the head and foot."""
        number = self.top + y - len(self._head)
        if self._page is None or number < 0 or not self._page.ensure(number):
            return -1
        return self._page.at(number, x - self._pad).offset

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A drag may begin here."""
        self._moved = False
        offset = self._offset_at(event.x, event.y)
        if event.button == 1 and offset >= 0:
            if event.shift and self.selection is not None:
                offset = self.selection[0] if offset >= self.selection[0] else self.selection[1]
            self._anchor = offset
            self._dragging = True
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Dragging selects; beyond the edge the text comes after."""
        if not self._dragging:
            return
        if event.y < 0:
            self.scroll_lines(-1)
        elif event.y >= self.size.height:
            self.scroll_lines(1)
        offset = self._offset_at(event.x, max(0, min(event.y, self.size.height - 1)))
        if offset < 0 and self._page is not None:
            offset = 0 if event.y < self.size.height // 2 else len(self._page.text)
        if offset != self._anchor:
            self._moved, self.visual = True, False
        if self._moved:
            self.select(min(self._anchor, offset), max(self._anchor, offset))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The drag ends; what it selected stays."""
        self._dragging = False
        self.release_mouse()

    def select_by_clicks(self, clicks: int, x: int, y: int) -> None:
        """Two clicks select the word, three the paragraph; a single one selects nothing."""
        from tui.typeset.words import word_at

        offset = self._offset_at(x, y)
        if clicks < 2 or offset < 0 or self._page is None:
            self.end_selection()
        elif clicks == 2:
            self.select(*word_at(self._page.text, offset))
        else:
            self.select(*self._page.paragraph_at(offset))
