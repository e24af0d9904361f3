"""The morning paper on the screen: a page to leaf through, a bar beside the story one is at."""

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.export.paper import Paper, Story, stories
from tui.i18n import t
from tui.typeset.options import TypesetOptions
from tui.widgets.ink import Chrome, Ink
from tui.widgets.paper_lines import BAR, PaperLines, Part, Setter
from tui.widgets.pieces import LineBuilder

MARGIN = 2


class PaperPage(Widget, can_focus=True):
    """One issue; the bar goes from story to story, and the page after it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "PaperPage { width: 1fr; height: 1fr; }"

    class Chosen(Message):
        """A story is to be read."""

        def __init__(self, story: Story) -> None:
            super().__init__()
            self.story = story

    def __init__(self, ink: Ink, chrome: Chrome, options: TypesetOptions) -> None:
        super().__init__()
        self.ink = ink
        self.chrome = chrome
        self.options = options
        self.cursor = self.top = 0
        self.paper: Paper | None = None
        self.read: set[int] = set()
        """Entries that are read, which are set dimmer."""
        self._scope: tuple[str, ...] = ()
        self._stories: tuple[Story, ...] = ()
        self._page: PaperLines | None = None

    def show(self, paper: Paper, scope: tuple[str, ...]) -> None:
        """Show an issue from its head; ``scope`` says of what time and of what it is."""
        self.paper, self._scope, self._stories = paper, scope, stories(paper)
        self.read = {story.entry.id for story in self._stories if story.entry.read}
        self.cursor = self.top = 0
        self._lay_out()

    def take_over(self, other: "PaperPage") -> None:
        """Show what another page shows, at the same place."""
        if other.paper is not None:
            self.show(other.paper, other._scope)
            self.read, self.cursor, self.top = other.read, other.cursor, other.top

    @property
    def story(self) -> Story | None:
        """The story at the bar."""
        return self._stories[self.cursor] if self._stories else None

    def _lay_out(self) -> None:
        if self.paper is not None and self.size.width:
            width = self.size.width - 2 * MARGIN
            self._page = Setter(self.paper, width, self.options, self.chrome, self._scope).page()
            self._keep_in_sight()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Another width is set anew; the bar stays at its story."""
        self._lay_out()

    # Moving ----------------------------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """To the next story, or the one before, in reading order."""
        self._go(self.cursor + by)

    def down(self, by: int) -> None:
        """To the nearest story below or (-1) above, in the same column where there are two."""
        if self._page is None:
            return
        here, places = self._page.places[self.cursor : self.cursor + 1], self._page.places
        number = self.cursor + by
        while here and 0 <= number < len(places):
            place = places[number]
            apart = -1 not in (place.column, here[0].column) and place.column != here[0].column
            if place.top != here[0].top and not apart:
                self._go(number)
                return
            number += by
        if by > 0:
            self.scroll_lines(self.size.height // 3)
        else:
            self.top = 0
            self.refresh()

    def aside(self, by: int) -> bool:
        """To the story beside this one; False where none stands there."""
        if self._page is None or not self._page.places:
            return False
        here = self._page.places[self.cursor]
        wanted = here.column + by
        there = [n for n, place in enumerate(self._page.places) if place.column == wanted and place.end > here.top]
        if here.column < 0 or wanted not in (0, 1) or not there:
            return False
        self._go(min(there, key=lambda n: abs(self._page.places[n].top - here.top) if self._page else 0))
        return True

    def page(self, by: int) -> None:
        """A screen further or back; the bar goes to the first story in sight."""
        self.scroll_lines(by * max(1, self.size.height - 2))
        if self._page is not None:
            inside = [n for n, place in enumerate(self._page.places) if self.top <= place.top]
            self._go(inside[0] if inside else len(self._stories) - 1)

    def _go(self, number: int) -> None:
        self.cursor = max(0, min(number, len(self._stories) - 1))
        self._keep_in_sight()
        self.refresh()

    def _keep_in_sight(self) -> None:
        """The story in sight as a whole, or from its title on where it is higher than the screen."""
        if self._page is None or not self._page.places:
            return
        place, height = self._page.places[self.cursor], max(1, self.size.height)
        if self.cursor == 0:
            self.top = 0
        elif place.top - 3 < self.top or place.end > self.top + height:
            above = place.top - 3 if place.top - 3 < self.top else place.end + 1 - height
            self.top = min(max(0, above), place.top)
        self.scroll_lines(0)

    def scroll_lines(self, by: int) -> None:
        """Scroll the page; the bar stays."""
        lines = len(self._page.lines) if self._page is not None else 0
        self.top = max(0, min(self.top + by, lines - self.size.height))
        self.refresh()

    # Mouse -----------------------------------------------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel turns the page."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel turns the page."""
        event.stop()
        self.scroll_lines(-3)

    def on_click(self, event: events.Click) -> None:
        """A click on a story goes there; two open it."""
        line, cell = self.top + event.y, event.x - self._left
        if self._page is None or line >= len(self._page.lines):
            return
        under = [part for part in self._page.lines[line] if part.story >= 0 and part.left <= cell]
        if under:
            self._go(under[-1].story)
            if event.chain > 1:
                self.post_message(self.Chosen(self._stories[self.cursor]))

    # Drawing ---------------------------------------------------------------------------------------------------------

    @property
    def _left(self) -> int:
        return max(0, (self.size.width - (self._page.width if self._page else 0)) // 2)

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        line = LineBuilder(self.size.width, self.ink.blank)
        if self._page is None:
            words = t("paper.making") if y == 1 and self.paper is None else ""
            return line.put(" " * MARGIN).put(words, self.ink.style("muted", "paper")).strip()
        number = self.top + y
        left = self._left
        for part in self._page.lines[number] if number < len(self._page.lines) else ():
            chosen = part.story >= 0 and part.story == self.cursor
            start = left + part.left
            if chosen:
                line.put(" " * (start - BAR - line.used)).put(self.chrome.bar, self.ink.style("focus", "paper"))
            line.put(" " * (start - line.used)).put(part.text, self._style(part))
        return line.strip()

    def _style(self, part: Part) -> Style:
        role, marks = part.role, part.marks
        if role == "unread" and self._stories[part.story].entry.id in self.read:
            role, marks = "read", ""
        return self.ink.style(role, "paper", marks)
