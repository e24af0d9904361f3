"""How an article was changed: one version beside the next, character by character."""

from collections.abc import Callable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget

from tui.dataclass import replace
from tui.document.blocks import Document
from tui.i18n import t
from tui.screens.dialogs.base import Dialog
from tui.typeset.line import Run
from tui.typeset.options import TypesetOptions
from tui.typeset.page import Page, typeset
from tui.typeset.role import Role
from tui.widgets.ink import Ink
from tui.widgets.words import Words

ADDED = Role.UNDERLINE | Role.STRONG


class ChangesView(Widget, can_focus=True):
    """A comparison, set in lines and scrolled; what went is struck out, what came is bold and underlined."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "ChangesView { width: 100%; height: 1fr; }"

    def __init__(self, ink: Ink, options: TypesetOptions) -> None:
        super().__init__()
        self.ink = ink
        self._options = options
        self._document = Document(())
        self._page: Page | None = None
        self.top = 0

    def show(self, document: Document) -> None:
        """Show a comparison from its first change on."""
        self._document, self._page, self.top = document, None, 0
        self.refresh()

    def page(self) -> Page:
        """The comparison in lines; shown first from where something changed."""
        width = max(2, self.size.width)
        if self._page is None or self._page.options.width != width:
            self._page = typeset(self._document, replace(self._options, width=width, measure=width))
            self.to_change(0, first=True)
        return self._page

    def scroll_lines(self, lines: int) -> None:
        """Scroll."""
        last = self.page().finish() - self.size.height
        self.top = max(0, min(self.top + lines, last))
        self.refresh()

    def to_change(self, by: int, *, first: bool = False) -> None:
        """To the next change, or the one before; ``first`` to the first, if it is not in sight."""
        assert self._page is not None
        page, middle = self._page, self.top + self.size.height // 3
        lines = [n for n in range(page.finish()) if any(_is_change(run) for run in page.line(n).runs)]
        starts = [n for n in lines if n - 1 not in lines]
        if first:
            wanted = starts[0] if starts and starts[0] >= self.size.height else None
        else:
            there = [n for n in starts if (n > middle if by > 0 else n < middle)]
            wanted = (there[0] if by > 0 else there[-1]) if there else None
        if wanted is not None:
            self.top = max(0, min(wanted - self.size.height // 3, page.height - self.size.height))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line."""
        page, width = self.page(), self.size.width
        if not page.ensure(self.top + y):
            return Strip([Segment(" " * width, self.ink.style("ink", "panel"))], width)
        line = page.line(self.top + y)
        segments = [Segment(" " * line.left, self.ink.style("ink", "panel"))]
        segments += [Segment(run.text, self._style(run.role)) for run in line.runs]
        used = line.left + line.width
        segments.append(Segment(" " * max(0, width - used), self.ink.style("ink", "panel")))
        return Strip(segments, max(used, width)).crop(0, width)

    def _style(self, role: Role) -> Style:
        if role & Role.STRIKE:
            return self.ink.style("error", "panel", "strike")
        if role & ADDED == ADDED:
            return self.ink.style("success", "panel", "bold underline")
        return self.ink.style("ink", "panel")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel turns the text."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel turns the text."""
        event.stop()
        self.scroll_lines(-3)


def _is_change(run: Run) -> bool:
    return bool(run.role & Role.STRIKE) or run.role & ADDED == ADDED


class VersionsDialog(Dialog[None]):
    """Each change of an article in turn; the last one first."""

    DEFAULT_CSS = """
    VersionsDialog > #panel { width: 84; height: 86%; }
    """

    def __init__(
        self, ink: Ink, options: TypesetOptions, titles: list[str], compare: Callable[[int], Document]
    ) -> None:
        super().__init__(ink)
        self._titles, self._compare = titles, compare
        self._at = len(titles) - 1
        self._head = Words("", id="title")
        self._text = ChangesView(ink, options)

    def compose(self) -> ComposeResult:
        """Which change, the text, the keys."""
        with Vertical(id="panel"):
            yield self._head
            yield self._text
            yield Words(t("versions.hint" if len(self._titles) > 1 else "versions.hint_one"), id="hint")

    def on_mount(self) -> None:
        """Begin with the last change."""
        self._text.focus()
        self._show()

    def _show(self) -> None:
        self._head.update(self._titles[self._at])
        self._text.show(self._compare(self._at))

    def on_key(self, event: events.Key) -> None:
        """All keys of this panel but Esc."""
        text, page = self._text, max(1, self._text.size.height - 2)
        match event.key:
            case "j" | "down":
                text.scroll_lines(1)
            case "k" | "up":
                text.scroll_lines(-1)
            case "space" | "pagedown" | "ctrl+d":
                text.scroll_lines(page)
            case "b" | "pageup" | "ctrl+u":
                text.scroll_lines(-page)
            case "g" | "home":
                text.scroll_lines(-(1 << 30))
            case "G" | "end":
                text.scroll_lines(1 << 30)
            case "n":
                text.to_change(1)
            case "N":
                text.to_change(-1)
            case "h" | "left" | "left_square_bracket" if self._at > 0:
                self._at -= 1
                self._show()
            case "l" | "right" | "right_square_bracket" if self._at < len(self._titles) - 1:
                self._at += 1
                self._show()
            case "q" | "D" | "enter":
                self.dismiss(None)
            case _:
                return
        event.stop()
