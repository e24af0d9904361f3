"""Folds of the article opened and closed, and long lines of code looked at further to the right."""

from tui.text.width import cells
from tui.widgets.article_page import ArticlePage

SIDESTEP = 8


class FoldingPage(ArticlePage):
    """A page of which more can be seen than stands there at first."""

    def toggle_folds(self) -> None:
        """Open everything that is folded and go to the first of it; or close it all."""
        from tui.document.blocks import Folded, walk

        if self.document is None:
            return
        folds = sum(isinstance(block, Folded) for block in walk(self.document.blocks))
        self._set_folds(frozenset() if self._open else frozenset(range(folds)))
        if self._open and self._page is not None:
            self.bring_into_sight(self._page.first_fold())

    def _set_folds(self, folds: frozenset[int]) -> None:
        if folds != self._open:
            self._open = folds
            self._lay_out()

    def sidestep(self, steps: int) -> bool:
        """Look at long lines of code further to the right or left; left of their beginning they are set on below.

        False where nothing changed.
        """
        from tui.document.blocks import Code, walk

        if self.document is None:
            return False
        longest = max(
            (cells(line) for block in walk(self.document.blocks) if isinstance(block, Code)
             for line in block.text.expandtabs(4).split("\n")),
            default=0,
        )  # fmt: skip
        last = max(0, longest - 1) // SIDESTEP * SIDESTEP
        places = [-1, *range(0, last + 1, SIDESTEP)] if longest else [-1]
        place = max(0, min(places.index(self._shift) + steps, len(places) - 1)) if self._shift in places else 0
        if places[place] == self._shift:
            return False
        self._shift = places[place]
        self._lay_out()
        return True
