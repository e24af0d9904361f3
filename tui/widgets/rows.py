"""A list of any length that draws only the rows in sight."""

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.widgets.ink import PRETTY, Chrome, Ink
from tui.widgets.lined import Lined


class RowList(Lined, can_focus=True):
    """Rows of one or more lines, a cursor, and the row at the top; children say how many and how each looks."""

    ALLOW_SELECT = False
    OPENING_CLICKS = 1

    DEFAULT_CSS = """
    RowList { width: 1fr; height: 1fr; }
    """

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: "RowList", index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.rows

        def can_replace(self, message: Message) -> bool:
            """Only the last place counts when keys come faster than screens."""
            return isinstance(message, RowList.Moved) and message.rows is self.rows

    class Chosen(Message):
        """A row was entered, by key or mouse."""

        def __init__(self, rows: "RowList", index: int) -> None:
            super().__init__()
            self.rows = rows
            self.index = index

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.rows

    def __init__(self, ink: Ink, chrome: Chrome = PRETTY, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.ink = ink
        self.chrome = chrome
        self.cursor = 0
        self.top = 0
        self._lines: list[tuple[int, int]] = []  # (row, line within the row) for each line in sight
        self._laid_out_for = Size()

    # What a kind of list has to say -------------------------------------------------------------------------------

    def row_count(self) -> int:
        """How many rows there are."""
        return 0

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """The lines of one row, each ``width`` cells."""
        return [Strip.blank(width, self.ink.blank)]

    def selectable(self, index: int) -> bool:
        """Whether the cursor may stand there (headings say no)."""
        return True

    # Drawing -----------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        size = self.size
        width = size.width
        # A line can be asked for before the widget is told of its new size.
        if not self._lines or self._laid_out_for != size:
            self._lay_out()
        if y >= len(self._lines):
            return Strip.blank(width, self.ink.blank)
        row, line = self._lines[y]
        strips = self.row_strips(row, width, selected=row == self.cursor)
        return strips[line] if line < len(strips) else Strip.blank(width, self.ink.blank)

    def _lay_out(self) -> None:
        lines: list[tuple[int, int]] = []
        height, width, count = self.size.height, self.size.width, self.row_count()
        row = self.top
        while len(lines) < height and row < count:
            lines += [(row, line) for line in range(len(self.row_strips(row, width, selected=row == self.cursor)))]
            row += 1
        self._lines = lines[:height]
        self._laid_out_for = self.size

    def redraw(self) -> None:
        """Draw everything anew: rows were changed, added or taken away."""
        count = self.row_count()
        self.cursor = max(0, min(self.cursor, count - 1))
        self.top = max(0, min(self.top, count - 1))
        self._lines = []
        self.refresh()

    def redraw_row(self, index: int) -> None:
        """Draw one row anew, the rest stays."""
        ys = [y for y, (row, _) in enumerate(self._lines) if row == index]
        if ys and len(ys) == len(self.row_strips(index, self.size.width, selected=index == self.cursor)):
            self.refresh(Region(0, ys[0], self.size.width, len(ys)))
        else:
            self._lines = []
            self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Other widths break titles elsewhere; mostly that was seen already, when the lines were drawn."""
        if self._laid_out_for != self.size:
            self._lines = []
            self.refresh()
        self.keep_in_sight()

    def on_focus(self) -> None:
        """The cursor looks different with the focus."""
        self.redraw_row(self.cursor)

    def on_blur(self) -> None:
        """The cursor looks different without the focus."""
        self.redraw_row(self.cursor)

    # Moving ------------------------------------------------------------------------------------------------------

    def move_to(self, index: int, *, tell: bool = True) -> None:
        """Put the cursor on a row, as near as there is one it may stand on, and bring it into sight."""
        count = self.row_count()
        if not count:
            return
        index = max(0, min(index, count - 1))
        step = 1 if index >= self.cursor else -1
        while not self.selectable(index):
            if not 0 <= index + step < count:
                return
            index += step
        before, self.cursor = self.cursor, index
        top = self.top
        self.keep_in_sight()
        if self.top == top:
            self.redraw_row(before)
            self.redraw_row(index)
        if tell and before != index:
            self.post_message(self.Moved(self, index))

    def keep_in_sight(self) -> None:
        """Scroll by half a screen where the cursor has left it: cheaper and calmer than line by line."""
        height, width = self.size.height, self.size.width
        if not height or not self.row_count():
            return
        if self.cursor < self.top:
            self.top = self._rows_above(self.cursor, height // 2) if self.cursor else 0
        elif not self._in_sight(height, width):
            self.top = self._rows_above(self.cursor, height // 2)
            last = self.row_count() - 1
            # Near its end the list fills the pane to the foot; far from it the last row is not even asked for.
            if last - self.cursor < height:
                end = self._rows_above(last, height - len(self.row_strips(last, width, selected=last == self.cursor)))
                self.top = min(self.top, end)
        else:
            return
        self._lines = []
        self.refresh()

    def _in_sight(self, height: int, width: int) -> bool:
        if self.cursor - self.top >= height:
            return False
        used = 0
        for row in range(self.top, self.cursor + 1):
            used += len(self.row_strips(row, width, selected=row == self.cursor))
            if used > height:
                return False
        return True

    def _rows_above(self, index: int, lines: int) -> int:
        """The row that stands ``lines`` lines above a row."""
        used, row = 0, index
        while row > 0:
            used += len(self.row_strips(row - 1, self.size.width, selected=False))
            if used > lines:
                break
            row -= 1
        return row

    def page(self) -> int:
        """How many rows are in sight, at least one."""
        if not self._lines:
            self._lay_out()
        return max(1, len({row for row, _ in self._lines}) - 1)

    def row_at(self, y: int) -> int | None:
        """The row that is drawn at a line."""
        return self._lines[y][0] if 0 <= y < len(self._lines) else None

    # Mouse -------------------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; it enters at the click that opens."""
        row = self.row_at(event.y)
        if row is not None and self.selectable(row) and event.button == 1:
            self.move_to(row)
            if event.chain >= self.OPENING_CLICKS:
                self.post_message(self.Chosen(self, row))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel turns the list, the cursor stays."""
        event.stop()
        self._scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel turns the list, the cursor stays."""
        event.stop()
        self._scroll(-1)

    def _scroll(self, rows: int) -> None:
        if not self._lines:
            self._lay_out()
        if rows > 0 and (not self._lines or self._lines[-1][0] >= self.row_count() - 1):
            return
        self.top = max(0, min(self.top + rows, self.row_count() - 1))
        self._lines = []
        self.refresh()
