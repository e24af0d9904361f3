"""The panel of one feed: what is set for it, how it fares, and what the doctor would do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from tui.i18n import t
from tui.screens.main.base import Part
from tui.services.feed_settings import FeedSettings, Setting
from tui.services.undoing import Way, told

if TYPE_CHECKING:
    from tui.model.health import Health
    from tui.services.tending import Remedy

OF_FEEDS = ("feed_rename", "feed_folder", "feed_set", "feed_pause", "feed_resume", "feed_address")


class Adjusting(Part):
    """Changes of a feed, each an act that can be taken back in the panel and after it."""

    def do_feed_settings(self) -> None:
        """Show the settings of the feed under the cursor, or of the one the list or the article is of."""
        source = self.source
        if self.pane == "sources" and source is not None and source.kind in ("smart", "state"):
            self.do_smart()
            return
        feed = self._feed_meant()
        if feed is None:
            self.say(t("notice.choose_feed"))
        else:
            self._open_feed(feed)

    def _feed_meant(self) -> int | None:
        source, entry = self.source, self.current_entry()
        if self.pane == "sources":
            return int(source.key) if source is not None and source.kind == "feed" else None
        return self.view.feed or (entry.feed if entry is not None else None)

    def _open_feed(self, feed: int) -> None:
        from tui.screens.dialogs.feed import Doctor, FeedDialog

        async def change(name: Setting, value: str | int | bool | Sequence[str] | None) -> FeedSettings:
            await self.newsroom.change_feed(feed, name, value)
            if name == "url":
                self.begin(self._fetch(feed))
            return changed(name == "script")

        async def travel(way: Way) -> tuple[FeedSettings, str]:
            act = await self.newsroom.travel(way, OF_FEEDS)
            return changed(act is not None), told(way, act) if act is not None else t(f"notice.nothing_{way}")

        def changed(written: bool) -> FeedSettings:
            self.entries_changed(None)
            self.tell_list()
            if written:
                self.write_again()
            return self.newsroom.feed_settings(feed)

        def treat(remedy: str) -> None:
            if health is not None:
                self.remedy(health, cast("Remedy", remedy))

        tending = self.newsroom.tending
        health = tending.health(feed)
        remedies = [(each, self.about(health, each)) for each in tending.proposed(feed)] if health is not None else []
        doctor = Doctor(tending.words(health) if health is not None else "", treat, remedies)
        settings = self.newsroom.feed_settings(feed)
        dialog = FeedDialog(self.ink, self.chrome, settings, doctor, change=change, travel=travel)
        self.app.push_screen(dialog)

    async def _fetch(self, feed: int) -> None:
        await self.newsroom.refresh([feed])
        self.entries_changed(None)

    if TYPE_CHECKING:

        def remedy(self, health: Health, remedy: Remedy) -> None: ...
        def about(self, health: Health, remedy: Remedy) -> str: ...
