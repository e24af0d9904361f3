"""Taking unread articles along before a journey."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.worker import Worker

from tui.i18n import t
from tui.i18n.times import bytes_text
from tui.model.errors import KanbaoError
from tui.screens.main.base import MainBase
from tui.store.view import View

if TYPE_CHECKING:
    from tui.screens.dialogs.offline import OfflineChoice
    from tui.services.offline import Estimate


class Travelling(MainBase):
    """The command that fetches whole texts and pictures for later."""

    _taking: Worker[None] | None = None

    def do_offline(self) -> None:
        """Ask what to take along, tell about how much that is, and fetch it."""
        from tui.screens.dialogs.offline import OfflineChoice, OfflineDialog

        if self._taking is not None and not self._taking.is_finished:
            self.say(t("offline.running"))
            return
        keep = self.newsroom.settings.keep
        plain = View(self.view.feed, self.view.folder, self.view.tags, query=self.view.query) == View()
        choice = OfflineChoice("all" if plain else "list", keep.offline_entries, keep.offline_megabytes)
        dialog = OfflineDialog(self.ink, self.chrome, choice, self._estimate, self._begin_taking)
        self.app.push_screen(dialog)

    async def _estimate(self, choice: "OfflineChoice") -> "Estimate":
        view = View()
        if choice.scope == "list":
            view = self.view
        elif choice.scope == "query" and choice.query:
            view = self.newsroom.search_view(View(), choice.query)
        return await self.newsroom.keeper.estimate(view, choice.entries)

    def _begin_taking(self, choice: "OfflineChoice", estimate: "Estimate") -> None:
        self._taking = self.run_worker(self._take(choice, estimate), exit_on_error=True)

    async def _take(self, choice: "OfflineChoice", estimate: "Estimate") -> None:
        try:
            taken = await self.newsroom.keeper.take_along(estimate.entries, choice.megabytes * 1_000_000)
        except KanbaoError as error:
            self.complain(error)
            return
        finally:
            self.tell_work("")
        self.entries_changed(None)
        self.show_anew(estimate.entries)
        if taken is None:
            self.say(t("shelf.running"))
            return
        key = "offline.full" if taken.full else "offline.failed" if taken.failed else "offline.done"
        words = t(key, n=taken.done, failed=taken.failed, size=bytes_text(taken.bytes))
        self.say(words, severe=bool(taken.failed))

    def stop_taking(self) -> bool:
        """Give up what is being taken along; whether there was anything."""
        if self._taking is None or self._taking.is_finished:
            return False
        self._taking.cancel()
        self.say(t("offline.cancelled"))
        return True

    # The mirror folder -----------------------------------------------------------------------------------------------

    def mirror(self, entries: list[int]) -> None:
        """Bring the mirror folder up to date with these, where there is one."""
        if self.newsroom.settings.keep.mirror and entries:
            self.begin(self.newsroom.keeper.mirror(entries))

    if TYPE_CHECKING:

        def show_anew(self, entries: Sequence[int]) -> None: ...
        def tell_work(self, words: str) -> None: ...
