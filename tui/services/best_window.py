"""The hits of a search with the best first, as a list like any other."""

from collections.abc import Callable

from tui.model.entry import Entry
from tui.services.search_window import SearchWindow
from tui.store.library import Library
from tui.store.view import View

MOST = 500
"""Hits that are ranked; whoever needs more wants the newest first."""


class BestWindow(SearchWindow):
    """A snapshot of the best hits, known whole from the beginning."""

    def __init__(self, library: Library, view: View, write: Callable[[Entry], Entry]) -> None:
        self._ranked = library.best(view, MOST)
        super().__init__(library, view, write)

    def grow(self, wanted: int) -> None:
        """Take all hits at once."""
        if self.complete:
            return
        for sort, entry in self._ranked:
            self._places[entry] = len(self._ids)
            self._ids.append(entry)
            self._sorts.append(sort)
        self.complete = True

    def next_unread(self, start: int) -> int | None:
        """The nearest unread row below ``start``."""
        return next((index for index in range(start + 1, len(self._ids)) if self._is_unread(index)), None)
