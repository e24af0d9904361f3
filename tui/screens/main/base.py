"""What the parts of the main screen share: panes, services, and the words at the foot."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Literal

from textual.timer import Timer
from textual.worker import Worker

from tui.i18n import error_text
from tui.model.entry import Article, Entry
from tui.model.errors import KanbaoError
from tui.model.events import EntryKept, SavingEnded, SavingStarted, SyncEnded, SyncProgress, SyncStarted
from tui.screens.backdrop import Backdrop
from tui.services.newsroom import Newsroom
from tui.services.selection import Selection
from tui.services.sources import Source
from tui.store.acts import Flag
from tui.store.view import View
from tui.widgets.article import ArticleView
from tui.widgets.bars import FootBar, HeadBar, ListHead
from tui.widgets.entries import EntryList
from tui.widgets.ink import Chrome, Ink
from tui.widgets.sources import SourceList

if TYPE_CHECKING:
    from tui.screens.main.setting import Shown
    from tui.screens.shelf import ShelfScreen

Pane = Literal["sources", "entries", "article"]
MESSAGE_SECONDS = 6


class MainBase(Backdrop[None]):
    """Panes and services; the mixins add what the commands do."""

    def __init__(self, newsroom: Newsroom, ink: Ink, chrome: Chrome) -> None:
        super().__init__()
        self.newsroom = newsroom
        self.ink = ink
        self.chrome = chrome
        self.view = View()
        self.search_text = ""
        self.best_first = False
        self.selection = Selection()
        self.pane: Pane = "entries"
        self.zen = False
        self.shown: Article | None = None
        self.shelf: ShelfScreen | None = None
        self.folded_folders: set[str] = set()
        self.head: HeadBar
        self.list_head: ListHead
        self.foot: FootBar
        self.sources: SourceList
        self.sources_wait: bool
        self.entries: EntryList
        self.article: ArticleView
        self.program: Shown
        self._falling_silent: Timer | None = None

    # Words -----------------------------------------------------------------------------------------------------------

    def say(self, message: str, *, severe: bool = False) -> None:
        """Tell something at the foot, for a moment."""
        self.foot.tell(message, severe=severe)
        if self._falling_silent is not None:
            # Told again, the same words have their full time again.
            self._falling_silent.stop()
        self._falling_silent = self.set_timer(
            MESSAGE_SECONDS, lambda: self.foot.tell("") if self.foot.message == message else None
        )

    def complain(self, error: KanbaoError) -> None:
        """Tell what went wrong."""
        self.say(error_text(error), severe=True)

    def copy(self, text: str, notice: str) -> None:
        """Put text on the reader's clipboard (OSC 52, so that it works from afar too), and say so."""
        self.app.copy_to_clipboard(text)
        tool = self.newsroom.settings.reading.copy
        if tool == "terminal":
            self.say(notice)
        else:
            self.begin(self._copy_by(tool, text, notice))

    async def _copy_by(self, tool: str, text: str, notice: str) -> None:
        from tui.services.clipboard import copy_by

        await asyncio.to_thread(copy_by, tool, text)
        self.say(notice)

    def begin(self, work: Coroutine[Any, Any, None]) -> Worker[None]:
        """Do something that takes time; what goes wrong is told."""

        async def run() -> None:
            try:
                await work
            except KanbaoError as error:
                self.complain(error)

        return self.run_worker(run(), exit_on_error=True)

    def opening(self, work: Coroutine[Any, Any, None]) -> None:
        """As ``begin``, for what ends in a dialog: the keys typed meanwhile are for that."""
        self.program.keys_wait_for(self.begin(work))

    # What is at hand -------------------------------------------------------------------------------------------------

    @property
    def source(self) -> Source | None:
        """The source under the cursor."""
        return self.sources.current

    def current_entry(self) -> Entry | None:
        """The entry that a command is about: the article's where it has the focus, else the one under the cursor."""
        if self.pane == "article" and self.shown is not None:
            return self.shown.entry
        return self.entries.current

    if TYPE_CHECKING:
        # What one part of the screen needs of another; each is defined in exactly one of them.
        def go_to(self, pane: Pane) -> None: ...
        def open_view(self, view: View, *, keep: int | None = None) -> None: ...
        def open_tag(self, name: str) -> None: ...
        def open_smart(self, id_: int) -> None: ...
        def open_entry(self, entry: Entry, *, mark: bool = True) -> None: ...
        def show_entry(self, entry: Entry) -> bool: ...
        def go_to_entry(self, id_: int) -> None: ...
        def tell_kindred(self) -> None: ...
        def whole_by_itself(self, entry: Entry) -> None: ...
        def write_again(self) -> None: ...
        def show_comments_again(self) -> None: ...
        def entries_changed(self, entries: list[int] | None) -> None: ...
        def subscriptions_changed(self) -> None: ...
        def stop_fetching(self) -> bool: ...
        def stop_pictures(self) -> bool: ...
        def follow_pictures(self) -> None: ...
        def stop_export(self) -> bool: ...
        def stop_taking(self) -> bool: ...
        def mirror(self, entries: list[int]) -> None: ...
        def go_back(self) -> bool: ...
        def remarked(self, entry: int) -> None: ...
        def keep_saved(self) -> None: ...
        def heard_saving(self, event: SavingStarted | EntryKept | SavingEnded) -> None: ...
        def browse(self, address: str) -> None: ...
        def say_problem(self, feed: int) -> None: ...
        def show_search(self, text: str, base: View | None = None) -> None: ...
        def take_smart_away(self, source: Source) -> bool: ...
        def do_smart(self) -> None: ...
        def end_selection(self) -> bool: ...
        def chosen_count(self) -> int: ...
        async def chosen_ids(self) -> list[int]: ...
        def act_on_selection(self, field: Flag) -> bool: ...
        def tag_selection(self, give: list[str], take: list[str]) -> None: ...
        def preview_soon(self, place: int) -> None: ...
        def preview(self, place: int, within: float = 0) -> None: ...
        def tell_list(self) -> None: ...
        def tell_head(self) -> None: ...
        def subscribe_where(self, url: str) -> bool: ...
        def heard_sync(self, event: SyncStarted | SyncProgress | SyncEnded) -> None: ...
        @property
        def is_syncing(self) -> bool: ...
        def sync_note(self) -> str: ...
        def sync_along(self) -> None: ...
        def tell_sync(self) -> None: ...
        async def send_last(self) -> int: ...
        def arrivals_soon(self) -> None: ...
        async def subscribe(self, url: str) -> None: ...
        def welcome_gone(self) -> None: ...
        def tell_arrivals(self) -> None: ...
        def renew_sources(self) -> None: ...
        def action_run(self, command: str) -> None: ...


if TYPE_CHECKING:
    Part = MainBase
else:

    class Part:
        """What the parts of the screen begin with.

        Only the screen that they make together is one of Textual's: it goes through all that a class has whenever one
        is made, which for twenty-five of them takes 8 ms.
        """
