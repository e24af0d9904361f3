"""The hits of a search as a list: the first at once, how many there are when that has been counted."""

import time
from collections.abc import Callable

from tui.model.entry import Entry
from tui.model.errors import Interrupted
from tui.services.window import KEPT, EntryWindow
from tui.store.library import Library
from tui.store.listing import Key
from tui.store.search import Hit, listened, sought
from tui.store.view import View

PATIENCE = 0.06
"""Seconds that the interface waits for rows; what takes longer is looked for elsewhere."""

Slow = Callable[["SearchWindow", int], None]


class SearchWindow(EntryWindow):
    """A snapshot of a search, newest first.

    ``slow`` is called, with how many rows were wanted, where they could not be found in time: it has them looked for
    and gives them to ``take``. Until then the list is ``waiting``.
    """

    first, more = 50, 400

    def __init__(
        self,
        library: Library,
        view: View,
        write: Callable[[Entry], Entry] = lambda entry: entry,
        slow: Slow | None = None,
        patience: float = PATIENCE,
    ) -> None:
        assert view.query is not None
        self._slow = slow
        self._patience = patience
        self._counted: int | None = None
        self._hits: dict[int, Hit] = {}
        self._marks = bool(sought(view.query) or listened(view.query))
        super().__init__(library, view, write)

    def promised(self) -> int:
        """Nothing yet: counting takes longer than finding the first."""
        return 0

    @property
    def total(self) -> int | None:
        """How many hits there are, None while they have not been counted."""
        return len(self._ids) if self.complete else self._counted

    @property
    def after(self) -> Key | None:
        """The last row that is known: what is looked for comes behind it."""
        return self._after

    def expect(self, total: int) -> None:
        """They have been counted."""
        self._counted = self.expected = total

    def grow(self, wanted: int) -> None:
        """Learn more ids, if they can be had in time."""
        if self.complete or self.waiting:
            return
        if self._slow is None:
            super().grow(wanted)
            return
        end = time.monotonic() + self._patience
        try:
            with self.library.until(lambda: time.monotonic() > end):
                super().grow(wanted)
        except Interrupted:
            self.waiting = True
            self._slow(self, self.first)

    def take(self, found: list[Key], wanted: int) -> None:
        """The next rows, of which ``wanted`` were asked for."""
        self.waiting = False
        super().take(found, wanted)

    def hit(self, entry: int) -> Hit | None:
        """Where in an entry stands what was searched for; its neighbours are looked at with it."""
        if not self._marks or self.view.query is None:
            return None
        if entry not in self._hits:
            if len(self._hits) > KEPT:
                self._hits.clear()
            place = self.place_of(entry) or 0
            near = [id_ for id_ in self._ids[max(0, place - 4) : place + 12] if id_ not in self._hits]
            self._hits |= {hit.id: hit for hit in self.library.hits(self.view.query, near)}
        return self._hits.get(entry)

    def forget(self, entries: list[int] | None = None) -> None:
        """Read these rows anew when they are next shown; all of them for None."""
        super().forget(entries)
        if entries is None:
            self._hits.clear()
