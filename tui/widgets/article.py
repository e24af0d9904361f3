"""The article pane: the page with all that keys and mouse can do on it."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from tui.keymap.bindings import bindings
from tui.model.entry import Article
from tui.model.saved import Remarks
from tui.widgets.article_find import FindingPage
from tui.widgets.article_hints import HintingPage
from tui.widgets.article_page import NO_REMARKS
from tui.widgets.article_pictures import PicturedPage
from tui.widgets.article_selection import SelectingPage

if TYPE_CHECKING:
    from tui.document.blocks import Document
    from tui.typeset.line import Spot

WHEEL = 3
SAMPLE = "<p>看报 <b>Kanbao</b>：《红楼梦》，12%。</p>"


def warm_up() -> None:
    """Have everything imported and made that the first article would have to wait for."""
    from tui.document.html import to_document
    from tui.typeset.options import TypesetOptions
    from tui.typeset.page import typeset
    from tui.widgets import article_lines

    assert article_lines
    typeset(to_document(SAMPLE, "", ""), TypesetOptions(width=40)).finish()


class ArticleView(FindingPage, SelectingPage, HintingPage, PicturedPage):
    """One article, to be read, searched, copied from, and left by its links."""

    DEFAULT_CSS = """
    ArticleView { width: 2fr; height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("select")

    class CopyWanted(Message):
        """The selection is to be put on the clipboard."""

    class MarkWanted(Message):
        """The selection is to be highlighted, or no longer."""

    pointed = ""
    """The address of the link under the pointer."""

    def show(self, article: Article, document: "Document", position: int = 0, remarks: Remarks = NO_REMARKS) -> None:
        """Show an article; hits, selection and hints were of the one before."""
        self.leave_modes()
        super().show(article, document, position, remarks)

    def clear(self) -> None:
        """Show no article."""
        self.leave_modes()
        super().clear()

    def leave_modes(self) -> None:
        """Neither hits nor selection nor hints nor a link pointed at."""
        self.end_selection()
        self.end_hints()
        if self.hits or self.needle:
            self.find("")
        self._point("")

    def scroll_lines(self, lines: int) -> bool:
        """Scroll; letters beside links do not go along, and under the pointer stands something else."""
        self.end_hints()
        self._point("")
        return super().scroll_lines(lines)

    # Keys of the caret ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys that move the caret are only taken while there is one."""
        return self.visual or action != "run"

    def action_run(self, command: str) -> None:
        """Do a command of the table that belongs to the selection."""
        way = command.removeprefix("caret_")
        if way == "copy":
            self.post_message(self.CopyWanted())
        elif way == "mark":
            self.post_message(self.MarkWanted())
        elif way == "leave":
            self.end_selection()
        else:
            self.move_caret(way)

    # Mouse ---------------------------------------------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel turns the article; with Shift it goes along the lines of code."""
        event.stop()
        if event.shift:
            self.sidestep(1)
        else:
            self.scroll_lines(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel turns the article."""
        event.stop()
        if event.shift:
            self.sidestep(-1)
        else:
            self.scroll_lines(-WHEEL)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """A wheel that goes sideways goes along the lines of code."""
        event.stop()
        self.sidestep(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """A wheel that goes sideways goes along the lines of code."""
        event.stop()
        self.sidestep(-1)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell which link is pointed at."""
        if not self._dragging:
            self._point(self._target_at(event.x, event.y))

    def on_leave(self) -> None:
        """The pointer is elsewhere."""
        self._point("")

    def on_click(self, event: events.Click) -> None:
        """A click follows a link, opens a fold, or ends the selection; two select a word, three a paragraph."""
        if self._moved:
            return
        self.select_by_clicks(event.chain, event.x, event.y)
        if event.chain > 1 or event.button != 1:
            return
        target = self._target_at(event.x, event.y)
        spot = self._spot_at(event.x, event.y)
        if target:
            self.post_message(self.LinkChosen(target))
        elif spot is not None and spot.fold >= 0:
            self._set_folds(self._open ^ {spot.fold})

    def _spot_at(self, x: int, y: int) -> "Spot | None":
        """What the body shows at a cell of the pane."""
        number = self.top + y - len(self._head)
        if self._page is None or number < 0 or not self._page.ensure(number):
            return None
        return self._page.at(number, x - self._pad)

    def _target_at(self, x: int, y: int) -> str:
        """Where a click on a cell leads (see `Piece`), or nowhere."""
        from tui.widgets.article_lines import piece_at

        if self._page is None:
            return ""
        spot = self._spot_at(x, y)
        if spot is not None:
            return self._page.links[spot.link] if spot.link >= 0 else ""
        pieces = self._pieces_on(self.top + y - len(self._head))
        piece = piece_at(pieces, self._pad + self._page.options.margin, x)
        return piece.target if piece is not None else ""

    def _point(self, target: str) -> None:
        address = "" if target[:1] in ("#", "@") else target
        if address != self.pointed:
            self.pointed = address
            self.post_message(self.StateChanged())
