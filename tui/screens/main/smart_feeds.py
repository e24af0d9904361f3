"""Smart feeds on the screen: the panel of all, and the one under the cursor changed or taken away."""

from tui.i18n import t
from tui.model.smart import SmartFeed
from tui.screens.main.base import Part
from tui.services.sources import Source
from tui.services.undoing import Way, told


class SmartFeeds(Part):
    """Changes of smart feeds are acts like any other: undo takes them back."""

    def do_smart(self) -> None:
        """The smart feeds: order, names, searches, sort, notification."""
        from tui.screens.dialogs.smart import SmartDialog

        query = self.search_text if self.view.query is not None else ""
        dialog = SmartDialog(
            self.ink, self.chrome, self.newsroom.finder.smart(), keep=self._arrange_smart, travel=self._travel_smart,
            query=query,
        )  # fmt: skip
        self.app.push_screen(dialog)
        source = self.source
        feed = None if source is None or self.pane != "sources" else self._smart_of(source)
        if feed is not None:
            at = next(place for place, each in enumerate(dialog.feeds) if each.id == feed.id)
            dialog.call_after_refresh(lambda: dialog.rows.move_to(at))

    def _smart_of(self, source: Source) -> SmartFeed | None:
        """The smart feed of a row of the source pane."""
        feeds = self.newsroom.finder.smart()
        if source.kind == "smart":
            return next((feed for feed in feeds if str(feed.id) == source.key), None)
        if source.kind == "state":
            return next((feed for feed in feeds if feed.query == f"is:{source.key}"), None)
        return None

    def take_smart_away(self, source: Source) -> bool:
        """Forget the smart feed of a row; False where it is none."""
        gone = self._smart_of(source)
        if gone is None:
            return False

        async def work() -> None:
            await self._arrange_smart([feed for feed in self.newsroom.finder.smart() if feed.id != gone.id])
            self.say(t("smart.removed", name=source.label if source.kind == "smart" else t(source.label)))

        self.begin(work())
        return True

    async def _arrange_smart(self, feeds: list[SmartFeed]) -> list[SmartFeed]:
        await self.newsroom.finder.arrange_smart(feeds)
        self.renew_sources()
        return self.newsroom.finder.smart()

    async def _travel_smart(self, way: Way) -> tuple[list[SmartFeed], str]:
        act = await self.newsroom.travel(way, ("smart",))
        self.renew_sources()
        return self.newsroom.finder.smart(), told(way, act) if act is not None else t(f"notice.nothing_{way}")
