"""The article pane: draws the lines in sight of a set page, and knows which character stands at the top."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.i18n import t
from tui.model.entry import Article
from tui.widgets.ink import Chrome, Ink
from tui.widgets.pieces import LineBuilder

if TYPE_CHECKING:
    from tui.document.blocks import Document
    from tui.typeset.find import Hit
    from tui.typeset.options import TypesetOptions
    from tui.typeset.page import Page
    from tui.widgets.article_lines import Piece

MARGIN = 2
NARROW = 40


class ArticleView(Widget, can_focus=True):
    """One article: head, body, foot, as lines; scrolled by line, placed by character."""

    DEFAULT_CSS = """
    ArticleView { width: 2fr; height: 1fr; }
    """

    class LinkClicked(Message):
        """A link in the text was clicked."""

        def __init__(self, address: str) -> None:
            super().__init__()
            self.address = address

    class Scrolled(Message):
        """Another part of the article is in sight."""

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
        self.folded = True
        self.top = 0
        self.hits: Sequence[Hit] = ()
        self._clock = clock
        self._page: Page | None = None
        self._document: Document | None = None
        self._head: list[list[Piece]] = []
        self._foot: list[list[Piece]] = []
        self._wanted: int | None = None
        self._pad = 0
        self.notice = ""

    # What is shown -------------------------------------------------------------------------------------------------

    def show(self, article: Article, document: "Document", position: int = 0) -> None:
        """Show an article, at the character where the reader left it."""
        self.article, self._document = article, document
        self.folded, self.hits, self.top = True, (), 0
        self._wanted = position or None
        self._lay_out()

    def clear(self) -> None:
        """Show no article."""
        self.article, self._page = None, None
        self.refresh()

    def update_article(self, article: Article) -> None:
        """The same article with other facts (tags, marks); the text stays where it is."""
        self.article = article
        self._lay_out(keep=True)

    def set_options(self, options: "TypesetOptions") -> None:
        """Another measure or other rules; the character at the top stays."""
        self.options = options
        self._lay_out(keep=True)

    def toggle_fold(self) -> None:
        """Open or close credits and disclaimer."""
        self.folded = not self.folded
        self._lay_out(keep=True)

    def _lay_out(self, keep: bool = False) -> None:
        if self.article is None or self._document is None or not self.size.width:
            return
        # Setting pages is not needed for the first list, and its import would be felt at the start.
        from tui.typeset.page import typeset
        from tui.widgets.article_lines import foot_lines, head_lines

        position = self._wanted if self._wanted is not None else (self.position if keep else None)
        self._pad = 0 if self.size.width < NARROW else MARGIN
        options = replace(self.options, width=max(1, self.size.width - 2 * self._pad))
        self._page = typeset(self._document, options)
        self._head = head_lines(self.article, int(self._clock()), options.columns, self.chrome)
        self._foot = foot_lines(self.article, options.columns, self.chrome, self.folded)
        if position:
            self.top = len(self._head) + self._page.line_of(position)
            self._wanted = None
        elif not keep:
            self.top = 0
        self._clamp()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Another width: set anew, the character at the top stays."""
        self._lay_out(keep=True)

    # Where we are --------------------------------------------------------------------------------------------------

    @property
    def position(self) -> int:
        """The character of the body at the top of the screen; 0 while the head is in sight."""
        if self._page is None or self.top < len(self._head):
            return 0
        return self._page.position_of(self.top - len(self._head))

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
            return True
        last = self.top + self.size.height - len(self._head)
        return last >= 0 and not self._page.ensure(last)

    @property
    def links(self) -> tuple[str, ...]:
        """All links of the article in reading order, each once."""
        if self._page is None:
            return ()
        self._page.finish()
        return tuple(dict.fromkeys(self._page.links))

    # Moving --------------------------------------------------------------------------------------------------------

    def scroll_lines(self, lines: int) -> bool:
        """Scroll; False where nothing moved."""
        before = self.top
        self.top += lines
        self._clamp()
        if self.top == before:
            return False
        self.refresh()
        self.post_message(self.Scrolled())
        return True

    def to_end(self) -> None:
        """To the last screen."""
        if self._page is not None:
            self.scroll_lines(len(self._head) + self._page.finish() + len(self._foot))

    def to_start(self) -> None:
        """To the head."""
        self.scroll_lines(-self.top)

    def _clamp(self) -> None:
        """Keep the last line at the bottom at the most; nothing is laid out beyond the screen."""
        if self._page is None:
            return
        body = max(0, self.top + self.size.height - len(self._head))
        if not self._page.ensure(body):
            height = len(self._head) + self._page.height + len(self._foot)
            self.top = min(self.top, height - self.size.height)
        self.top = max(0, self.top)

    def find(self, needle: str) -> int:
        """Mark all occurrences of a text and go to the first from here on; how many there are."""
        self.hits = self._page.find(needle) if self._page is not None and needle else ()
        if self.hits:
            start = self.position
            self.go_to_hit(next((n for n, hit in enumerate(self.hits) if hit.start >= start), 0))
        self.refresh()
        return len(self.hits)

    def go_to_hit(self, number: int) -> None:
        """Bring one hit into sight."""
        if self._page is not None and self.hits:
            line = len(self._head) + self._page.line_of(self.hits[number % len(self.hits)].start)
            if not self.top <= line < self.top + self.size.height:
                self.top = max(0, line - self.size.height // 3)
                self._clamp()
            self.refresh()

    # Drawing -------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the pane."""
        width = self.size.width
        if self._page is None:
            line = LineBuilder(width, self.ink.blank)
            if y == 1:
                line.put(" " * MARGIN).put(self.notice or t("article.none"), self.ink.style("muted", "paper"))
            return line.strip()
        from tui.widgets.article_lines import body_strip, strip_of_pieces

        number = self.top + y
        left = self._pad + self._page.options.margin
        if number < len(self._head):
            return strip_of_pieces(self._head[number], left, width, self.ink)
        number -= len(self._head)
        if self._page.ensure(number):
            spans = self._page.hits_on(number, self.hits) if self.hits else []
            return body_strip(self._page.line(number), spans, pad=self._pad, width=width, ink=self.ink)
        number -= self._page.height
        pieces = self._foot[number] if number < len(self._foot) else []
        return strip_of_pieces(pieces, left, width, self.ink)

    # Mouse ---------------------------------------------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel turns the article."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel turns the article."""
        event.stop()
        self.scroll_lines(-3)

    def on_click(self, event: events.Click) -> None:
        """A click on a link asks for it."""
        number = self.top + event.y - len(self._head)
        if self._page is None or number < 0 or not self._page.ensure(number):
            return
        spot = self._page.at(number, event.x - self._pad)
        if spot.link >= 0:
            self.post_message(self.LinkClicked(self._page.links[spot.link]))
