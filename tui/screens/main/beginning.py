"""How feeds come into the library: from the starter list, or from a file after a look at it."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.fetch.address import redact
from tui.i18n import known, t
from tui.screens.main.base import Part
from tui.screens.welcome import Welcome

if TYPE_CHECKING:
    from tui.services.starter import StarterFeed
    from tui.services.subscriptions import Preview


class Beginning(Part):
    """Commands of the first minute."""

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
                self.opening(self._look_into(Path(path.strip()).expanduser()))

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
