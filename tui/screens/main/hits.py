"""The hits of a search after the first of them: those that take long, and how many there are."""

import asyncio
from typing import TYPE_CHECKING

from tui.i18n import t
from tui.model.errors import Interrupted
from tui.screens.main.base import Part

if TYPE_CHECKING:
    from tui.services.search_window import SearchWindow
    from tui.services.window import EntryWindow

PAUSE_SECONDS = 0.15
"""Nothing is counted while one types."""


class Hits(Part):
    """What a search could not tell at once comes when it is known, and is given up when another list is shown."""

    def follow_list(self, window: "EntryWindow") -> None:
        """Another list is shown: what was looked for belongs to the one before."""
        self.newsroom.looker.give_up()
        if window.view.query is None or window.total is not None:
            return
        from tui.services.search_window import SearchWindow

        if isinstance(window, SearchWindow):
            if window.waiting:
                self.entries.empty_text = t("list.searching")
            self.begin(self._count_hits(window))

    def look_for_hits(self, window: "SearchWindow", wanted: int) -> None:
        """Rows could not be found in time: have them looked for."""
        self.begin(self._find_hits(window, wanted))

    async def _find_hits(self, window: "SearchWindow", wanted: int) -> None:
        view, after = window.view, window.after
        try:
            found = await self.newsroom.looker.ask(lambda library: library.entries.ids(view, after=after, limit=wanted))
        except Interrupted:
            window.waiting = False  # whoever still looks at the list may ask again
            return
        window.take(found, wanted)
        if self.entries.window is window:
            self.entries.empty_text = t("list.empty_search")
            self.entries.redraw()
            self.begin(self._count_hits(window))

    async def _count_hits(self, window: "SearchWindow") -> None:
        await asyncio.sleep(PAUSE_SECONDS)
        if self.entries.window is not window or window.waiting:
            return
        view = window.view
        if window.total is None:
            try:
                window.expect(await self.newsroom.looker.ask(lambda library: library.entries.count(view)))
            except Interrupted:
                return
        if self.entries.window is window:
            self.entries.redraw()
            self.tell_list()
