"""The article pane's page: what is shown, which character stands at the top, and the lines in sight drawn once."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.dataclass import replace
from tui.i18n import t
from tui.model.entry import Article, Entry
from tui.model.saved import Remarks
from tui.widgets.ink import Chrome, Ink
from tui.widgets.lined import Lined
from tui.widgets.pieces import LineBuilder
from tui.widgets.strips import Kept

if TYPE_CHECKING:
    from tui.document.blocks import Block, Document
    from tui.typeset.line import Line
    from tui.typeset.options import TypesetOptions
    from tui.typeset.page import Page
    from tui.widgets.article_lines import Paint, Piece
    from tui.widgets.article_sheet import Sheet

NO_REMARKS = Remarks()
MARGIN = 2
NARROW = 40
REST, TURN, BREAK = 0.2, 0.003, 0.012
"""Seconds after which a new page is laid out further; for how long at a time; and what is left for keys in between."""
FEW = 10


class ArticlePage(Lined, can_focus=True):
    """One article: head, body, foot, as lines; scrolled by line, placed by character."""

    ALLOW_SELECT = False  # Textual's own selection knows cells, not the text they show

    class StateChanged(Message):
        """What the foot tells about the article is another: hits, selection, the link pointed at."""

        def can_replace(self, message: Message) -> bool:
            """Only the last state counts."""
            return isinstance(message, ArticlePage.StateChanged)

    def __init__(
        self,
        ink: Ink,
        chrome: Chrome,
        options: "TypesetOptions",
        *,
        clock: Callable[[], float] = time.time,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.ink = ink
        self.chrome = chrome
        self.options = options
        self.article: Article | None = None
        self.remarks = NO_REMARKS
        self.notice = ""
        self.top = 0
        self.position = 0
        """The character of the body at the top of the screen; 0 while the head is in sight."""
        self._clock = clock
        self._page: Page | None = None
        self.document: Document | None = None
        self._above: Document | None = None
        self._below: tuple[Block, ...] = ()
        self.tag_colours: dict[str, str] = {}
        self.kindred: tuple[Entry, ...] = ()
        """Entries about the same thing, which the foot leads to."""
        self._head: list[list[Piece]] = []
        self._foot: list[list[Piece]] = []
        self._open: frozenset[int] = frozenset()
        self._shift = -1
        self._pad = 0
        self._set_for = Size()
        self._sheet: Sheet | None = None
        self._kept: Kept[Strip] = Kept()
        self._waiting: list[Callable[[], object]] = []

    # What is shown -------------------------------------------------------------------------------------------------

    def show(self, article: Article, document: "Document", position: int = 0, remarks: Remarks = NO_REMARKS) -> None:
        """Show an article, at the character where the reader left it."""
        from tui.widgets.article_lines import with_folds

        self.article, self.document, self.remarks = article, with_folds(document, article), remarks
        self._below, self._above, self.kindred = (), self.document, ()
        self.top, self.position = 0, position
        self._open, self._shift, self._page = frozenset(), -1, None
        self._waiting.clear()
        self._lay_out()

    def show_below(self, blocks: "tuple[Block, ...]") -> int:
        """Set blocks below the article instead of those that stand there; the position of the first of them."""
        from tui.typeset.pieces import PARTING, document_text

        if self._above is None:
            return 0
        self._below = blocks
        self.document = replace(self._above, blocks=(*self._above.blocks, *blocks))
        self._lay_out()
        above = document_text(self._above)
        return len(above) + len(PARTING) if above else 0

    @property
    def has_below(self) -> bool:
        """Whether something is set below the article."""
        return bool(self._below)

    def renew(self, document: "Document", remarks: Remarks) -> None:
        """The same article with other highlights in it or another note; the text stays where it is."""
        from tui.widgets.article_lines import with_folds

        if self.article is not None:
            self._above, self.remarks = with_folds(document, self.article), remarks
            self.document = replace(self._above, blocks=(*self._above.blocks, *self._below))
            top, position = self.top, self.position
            self._set_anew()
            self.top, self.position = top, position
            self._clamp()

    def clear(self) -> None:
        """Show no article."""
        self.article, self._page, self.document, self.position = None, None, None, 0
        self.refresh()

    def set_kindred(self, entries: Sequence[Entry]) -> None:
        """Lead from the foot to these entries."""
        if tuple(entries) != self.kindred:
            self.kindred = tuple(entries)
            self._lay_out()

    def update_article(self, article: Article) -> None:
        """The same article with other facts (tags, marks); the text stays where it is."""
        self.article = article
        self._lay_out()

    def set_options(self, options: "TypesetOptions") -> None:
        """Another measure or other rules; the character at the top stays."""
        self.options = options
        self._lay_out()

    def _lay_out(self) -> None:
        """Bring what is shown up to date; what looks as before is not drawn again."""
        if self._set():
            self.refresh()
        if self._page is not None:
            waiting, self._waiting = self._waiting, []
            for do in waiting:
                do()

    def _set_anew(self) -> None:
        """Set and draw all of it, whatever may look as before."""
        self._page = None
        self._lay_out()

    def _set(self) -> bool:
        """Set the article for the pane as it is now; whether anything in sight became another."""
        if self.article is None or self.document is None or not self.size.width:
            return False
        # Setting pages is not needed for the first list, and its import would be felt at the start.
        from tui.typeset.page import typeset
        from tui.widgets.article_lines import foot_lines, head_lines

        before, fringes = self._page, (self._head, self._foot)
        self._pad = 0 if self.size.width < NARROW else MARGIN
        width = max(1, self.size.width - 2 * self._pad)
        options = self.adorned(replace(self.options, width=width, open_folds=self._open, code_shift=self._shift))
        now, columns = int(self._clock()), options.columns
        if before is None or before.document is not self.document or before.options != options:
            self._page = page = typeset(self.document, options)
            self.set_timer(REST, lambda: self._go_on(page))
        changes, colours = self.remarks.changes, self.tag_colours
        self._head = head_lines(
            self.article, now, columns, self.chrome, remark=self.remark, changes=changes, colours=colours
        )
        self._foot = foot_lines(self.article, columns, note=self.remarks.note, kindred=self.kindred, now=now)
        self._sheet = None
        stays, self._set_for = self._page is before and self._set_for == self.size, self.size
        if stays and self._head == fringes[0]:
            seen = self._foot != fringes[1] and self._foot_in_sight
            self._clamp()
            return seen
        self._to_position()
        return True

    def _go_on(self, page: "Page") -> None:
        """Lay out some more of what is below, between two keys: nobody is to wait for it on the way to the end."""
        until = time.perf_counter() + TURN
        while page is self._page and not page.complete and time.perf_counter() < until:
            page.ensure(page.height + FEW)
        if page is self._page and not page.complete:
            self.set_timer(BREAK, lambda: self._go_on(page))

    @property
    def _foot_in_sight(self) -> bool:
        """Whether the screen goes on below the body."""
        page, below = self._page, self.top + self.size.height - len(self._head)
        return page is not None and page.complete and below > page.height

    def adorned(self, options: "TypesetOptions") -> "TypesetOptions":
        """The options with what the parts of the pane add."""
        return options

    @property
    def remark(self) -> str:
        """What the parts of the pane have to say in the head."""
        return ""

    def once_set(self, do: Callable[[], object]) -> None:
        """Do something now, or as soon as the pane has a size: a key may be pressed before that."""
        if self.article is not None and (self._page is None or self._waiting):
            self._waiting.append(do)
        else:
            do()

    def _to_position(self) -> None:
        """Put the character that is remembered at the top, as far as the end of the article lets it."""
        line = self._line_of_position()
        self.top = min(self.top, len(self._head)) if line is None else len(self._head) + line
        self._clamp()

    def _line_of_position(self) -> int | None:
        """The line of the body that goes to the top; None while the head is there."""
        return self._page.line_of(self.position) if self._page is not None and self.position else None

    def on_resize(self, event: events.Resize) -> None:
        """Another width: set anew; the character at the top stays, however often the width changes."""
        if self._page is None or self._set_for != self.size or self._waiting:
            self._lay_out()

    @property
    def sheet(self) -> "Sheet":
        """Head, body and foot as one text; only where an article is set."""
        from tui.widgets.article_sheet import Sheet

        assert self._page is not None
        if self._sheet is None:
            self._sheet = Sheet(self._head, self._page, self._foot)
        return self._sheet

    # Where we are --------------------------------------------------------------------------------------------------

    @property
    def percent(self) -> int:
        """How far the end of the screen has come, 0 to 100."""
        if self._page is None:
            return 0
        height = len(self._head) + self._page.expected_height + len(self._foot)
        return min(100, (self.top + self.size.height) * 100 // max(1, height))

    @property
    def at_end(self) -> bool:
        """Whether the last line of the body is in sight."""
        if self._page is None:
            return self.article is None
        last = self.top + self.size.height - len(self._head)
        return last >= 0 and not self._page.ensure(last)

    # Moving --------------------------------------------------------------------------------------------------------

    def scroll_lines(self, lines: int) -> bool:
        """Scroll; False where nothing moved."""
        if self._page is None:
            if self.article is not None:
                self.once_set(lambda: self.scroll_lines(lines))
            return False
        before = self.top
        self.top += lines
        self._clamp()
        if self.top == before:
            return False
        self._remember()
        self.refresh()
        return True

    def to_end(self) -> None:
        """To the last screen."""
        if self._page is not None:
            self.scroll_lines(len(self._head) + self._page.finish() + len(self._foot))
        elif self.article is not None:
            self.once_set(self.to_end)

    def to_start(self) -> None:
        """To the head."""
        self.scroll_lines(-self.top)

    def bring_into_sight(self, position: int) -> None:
        """Scroll so that a character is in sight, with some lines above it, if it is not."""
        if self._page is None:
            return
        line = len(self._head) + (self._page.line_of(position) if position >= 0 else self.sheet.line_of(position))
        if not self.top <= line < self.top + self.size.height:
            self.scroll_lines(line - self.size.height // 3 - self.top)

    def go_to_position(self, position: int) -> None:
        """Put the line that holds a character at the top."""
        if self._page is not None:
            self.scroll_lines(len(self._head) + self._page.line_of(position) - self.top)

    def _remember(self) -> None:
        in_body = self._page is not None and self.top >= len(self._head)
        self.position = self._page.position_of(self.top - len(self._head)) if self._page and in_body else 0

    def _clamp(self) -> None:
        """Keep the last line at the bottom at the most; nothing is laid out beyond the screen."""
        if self._page is None:
            return
        body = max(0, self.top + self.size.height - len(self._head))
        if not self._page.ensure(body):
            height = len(self._head) + self._page.height + len(self._foot)
            self.top = min(self.top, height - self.size.height)
        self.top = max(0, self.top)

    # Drawing -------------------------------------------------------------------------------------------------------

    def paints(self, number: int, line: "Line") -> "tuple[Paint, ...]":
        """What lies over a line of the body; the parts of the pane add theirs."""
        return ()

    def fringe_paints(self, number: int) -> "tuple[Paint, ...]":
        """What lies over a line of the head or foot."""
        return ()

    def labelled(self, y: int, strip: Strip) -> Strip:
        """A line of the screen with the labels that stand on it."""
        return strip

    def render_line(self, y: int) -> Strip:
        """One line of the pane."""
        width = self.size.width
        if self.article is not None and (self._page is None or self._set_for != self.size):
            # The size is known before the widget is told of it: the first frame has the text already.
            self._set()
        if self._page is None:
            line = LineBuilder(width, self.ink.blank)
            if y == 1 and self.article is None:
                line.put(" " * MARGIN).put(self.notice or t("article.none"), self.ink.style("muted", "paper"))
            return line.strip()
        return self.labelled(y, self._drawn(self.top + y - len(self._head)))

    def _drawn(self, number: int) -> Strip:
        """A line of the article, counted from the first of the body."""
        from tui.widgets.article_lines import strip_of_pieces

        page, width = self._page, self.size.width
        assert page is not None
        scene = (self.ink, width, page)
        if number < 0 or not page.ensure(number):
            pieces, left = self._pieces_on(number), self._pad + page.options.margin
            return strip_of_pieces(pieces, left, width, self.ink, self.fringe_paints(number), pad=self._pad)
        line = page.line(number)
        paints = self.paints(number, line)
        return self._kept.get(scene, (number, paints), lambda: self._body_strip(line, paints))

    def _body_strip(self, line: "Line", paints: "tuple[Paint, ...]") -> Strip:
        """A line of the body, drawn."""
        from tui.widgets.article_lines import body_strip

        return body_strip(line, paints, pad=self._pad, width=self.size.width, ink=self.ink)

    def _pieces_on(self, number: int) -> "list[Piece]":
        """The pieces of a line of the head or foot, counted from the first line of the body."""
        if number < 0:
            return self._head[number]
        assert self._page is not None
        number -= self._page.height
        return self._foot[number] if number < len(self._foot) else []
