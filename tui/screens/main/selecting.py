"""Choosing several entries of the list, for the acts that follow."""

from tui.i18n import t
from tui.screens.main.base import Part
from tui.store.acts import Flag


class Selecting(Part):
    """One, a range, all, the others; acts on what is chosen are one act each, and end the choice."""

    _anchor = -1  # the row that was chosen last

    def do_select(self) -> None:
        """Choose the entry under the cursor, or no longer, and go on to the next."""
        entry = self.entries.current
        if entry is not None:
            self.selection.turn(entry.id)
            self._anchor = self.entries.cursor
            self._chosen_anew()
            self.entries.move_to(self.entries.cursor + 1)

    def do_select_range(self) -> None:
        """Choose from the row chosen last to the cursor."""
        window = self.entries.window
        if window is None or not len(window):
            return
        first, last = sorted((max(0, self._anchor if self._anchor >= 0 else self.entries.cursor), self.entries.cursor))
        ids = [window.id_at(row) for row in range(first, last + 1)]
        self.selection.put((each for each in ids if each is not None), chosen=True)
        self._anchor = self.entries.cursor
        self._chosen_anew()

    def do_select_all(self) -> None:
        """Choose everything the list has; where all is chosen already, nothing."""
        window = self.entries.window
        if window is None or not len(window):
            return
        if self.selection and self.selection.count(self._total()) == self._total():
            self.selection.clear()
        else:
            self.selection.everything()
        self._chosen_anew()

    def do_select_invert(self) -> None:
        """Choose what is not chosen."""
        if self.entries.window is not None and len(self.entries.window):
            self.selection.invert()
            self._chosen_anew()

    def end_selection(self) -> bool:
        """Choose nothing any more; whether something was chosen."""
        if not self.selection:
            return False
        self.selection.clear()
        self._anchor = -1
        self._chosen_anew()
        return True

    def _chosen_anew(self) -> None:
        self.entries.redraw()
        self.tell_list()

    def _total(self) -> int:
        window = self.entries.window
        return 0 if window is None else len(window)

    def chosen_count(self) -> int:
        """How many entries are chosen."""
        return self.selection.count(self._total())

    async def chosen_ids(self) -> list[int]:
        """The entries that are chosen, as the list has them and as the library has come to have them behind its end."""
        window = self.entries.window
        if window is None:
            return []
        behind = [] if window.complete else await self.newsroom.finder.all_of(window.view, window.newest)
        return self.selection.among([*window.known, *behind])

    def act_on_selection(self, field: Flag) -> bool:
        """Set or take a flag of all that is chosen: taken where all have it; False where nothing is chosen."""
        if not self.selection:
            return False

        async def work() -> None:
            ids = await self.chosen_ids()
            value = await self.newsroom.finder.some_without(ids, field)
            act = await self.newsroom.mark(ids, field, value)
            self.end_selection()
            self.entries_changed(None)
            self.say(t("bulk.done", n=act.changed))
            if field == "saved" and value:
                self.keep_saved()

        self.begin(work())
        return True

    def tag_selection(self, give: list[str], take: list[str]) -> None:
        """Give tags to all that is chosen, and take tags away."""

        async def work() -> None:
            act = await self.newsroom.tag(await self.chosen_ids(), give, take)
            self.end_selection()
            self.entries_changed(None)
            self.say(t("bulk.done", n=act.changed))

        self.begin(work())
