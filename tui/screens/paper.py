"""The morning paper as a screen of its own: leafed through by keys, its stories opened in the reader."""

import re
from collections.abc import Awaitable, Callable

from textual import events
from textual.app import ComposeResult

from tui.export.paper import Paper, Story
from tui.i18n import error_text, t
from tui.i18n.query import query_text
from tui.model.errors import KanbaoError, QueryError
from tui.screens.dialogs.ask import Ask
from tui.screens.left_once import LeftOnce
from tui.typeset.options import TypesetOptions
from tui.widgets.bars import FootBar
from tui.widgets.ink import Chrome, Ink
from tui.widgets.paper_page import PaperPage

Make = Callable[[str, str], Awaitable[Paper]]
"""Makes the issue of a search and a time (``24h``); raises QueryError, KanbaoError, ValueError for what is no time."""


class PaperScreen(LeftOnce[Story]):
    """Answers with the story to read; Esc leaves."""

    def __init__(
        self, ink: Ink, chrome: Chrome, options: TypesetOptions, make: Make, *, query: str, since: str
    ) -> None:
        super().__init__()
        self._make = make
        self.query_text, self.since = query, since
        self.page = PaperPage(ink, chrome, options)
        names = t("paper.keys").split("|")
        self.foot = FootBar(ink, list(zip(("j k", "Enter", "/", "t", "Esc"), names, strict=True)))

    def compose(self) -> ComposeResult:
        """The page, the foot."""
        yield self.page
        yield self.foot

    def on_mount(self) -> None:
        """Make the issue, unless it is there already."""
        self.page.focus()
        if self.page.paper is None:
            self._renew(self.query_text, self.since)

    def again(self, ink: Ink) -> "PaperScreen":
        """The same issue at the same place, to be shown once more."""
        old = self.page
        screen = PaperScreen(ink, old.chrome, old.options, self._make, query=self.query_text, since=self.since)
        screen.page.take_over(old)
        return screen

    def set_ink(self, ink: Ink) -> None:
        """Draw in another theme's colours."""
        for part in (self.page, self.foot):
            part.ink = ink
            part.refresh()

    def _renew(self, query: str, since: str) -> None:
        async def work() -> None:
            try:
                paper = await self._make(query, since)
            except ValueError:
                self.foot.tell(t("paper.wrong_since", text=since), severe=True)
            except QueryError as error:
                self.foot.tell(query_text(error), severe=True)
            except KanbaoError as error:
                self.foot.tell(error_text(error), severe=True)
            else:
                self.query_text, self.since = query, since
                time = said_since(since)
                self.page.show(paper, (time, query) if query else (time,))

        self.run_worker(work(), exclusive=True)

    def _ask(self, title: str, hint: str, text: str, then: Callable[[str], None]) -> None:
        def answered(typed: str | None) -> None:
            if typed is not None:
                then(typed.strip())

        self.app.push_screen(Ask(self.page.ink, title, hint, text), answered)

    def on_paper_page_chosen(self, message: PaperPage.Chosen) -> None:
        """A story was opened by the mouse."""
        self._open(message.story)

    def _open(self, story: Story | None) -> None:
        if story is not None:
            self.page.read.add(story.entry.id)
            self.dismiss(story)

    def on_key(self, event: events.Key) -> None:
        """All keys of the paper."""
        page = self.page
        self.foot.tell("")
        match event.key:
            case "j" | "down":
                page.down(1)
            case "k" | "up":
                page.down(-1)
            case "n" | "tab":
                page.step(1)
            case "N" | "shift+tab":
                page.step(-1)
            case "space" | "pagedown" | "ctrl+f" | "ctrl+d" | "ideographic_space":
                page.page(1)
            case "b" | "pageup" | "ctrl+b" | "ctrl+u":
                page.page(-1)
            case "g" | "home":
                page.step(-(1 << 20))
            case "G" | "end":
                page.step(1 << 20)
            case "l" | "right":
                page.aside(1)
            case "h" | "left":
                page.aside(-1)
            case "enter":
                self._open(page.story)
            case "slash" | "fullwidth_solidus":
                self._ask(t("paper.query_title"), t("paper.query_hint"), self.query_text,
                          lambda text: self._renew(text, self.since))  # fmt: skip
            case "t":
                self._ask(t("paper.since_title"), t("paper.since_hint"), self.since,
                          lambda text: self._renew(self.query_text, text or self.since))  # fmt: skip
            case "escape" | "q" | "P":
                self.dismiss(None)
            case _:
                return
        event.stop()
        event.prevent_default()


def said_since(since: str) -> str:
    """A time as the reader typed it, in people's words: 近 24 小时."""
    found = re.fullmatch(r"(\d+)(h|d|w|小时|天|日|周)", since.strip().lower())
    if found is None:
        return t("paper.since", since=since)
    unit = {"小时": "h", "天": "d", "日": "d", "周": "w"}.get(found[2], found[2])
    return t(f"paper.span_{unit}", n=found[1])
