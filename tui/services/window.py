"""The entries of a view as a list that stays as it was opened: rows come as they are needed, marks do not move them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.dataclass import replace
from tui.model.entry import Entry
from tui.store.library import Library
from tui.store.view import View

if TYPE_CHECKING:
    from tui.store.listing import Key
    from tui.store.search import Hit

KEPT = 600
FLOOD = 500
"""Arrivals of which those that were counted are not counted again."""


class EntryWindow:
    """A lazy snapshot of a view.

    Ids are asked for by keyset as the cursor comes near the end of what is known, so opening costs the same in a small
    library and a huge one; an entry that is read while the list is open stays where it is; what arrives later shows in
    ``arrived`` and not in the list. ``write`` makes of an entry what the list shows of it.
    """

    first, more = 200, 2000
    waiting = False
    """Whether rows are being looked for elsewhere and come later."""

    def __init__(self, library: Library, view: View, write: Callable[[Entry], Entry] = lambda entry: entry) -> None:
        self.library = library
        self._write = write
        self.view = view
        self.newest = library.entries.last_id()
        self._arrivals = (0, self.newest)
        self.expected = self.promised()
        self._ids: list[int] = []
        self._sorts: list[int] = []
        self._places: dict[int, int] = {}
        self._after: tuple[int, int] | None = None
        self.complete = False
        self._rows: OrderedDict[int, Entry] = OrderedDict()
        self.grow(self.first)

    def promised(self) -> int:
        """How many rows there will be, as far as that is known without looking at them."""
        return self.library.entries.count(self.view)

    @property
    def total(self) -> int | None:
        """How many rows there are, None while nobody knows."""
        return len(self._ids) if self.complete else self.expected

    def hit(self, entry: int) -> Hit | None:
        """Where in an entry stands what was searched for; None in a list that is no search."""
        return None

    def __len__(self) -> int:
        """Rows that are there for certain, and those that the counters promise."""
        return len(self._ids) if self.complete else max(len(self._ids), self.expected)

    def grow(self, wanted: int) -> None:
        """Learn more ids."""
        if not self.complete:
            self.take(self.library.entries.ids(self.view, after=self._after, limit=wanted), wanted)

    def take(self, found: list[Key], wanted: int) -> None:
        """The next rows, of which ``wanted`` were asked for."""
        # What arrived since the list was opened waits for the reader's word.
        fresh = [(sort, entry) for sort, entry in found if entry <= self.newest]
        for sort, entry in fresh:
            self._places[entry] = len(self._ids)
            self._ids.append(entry)
            self._sorts.append(sort)
        if found:
            self._after = found[-1]
        if len(found) < wanted:
            self.complete = True

    def reach(self, index: int) -> int:
        """Learn ids until ``index`` is known; returns the nearest index that exists."""
        while index >= len(self._ids) and not self.complete and not self.waiting:
            self.grow(max(self.more, index - len(self._ids) + 1))
        return max(0, min(index, len(self._ids) - 1))

    def id_at(self, index: int) -> int | None:
        """The entry's id in a row, None where the list ends earlier than its counters said."""
        if index >= len(self._ids):
            self.reach(index)
        return self._ids[index] if 0 <= index < len(self._ids) else None

    @property
    def known(self) -> list[int]:
        """The entries of the rows known so far, in order."""
        return self._ids

    def place_of(self, entry: int) -> int | None:
        """The row of an entry among those known."""
        return self._places.get(entry)

    def entry(self, index: int) -> Entry | None:
        """The entry in a row; its neighbours are read with it."""
        wanted = self.id_at(index)
        if wanted is None:
            return None
        found = self._rows.get(wanted)
        if found is None:
            start = max(0, index - 20)
            missing = [entry for entry in self._ids[start : index + 40] if entry not in self._rows]
            for row in self.library.entries.rows(missing):
                self._rows[row.id] = self._write(row)
            while len(self._rows) > KEPT:
                self._rows.popitem(last=False)
            found = self._rows.get(wanted)
        return found

    def forget(self, entries: list[int] | None = None) -> None:
        """Read these rows anew when they are next shown; all of them for None."""
        if entries is None:
            self._rows.clear()
        else:
            for entry in entries:
                self._rows.pop(entry, None)

    def arrived(self) -> int:
        """How many entries have come to this view since it was opened.

        Of very many, those that were counted are not counted again: every row of a flood would be read at each wave.
        """
        count, since = self._arrivals
        last = self.library.entries.last_id()
        count += self.library.entries.newer(self.view, since, last)
        if last - since > FLOOD:
            self._arrivals = (count, last)
        return count

    def next_unread(self, start: int) -> int | None:
        """The nearest unread row below ``start``; -1 begins at the top."""
        after = (self._sorts[start], self._ids[start]) if 0 <= start < len(self._ids) else None
        unread = replace(self.view, state="unread") if self.view.state == "all" else self.view
        while True:
            found = self.library.entries.ids(unread, after=after, limit=50)
            for sort, entry in found:
                after = (sort, entry)
                if entry > self.newest:
                    continue
                while entry not in self._places and not self.complete and not self.waiting:
                    self.grow(self.more)
                place = self._places.get(entry)
                if place is not None and self._is_unread(place):
                    return place
            if len(found) < 50:
                return None

    def previous_unread(self, start: int) -> int | None:
        """The nearest unread row above ``start``."""
        return next((index for index in range(min(start, len(self._ids)) - 1, -1, -1) if self._is_unread(index)), None)

    def _is_unread(self, index: int) -> bool:
        entry = self.entry(index)
        return entry is not None and not entry.read
