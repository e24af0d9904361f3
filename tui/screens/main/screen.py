"""The main screen: three panes, two or one as the terminal is wide, and the commands that work on them."""

import asyncio
import gc
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Region
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.dataclass import replace
from tui.i18n import t
from tui.i18n.times import clock
from tui.keymap.bindings import OwnKeys, bindings, footer_keys
from tui.screens.dialogs import import_panels
from tui.screens.main.adjusting import Adjusting
from tui.screens.main.base import MainBase, Pane
from tui.screens.main.beginning import Beginning
from tui.screens.main.bulk import Bulk
from tui.screens.main.commenting import Commenting
from tui.screens.main.counting import Counting
from tui.screens.main.feeding import DUE_SECONDS, Feeding
from tui.screens.main.finding import Finding
from tui.screens.main.hits import Hits
from tui.screens.main.keeping import Keeping
from tui.screens.main.leafing import Leafing
from tui.screens.main.marking import Marking
from tui.screens.main.media import Media
from tui.screens.main.moving import Moving
from tui.screens.main.noting import Noting
from tui.screens.main.own import Own
from tui.screens.main.panes import Panes
from tui.screens.main.picturing import Picturing
from tui.screens.main.program import Program
from tui.screens.main.ruling import Ruling
from tui.screens.main.searching import Searching
from tui.screens.main.selecting import Selecting
from tui.screens.main.setting import Setting, Shown
from tui.screens.main.smart_feeds import SmartFeeds
from tui.screens.main.syncing import Syncing
from tui.screens.main.tending import Tending
from tui.screens.main.travelling import Travelling
from tui.screens.main.whole import Reading
from tui.screens.welcome import Welcome
from tui.services.newsroom import Newsroom, View
from tui.typeset.options import TypesetOptions
from tui.widgets.article import ArticleView, warm_up
from tui.widgets.bars import FootBar, HeadBar, HeadFacts, ListHead
from tui.widgets.entries import EntryList
from tui.widgets.ground import Column, Row, alike
from tui.widgets.ink import Chrome, Ink
from tui.widgets.sources import SourceList

SETTLE_SECONDS = 0.03
SMART_SECONDS = 0.5
"""After the first screen the counts of smart feeds are worked out."""
PANELS_SECONDS = 1.2
"""Later still what panels need is imported, which the first of them would wait for."""


class MainScreen(
    Counting,
    Panes,
    Moving,
    Selecting,
    Marking,
    Bulk,
    Ruling,
    SmartFeeds,
    Searching,
    Hits,
    Finding,
    Own,
    Media,
    Commenting,
    Reading,
    Picturing,
    Keeping,
    Noting,
    Travelling,
    Leafing,
    Feeding,
    Adjusting,
    Tending,
    Syncing,
    Beginning,
    Setting,
    Program,
    MainBase,
):
    """Sources, entries, article."""

    DEFAULT_CSS = """
    MainScreen { layers: base; background: $background; }
    MainScreen #panes { height: 1fr; width: 100%; }
    MainScreen #list { height: 100%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings()
    _leaving = False
    AUTO_FOCUS = ""  # the list has it, from the first moment on
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual would draw the whole screen anew, with the panes where they were, before those that have changed."""

    def __init__(
        self,
        newsroom: Newsroom,
        ink: Ink,
        chrome: Chrome,
        options: TypesetOptions,
        own_keys: OwnKeys,
        *,
        program: Shown,
    ) -> None:
        super().__init__(newsroom, ink, chrome)
        self.own_keys = own_keys
        self.program = program
        self.begin_at: int | None = None
        self.head = HeadBar(ink, chrome)
        self.list_head = ListHead(ink, chrome)
        self.foot = FootBar(ink, footer_keys(own_keys))
        self.sources = SourceList(ink, chrome, id="sources")
        self.entries = EntryList(ink, chrome, clock=newsroom.now, id="entries")
        self.entries.compact = newsroom.settings.reading.list == "compact"
        self.entries.chosen = self.selection
        self.article = ArticleView(ink, chrome, options, clock=newsroom.now, id="article")
        self.article.graphics = newsroom.settings.reading.graphics == "auto"
        self.welcome = Welcome(ink, chrome, own_keys)

    def compose(self) -> ComposeResult:
        """Head, panes, prompt, foot."""
        yield self.head
        with Row(id="panes"):
            yield self.sources
            yield self.first_divider
            with Column(id="list"):
                yield self.list_head
                yield self.entries
            yield self.second_divider
            yield self.article
            yield self.welcome
        yield self.prompt
        yield self.foot

    def render_lines(self, crop: Region) -> list[Strip]:
        """What lies under head, panes and foot."""
        return alike(super().render_lines, crop)

    def on_mount(self) -> None:
        """Show the list; everything else comes after the first paint."""
        self.newsroom.listen(self.heard)
        self.renew_sources()
        self.tell_head()
        state = "unread" if self.newsroom.settings.reading.unread_only else "all"
        self.open_view(View(state=state))  # type: ignore[arg-type]
        place = self.entries.window.place_of(self.begin_at) if self.entries.window and self.begin_at else None
        self.entries.move_to(place or 0, tell=False)
        self.go_to("entries")
        self.call_after_refresh(self._settle_in)

    def _settle_in(self) -> None:
        gc.freeze()
        gc.enable()
        self.set_timer(SETTLE_SECONDS, lambda: self.run_worker(self._warm_up(), exit_on_error=True))
        self.set_interval(30, self.tell_head)
        if not self.newsroom.first:
            self.say(t("head.second"))
        elif self.newsroom.settings.fetch.refresh_on_start and self.newsroom.has_feeds():
            self.set_timer(1, self.refresh_due)
        self.set_interval(DUE_SECONDS, self.refresh_due)
        self.set_timer(3, self.sync_due)
        self.set_interval(DUE_SECONDS, self.sync_due)
        self.set_timer(SMART_SECONDS, self.settle_smart)
        self.set_timer(PANELS_SECONDS, lambda: self.begin(asyncio.to_thread(import_panels)))
        self.set_timer(5, lambda: self.begin(self.newsroom.tidy()))

    async def _warm_up(self) -> None:
        """What an article needs is imported once the list stands on the screen, and between keys."""
        await asyncio.to_thread(warm_up)
        self.preview(self.entries.cursor)

    # Commands --------------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Some keys help in the prompt with a search, all others are text; elsewhere some run the reader's commands."""
        if self.prompt.is_open:
            if not self.search_key(event.key):
                return
        elif event.key in self.command_keys:
            self.action_own(self.command_keys[event.key])
        else:
            return
        event.stop()
        event.prevent_default()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While one types no key is a command; while one counts a digit is a digit."""
        if action not in ("run", "digit"):
            return True
        return not self.prompt.is_open and not self.is_digit(action, parameters)

    def do_quit(self) -> None:
        """Leave, once it is on disk how far the article has been read and servers have been told; again, at once."""
        if self._leaving:
            self.app.exit()
        else:
            self._leaving = True
            self.begin(self._leave())

    async def _leave(self) -> None:
        left = 0
        try:
            if self.shown is not None and self.article.position != self.shown.position:
                await self.newsroom.keep_position(self.shown.entry.id, self.article.position)
            left = await self.send_last()
        finally:
            self.app.exit(message=t("sync.left", n=left) if left else None)

    def set_ink(self, ink: Ink) -> None:
        """Draw everything in another theme's colours."""
        self.ink = ink
        panes = (self.sources, self.first_divider, self.entries, self.second_divider, self.article, self.welcome)
        for part in (self.head, self.list_head, self.foot, *panes):
            part.ink = ink
            part.refresh()
        self.entries.renew()

    def set_chrome(self, chrome: Chrome) -> None:
        """Draw all marks and lines from another set."""
        self.chrome = chrome
        panes = (self.sources, self.first_divider, self.entries, self.second_divider, self.article, self.welcome)
        for part in (self.head, self.list_head, *panes):
            part.chrome = chrome
            part.refresh()
        self.sources.redraw()
        self.entries.renew()
        self.write_again()

    def do_fold_folder(self) -> None:
        """Fold or open the folder under the cursor."""
        source = self.source
        if source is not None and source.kind == "folder":
            self.folded_folders ^= {source.key}
            self.renew_sources()

    # Lists -----------------------------------------------------------------------------------------------------------

    def open_view(self, view: View, *, keep: int | None = None) -> None:
        """Show another list; the cursor goes to the top, or stays on an entry."""
        if view != self.view:
            self.selection.clear()
        self.view = view
        window = self.newsroom.window(view, best=self.best_first, slow=self.look_for_hits)
        place = window.place_of(keep) if keep is not None else None
        if view.query is not None:
            self.entries.empty_text = t("list.empty_search")
        elif view.tags:
            self.entries.empty_text = t("list.empty_tags")
        else:
            self.entries.empty_text = t(f"list.empty_{view.state}")
        self.entries.show(window, place or 0)
        self.follow_list(window)
        self.tell_list()
        self.welcome.display = not self.newsroom.has_feeds()
        self.tell_keys(beginning=self.welcome.display)
        if self.pane != "article" and not self.prompt.is_open:
            # While one types a search, each letter brings another list; its end shows the first of the hits.
            self.preview_soon(self.entries.cursor)

    def tell_list(self) -> None:
        """Say above the list what it shows."""
        view = self.view
        parts = []
        if view.feed is not None:
            parts.append(self.newsroom.feed(view.feed).title)
        elif view.folder is not None:
            parts.append(view.folder)
        parts.append(t(f"list.{view.state}"))
        parts += [f"#{name}" for name in (*view.tags.all, *view.tags.any)] + [f"-#{name}" for name in view.tags.none]
        if view.query is not None:
            total = self.entries.window.total if self.entries.window is not None else None
            if total is not None:
                parts.append(t("list.hits", n=f"{total:,}"))
            # Last, because it may be long: the count is to be seen in any case.
            parts.append(t("list.search", text=self.search_text))
        if self.selection:
            parts.insert(0, t("list.chosen", n=self.chosen_count()))
        self.list_head.tell(parts)

    def tell_arrivals(self) -> None:
        """Say how many new entries wait; an empty list shows them at once."""
        window = self.entries.window
        if window is None:
            return
        arrived = window.arrived()
        if arrived and not len(window):
            self.open_view(self.view)
        elif arrived:
            self.list_head.tell([], t("list.new", n=arrived))

    def entries_changed(self, entries: list[int] | None) -> None:
        """Draw anew what an act has changed, and the counts."""
        if entries is None:
            if self.entries.window is not None:
                self.entries.window.forget()
            self.entries.renew()
        else:
            self.entries.renew_entries(entries)
        self.refreshed_shown()
        if self.sources.display:
            self.renew_sources()
        else:  # nobody waits for what is drawn when the pane is shown again
            self.sources_wait = True
            self._renew_colours()
        self.tell_head()

    def renew_sources(self) -> None:
        """Bring the counts of the sources up to date, and the colours of tags."""
        self.sources_wait = False
        self._renew_colours()
        self.sources.show(self.newsroom.sources(self.folded_folders))
        self.count_smart()

    def _renew_colours(self) -> None:
        colours = self.newsroom.library.tags.colours()
        if colours != self.entries.colours:
            self.entries.colours = self.article.tag_colours = colours
            self.entries.renew()
            self.refreshed_shown(again=True)

    def subscriptions_changed(self) -> None:
        """Feeds came or went: everything is another."""
        self.newsroom.finder.forget_counts()
        view = self.view
        gone = view.folder is not None and view.folder not in self.newsroom.tending.folders()
        if view.feed is not None:
            gone = all(source.key != str(view.feed) for source in self.newsroom.sources(()))
        if gone:
            view = View(state=view.state)
        self.renew_sources()
        self.open_view(replace(view))
        # The first feed takes the place of the welcome page, and the last one gives it back.
        self.go_to(self.pane)
        self.tell_head()
        if self.shown is None:
            self.call_after_refresh(self.preview, self.entries.cursor)

    def welcome_gone(self) -> None:
        """Show the panes where the first feeds have come from a server."""
        panes = (self.sources, self.article, self.query_one("#list"))
        if not any(pane.display for pane in panes) and self.newsroom.has_feeds():
            self.subscriptions_changed()

    def tell_head(self) -> None:
        """Bring the head line up to date."""
        counts = self.newsroom.counts()
        done, total = self.progress
        shown = (counts.entries, counts.unread, counts.starred, counts.saved)
        facts = HeadFacts(*shown, done, total, self.work or self.sync_note(), clock(self.newsroom.now()))
        self.head.tell(facts)
        self.tell_title(counts.unread)

    # Layout ----------------------------------------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Other sizes show other panes."""
        self.arrange_panes()

    def go_to(self, pane: Pane) -> None:
        """Give a pane the focus, and the room it needs."""
        if pane != "article":
            self.zen, self._way_back = False, None
        self.pane = pane
        if pane == "article" and self.shown is None and self.entries.current is not None:
            self.show_entry(self.entries.current)
        self.arrange_panes()
        panes = {"sources": self.sources, "entries": self.entries, "article": self.article}
        # At once: a focus that comes later than the next key's would call the pane before back, and that this one.
        self.set_focus(panes[pane])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A pane that was clicked is the one the keys mean."""
        panes: dict[Widget, Pane] = {self.sources: "sources", self.entries: "entries", self.article: "article"}
        pane = panes.get(event.widget, self.pane)
        if pane != self.pane and event.widget is self.focused:
            self.go_to(pane)
