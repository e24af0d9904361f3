"""How feeds come into the library: from the starter list, from a file after a look at it; and what is set for each."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.fetch.address import redact
from tui.i18n import known, t
from tui.screens.main.base import MainBase
from tui.screens.welcome import Welcome
from tui.services.feed_settings import FeedSettings, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.services.starter import StarterFeed
    from tui.services.subscriptions import Preview


class Beginning(MainBase):
    """Commands of the first minute, and the settings of a feed."""

    def on_welcome_chosen(self, message: Welcome.Chosen) -> None:
        """A way to begin was clicked."""
        self.action_run(message.command)

    def do_starter(self) -> None:
        """Choose several feeds of the starter list."""
        from tui.screens.dialogs.starter import StarterDialog
        from tui.services.starter import starter_feeds

        there = {feed.url for feed in self.newsroom.library.feeds.all()}

        def answered(chosen: "list[StarterFeed] | None") -> None:
            if chosen:
                self.begin(self._subscribe_starter(chosen))

        self.app.push_screen(StarterDialog(self.ink, self.chrome, starter_feeds(), there), answered)

    async def _subscribe_starter(self, chosen: "list[StarterFeed]") -> None:
        added = await self.newsroom.subscribe_starter(chosen)
        self.subscriptions_changed()
        self.say(t("notice.added_many", n=len(added)))
        if added:
            await self.newsroom.refresh(added)

    def do_import(self) -> None:
        """Ask for an OPML or newsboat file, show what is in it, and subscribe to all of it."""
        from tui.screens.dialogs.ask import Ask

        def answered(path: str | None) -> None:
            if path and path.strip():
                self.begin(self._look_into(Path(path.strip()).expanduser()))

        self.app.push_screen(Ask(self.ink, t("dialog.import_title"), t("dialog.import_hint")), answered)

    async def _look_into(self, path: Path) -> None:
        from tui.screens.dialogs.choose import Choose

        preview = await self.newsroom.preview_list(path)

        def answered(index: int | None) -> None:
            if index is not None:
                self.begin(self._import(path))

        new = len(preview.items) - preview.known
        title = t("dialog.preview_title", n=new, known=preview.known, skipped=len(preview.skipped))
        rows = preview_rows(preview)
        self.app.push_screen(Choose(self.ink, self.chrome, title, rows, hint=t("dialog.preview_hint")), answered)

    async def _import(self, path: Path) -> None:
        added, skipped = await self.newsroom.import_list(path)
        self.subscriptions_changed()
        self.say(t("dialog.imported", n=added, skipped=skipped))
        if added:
            await self.newsroom.refresh(None, due=True)

    def do_feed_settings(self) -> None:
        """Show the settings of the feed under the cursor, or of the one the list or the article is of."""
        from tui.screens.dialogs.feed import FeedDialog

        source, entry = self.source, self.current_entry()
        if self.pane == "sources" and source is not None and source.kind in ("smart", "state"):
            self.do_smart()
            return
        if self.pane == "sources":
            feed = int(source.key) if source is not None and source.kind == "feed" else None
        else:
            feed = self.view.feed or (entry.feed if entry is not None else None)
        if feed is None:
            self.say(t("notice.choose_feed"))
            return
        chosen = feed

        async def change(name: Setting, value: "str | int | bool | Sequence[str] | None") -> FeedSettings:
            await self.newsroom.change_feed(chosen, name, value)
            self.entries_changed(None)
            self.tell_list()
            if name == "script":
                self.write_again()
            return self.newsroom.feed_settings(chosen)

        health = self.newsroom.tending.health(chosen)
        fares = self.newsroom.tending.words(health) if health is not None else ""
        self.app.push_screen(FeedDialog(self.ink, self.chrome, self.newsroom.feed_settings(chosen), change, fares))

    if TYPE_CHECKING:

        def tell_list(self) -> None: ...


def preview_rows(preview: "Preview") -> list[tuple[str, str]]:
    """What a list would bring, feed by feed with its folder, then what is left out and why."""
    rows = [
        (item.title or redact(item.url), item.folder or (redact(item.url) if item.title else ""))
        for item in preview.items
    ]
    for text, reason in preview.skipped:
        key = f"skip.{reason}"
        rows.append((text, t("dialog.preview_skipped", reason=t(key if known(key) else "skip.any"))))
    return rows or [(t("dialog.preview_empty"), "")]
