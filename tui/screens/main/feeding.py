"""Subscriptions: refresh, add, give up; and what arrives meanwhile."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tui.fetch.address import redact
from tui.i18n import error_text, t
from tui.i18n.times import bytes_text
from tui.model.errors import NotFound
from tui.model.events import (
    Downloading,
    EntryKept,
    Event,
    FeedRefreshed,
    Notified,
    RefreshEnded,
    RefreshStarted,
    SavingEnded,
    SavingStarted,
    SyncEnded,
    SyncProgress,
    SyncStarted,
    WorkAdvanced,
)
from tui.screens.main.base import Part

if TYPE_CHECKING:
    from tui.screens.main.setting import Shown
    from tui.services.sources import Source

DUE_SECONDS = 60
COALESCE_SECONDS = 0.4


class Feeding(Part):
    """The commands about feeds, and the events of a refresh, of which only the sum is drawn."""

    progress: tuple[int, int] = (0, 0)
    work = ""
    """What else is under way, in words for the head."""
    _told = False
    _called = ""
    program: "Shown"

    # Refreshing ------------------------------------------------------------------------------------------------------

    def do_refresh_all(self) -> None:
        """Fetch every feed, and sync accounts."""
        self.sync_along()
        self.begin(self._refresh(None))

    def do_refresh_feed(self) -> None:
        """Fetch the feed at hand: the source under the cursor, or the one of the list, or of the entry."""
        source = self.source
        entry = self.current_entry()
        if self.pane == "sources" and source is not None and source.kind == "feed":
            feed: int | None = int(source.key)
        else:
            feed = self.view.feed or (entry.feed if entry is not None else None)
        if feed is None:
            self.do_refresh_all()
        else:
            self.begin(self._refresh([feed]))

    async def _refresh(self, feeds: list[int] | None, *, due: bool = False) -> None:
        if feeds and self.newsroom.feed(feeds[0]).account is not None:
            self.tell_sync()
        if not await self.newsroom.refresh(feeds, due=due) and not due:
            self.say(t("notice.refresh_running"))

    def refresh_due(self) -> None:
        """Fetch what is due by its schedule, quietly."""
        self.begin(self._refresh(None, due=True))

    def do_cancel(self) -> None:
        """Stop what is under way: a page, pictures, an export, what is being taken along, else the running refresh."""
        if self.stop_fetching() or self.stop_pictures() or self.stop_export() or self.stop_taking():
            return

        async def work() -> None:
            if not (self.progress[1] or self.is_syncing) or not await self.newsroom.cancel():
                self.say(t("notice.no_refresh"))

        self.begin(work())

    def heard(self, event: Event) -> None:
        """Something happened at the desk: keep count, draw at most a few times a second."""
        if not self.entries.is_attached:
            return  # the desk ends its work while the screen is taken down
        match event:
            case RefreshStarted(total):
                self.progress = (0, total)
                self.tell_head()
            case FeedRefreshed():
                self.progress = (self.progress[0] + 1, self.progress[1])
                self.arrivals_soon()
            case SyncStarted() | SyncProgress() | SyncEnded():
                self.heard_sync(event)
            case Downloading():
                self.tell_download(event)
            case Notified():
                self._call(event)
            case RefreshEnded():
                self.progress = (0, 0)
                self._arrived()
                self._say_ended(event)
                if self.newsroom.settings.hooks and not event.cancelled:
                    self.begin(self._run_hooks(event))
            case SavingStarted() | EntryKept() | SavingEnded():
                self.heard_saving(event)
            case WorkAdvanced(kind, done, total):
                size = bytes_text(event.bytes)
                self.tell_work(t(f"{kind}.working", done=f"{done:,}", total=f"{total:,}", size=size))

    def tell_work(self, words: str) -> None:
        """Say in the head what else is under way."""
        self.work = words
        self.tell_head()

    def arrivals_soon(self) -> None:
        """Show what has come, a moment later and with all that comes until then."""
        if not self._told:
            self._told = True
            self.set_timer(COALESCE_SECONDS, self._arrived)

    def _call(self, event: Notified) -> None:
        """Call the reader as the settings say; what is said is what the feeds wrote, cleaned."""
        from tui.services.calling import call_desktop, terminal_call

        settings, now = self.newsroom.settings.notify, datetime.now(UTC).astimezone()
        title = t("notice.told", n=event.count, feeds=event.title)
        self.program.ring(terminal_call(settings, title, event.body, now))
        call_desktop(settings, title, event.body, now)
        self._called = title

    async def _run_hooks(self, ended: RefreshEnded) -> None:
        from tui.services.own_commands import run_hooks

        await run_hooks(self.newsroom.settings.hooks, ended)

    def _arrived(self) -> None:
        self._told = False
        self.tell_head()
        self.tell_arrivals()
        self.renew_sources()
        self.welcome_gone()

    def _say_ended(self, ended: RefreshEnded) -> None:
        called, self._called = self._called, ""
        if called:
            self.say(called)
        elif ended.cancelled:
            self.say(t("notice.cancelled"))
        elif not ended.done and self.is_syncing:
            return
        elif ended.failed:
            self.say(t("notice.refreshed_failed", new=ended.new, failed=ended.failed))
        else:
            self.say(t("notice.refreshed", new=ended.new) if ended.done else t("notice.nothing_to_refresh"))

    # Adding and giving up --------------------------------------------------------------------------------------------

    def do_add(self) -> None:
        """Ask for an address, show what comes from there, and subscribe to it."""
        from tui.screens.dialogs.ask import Ask

        def answered(url: str | None) -> None:
            if url and url.strip() and not self.subscribe_where(url.strip()):
                self.begin(self.subscribe(url.strip()))

        self.app.push_screen(Ask(self.ink, t("dialog.add_title"), t("dialog.add_hint")), answered)

    async def subscribe(self, url: str) -> None:
        """Show what an address would bring, and subscribe to it if the reader wants that."""
        from tui.screens.dialogs.choose import Choose

        self.say(t("dialog.add_working", url=url))
        found = await self.newsroom.look(url)
        self.foot.tell("")
        if found["choices"]:
            self._choose_feed(found["choices"])
            return
        if found["known"]:
            self.say(t("notice.known", title=found["title"]))
            return
        address = found["url"]

        def answered(index: int | None) -> None:
            if index is not None:
                self.begin(self._subscribe(address))

        rows = [(title, "") for title in found["newest"]] or [(t("list.empty_feed"), "")]
        title = t("dialog.look_title", title=found["title"], n=found["entries"])
        hint = f"{redact(address)}\n{t('dialog.look_hint')}"
        self.app.push_screen(Choose(self.ink, self.chrome, title, rows, hint=hint), answered)

    async def _subscribe(self, url: str) -> None:
        self.say(t("dialog.add_working", url=url))
        answer = await self.newsroom.subscribe(url)
        self.subscriptions_changed()
        self.say(t("notice.added", title=answer.get("title", url)))

    def _choose_feed(self, choices: list[dict[str, str]]) -> None:
        from tui.screens.dialogs.choose import Choose

        def answered(index: int | None) -> None:
            if index is not None:
                self.begin(self.subscribe(choices[index]["url"]))

        rows = [(choice.get("title") or choice["url"], choice["url"]) for choice in choices]
        self.app.push_screen(Choose(self.ink, self.chrome, t("dialog.add_choose", n=len(rows)), rows), answered)

    def do_sample(self) -> None:
        """Put the sample paper into an empty library."""

        async def work() -> None:
            await self.newsroom.load_sample()
            self.subscriptions_changed()

        self.begin(work())

    def do_unsubscribe(self) -> None:
        """Give up the feed under the cursor; undo brings it back."""
        source = self.source
        at_source = self.pane == "sources" and source is not None
        if source is not None and at_source and (self.take_smart_away(source) or self.take_folder_away(source)):
            return
        if self.pane != "sources" or source is None or source.kind != "feed":
            self.say(t("notice.choose_feed"))
            return

        self.give_up(int(source.key), source.label)

    def give_up(self, feed: int, title: str) -> None:
        """Unsubscribe; undo brings the feed back."""

        async def work() -> None:
            await self.newsroom.unsubscribe(feed)
            self.subscriptions_changed()
            self.say(t("notice.unsubscribed", title=title))

        self.begin(work())

    if TYPE_CHECKING:

        def tell_download(self, event: Downloading) -> None: ...
        def take_folder_away(self, source: "Source") -> bool: ...

    def say_problem(self, feed: int) -> None:
        """Tell why a feed fails."""
        try:
            found = self.newsroom.feed(feed)
        except NotFound:
            return
        if found.error:
            self.say(t("notice.failed", title=found.title or found.url, why=error_text(found.error)), severe=True)
