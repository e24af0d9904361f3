"""The tree of feeds by key: order, folders, names; and the doctor, who says how feeds fare and what to do."""

from typing import TYPE_CHECKING, Literal

from tui.fetch.address import redact
from tui.i18n import t
from tui.model.health import Health
from tui.screens.main.base import Part
from tui.services.sources import Source
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from tui.services.tending import Remedy


class Tending(Part):
    """Commands on feeds and folders."""

    # The tree --------------------------------------------------------------------------------------------------------

    def do_move_up(self) -> None:
        """Move a feed or folder up among its siblings."""
        self._move_source(-1)

    def do_move_down(self) -> None:
        """Move a feed or folder down among its siblings."""
        self._move_source(1)

    def _move_source(self, by: int) -> None:
        if (found := self._feed_or_folder()) is not None:
            kind, key = found

            async def work() -> None:
                if await self.newsroom.tending.move(kind, key, by):
                    self.renew_sources()
                    self.sources.keep_in_sight()
                    self._say_order(kind, key)

            self.begin(work())

    def _say_order(self, kind: Literal["feed", "folder"], key: str) -> None:
        """Servers know no order of feeds: who puts those of an account in one is told that it holds here."""
        name = self.newsroom.tending.on_server(kind, key)
        if name:
            self.say(t("notice.order_here", name=name))

    def _feed_or_folder(self) -> tuple[Literal["feed", "folder"], str] | None:
        source = self.source
        if self.pane == "sources" and source is not None and source.kind in ("feed", "folder"):
            return source.kind, source.key
        self.say(t("notice.choose_feed_or_folder"))
        return None

    def do_rename(self) -> None:
        """Ask for another name of a feed or folder."""
        from tui.screens.dialogs.ask import Ask

        found, source = self._feed_or_folder(), self.source
        if found is None or source is None:
            return

        def answered(name: str | None) -> None:
            if name is not None and name.strip() != source.label:
                self.begin(self._then_follow(self.newsroom.tending.rename(*found, name.strip()), found))

        hint = t("dialog.rename_feed_hint" if found[0] == "feed" else "dialog.rename_folder_hint")
        self.app.push_screen(Ask(self.ink, t("dialog.rename_title"), hint, source.label), answered)

    def do_to_folder(self) -> None:
        """Choose the folder that a feed or folder is to lie in."""
        from tui.screens.dialogs.ask import Ask
        from tui.screens.dialogs.choose import Choose

        if (found := self._feed_or_folder()) is None:
            return
        kind, key = found
        there = self.newsroom.tending.folders_for(kind, key)

        def put(folder: str | None) -> None:
            if folder is not None:
                self.begin(self._then_follow(self.newsroom.tending.to_folder(kind, key, folder.strip("/ ")), found))

        def answered(index: int | None) -> None:
            if index == 0:
                self.app.push_screen(Ask(self.ink, t("dialog.new_folder"), t("dialog.new_folder_hint")), put)
            elif index is not None:
                put("" if index == 1 else there[index - 2])

        rows = [(t("dialog.new_folder"), ""), (t("dialog.no_folder"), ""), *((name, "") for name in there)]
        self.app.push_screen(Choose(self.ink, self.chrome, t("dialog.to_folder"), rows), answered)

    def do_sort_feeds(self) -> None:
        """Put the feeds of the folder under the cursor, or of the feed's folder, in the order of their names."""
        if (found := self._feed_or_folder()) is not None:
            folder = found[1] if found[0] == "folder" else self.newsroom.feed(int(found[1])).folder
            name = self.newsroom.tending.on_server(*found)
            said = t("notice.order_here", name=name) if name else t("notice.sorted")
            self.begin(self._then_renew(self.newsroom.tending.sort(folder), said))

    def take_folder_away(self, source: Source) -> bool:
        """Take a folder away, its feeds one up; False where the row is none."""
        if source.kind != "folder":
            return False
        removed = t("notice.folder_removed", name=source.label)
        self.begin(self._then_follow(self.newsroom.tending.remove_folder(source.key), ("folder", source.key), removed))
        return True

    async def _then_renew(self, work: "Coroutine[Any, Any, None]", said: str = "") -> None:
        await work
        self.entries_changed(None)
        if said:
            self.say(said)

    async def _then_follow(
        self, work: "Coroutine[Any, Any, None]", what: tuple[Literal["feed", "folder"], str], said: str = ""
    ) -> None:
        """As ``_then_renew``, of what may be called otherwise then; what a server is to know of it is told."""
        name = self.newsroom.tending.on_server(*what)
        await work
        if self.view.folder is not None and self.view.folder not in self.newsroom.tending.folders():
            self.subscriptions_changed()
        self.entries_changed(None)
        if said or name:
            self.say(said or t("notice.goes_to_server", name=name))

    # The doctor ------------------------------------------------------------------------------------------------------

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Say how a feed with trouble fares for as long as the cursor stands on it."""
        if message.rows is self.sources:
            source = self.source
            health = None
            if source is not None and source.kind == "feed" and source.health:
                health = self.newsroom.tending.health(int(source.key))
            self.foot.stand(self.newsroom.tending.words(health) if health is not None else "")

    def do_feed_doctor(self) -> None:
        """List the feeds of which there is something to tell."""
        from tui.screens.dialogs.explain import Explain

        troubled = self.newsroom.tending.troubled()
        if not troubled:
            self.say(t("notice.feeds_fine"))
            return

        def answered(index: int | None) -> None:
            if index is not None:
                self._treat(troubled[index])

        rows = [(each.facts.title, t(f"health.word.{each.kind}")) for each in troubled]
        told = [self.newsroom.tending.words(each) for each in troubled]
        title, hint, at = t("dialog.doctor_title", n=len(rows)), t("dialog.doctor_hint"), self._at_source(troubled)
        self.app.push_screen(Explain(self.ink, self.chrome, title, rows, told, hint=hint, at=at), answered)

    def _at_source(self, troubled: list[Health]) -> int:
        source = self.source
        key = source.key if source is not None and source.kind == "feed" else ""
        return next((n for n, each in enumerate(troubled) if str(each.facts.id) == key), 0)

    def _treat(self, health: Health) -> None:
        from tui.screens.dialogs.choose import Choose

        remedies = self.newsroom.tending.remedies(health)

        def answered(index: int | None) -> None:
            if index is not None:
                self.remedy(health, remedies[index])

        rows = [(t(f"remedy.{each}"), self.about(health, each)) for each in remedies]
        title = f"{health.facts.title}\n{self.newsroom.tending.words(health)}"
        self.app.push_screen(Choose(self.ink, self.chrome, title, rows), answered)

    def about(self, health: Health, remedy: "Remedy") -> str:
        """The address that a remedy is about."""
        facts = health.facts
        addresses = {"take_move": facts.moved_to, "discover": facts.site, "address": facts.url}
        return redact(addresses.get(remedy, ""))

    def remedy(self, health: Health, remedy: "Remedy") -> None:
        """Do what the doctor has proposed; all of it can be taken back."""
        from tui.screens.dialogs.ask import Ask

        feed, facts, tending = health.facts.id, health.facts, self.newsroom.tending

        def moved(url: str | None) -> None:
            if url and url.strip():
                self.begin(self._fetch_again(tending.new_address(feed, url.strip()), feed))

        match remedy:
            case "retry" | "resume":
                self.begin(self._fetch_again(tending.revive(feed), feed))
            case "login":
                self._ask_login(feed, facts.title)
            case "take_move":
                moved(facts.moved_to)
            case "address":
                self.app.push_screen(Ask(self.ink, t("remedy.address"), t("dialog.address_hint"), facts.url), moved)
            case "discover":
                self.begin(self._discover(feed, facts.site))
            case "pause":
                self.begin(self._then_renew(tending.pause(feed), t("notice.paused", title=facts.title)))
            case "whole":
                self.begin(self._fetch_again(tending.whole_text(feed), feed))
            case "unsubscribe":
                self.give_up(feed, facts.title)

    def _ask_login(self, feed: int, title: str) -> None:
        """User, then password; with neither, the feed is asked for without."""
        from tui.screens.dialogs.ask import Ask

        tending = self.newsroom.tending

        def named(user: str | None) -> None:
            def given(password: str | None) -> None:
                if user is not None and password is not None:
                    self.begin(self._fetch_again(tending.login(feed, user.strip(), password), feed))

            if user is not None:
                words = t("dialog.login_password", title=title), t("dialog.login_hint")
                self.app.push_screen(Ask(self.ink, *words, hidden=True), given)

        self.app.push_screen(Ask(self.ink, t("dialog.login_user", title=title), t("dialog.login_user_hint")), named)

    async def _fetch_again(self, change: "Coroutine[Any, Any, None]", feed: int) -> None:
        await change
        await self.newsroom.refresh([feed])
        self.entries_changed(None)

    async def _discover(self, feed: int, site: str) -> None:
        from tui.screens.dialogs.choose import Choose

        self.say(t("dialog.add_working", url=site))
        found = await self.newsroom.look(site)
        choices = found["choices"] or [{"url": found["url"], "title": found["title"]}]

        def answered(index: int | None) -> None:
            if index is not None:
                self.begin(self._fetch_again(self.newsroom.tending.new_address(feed, choices[index]["url"]), feed))

        rows = [(choice["title"] or choice["url"], choice["url"]) for choice in choices]
        self.app.push_screen(Choose(self.ink, self.chrome, t("dialog.add_choose", n=len(rows)), rows), answered)

    if TYPE_CHECKING:

        def give_up(self, feed: int, title: str) -> None: ...
