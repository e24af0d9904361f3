"""Find in the article: all hits marked, one of them the current; what is folded opens for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.widgets.article_page import ArticlePage

if TYPE_CHECKING:
    from tui.typeset.find import Hit
    from tui.typeset.line import Line
    from tui.widgets.article_lines import Paint


class FindingPage(ArticlePage):
    """A page in which one text is looked for."""

    needle = ""
    hits: Sequence["Hit"] = ()
    hit = 0
    """The number of the current one, from 0."""
    _origin = 0

    def begin_find(self) -> None:
        """From now on hits are counted from here."""
        self._origin = self.position

    def find(self, needle: str) -> int:
        """Mark all occurrences of a text and go to the first from where the search began; how many there are."""
        self.needle = needle
        self.hits = self._page.find(needle) if self._page is not None and needle else ()
        if self.hits:
            self.go_to_hit(next((n for n, hit in enumerate(self.hits) if hit.start >= self._origin), 0))
        self.refresh()
        self.post_message(self.StateChanged())
        return len(self.hits)

    def step_hit(self, step: int) -> None:
        """To another hit, round from the last to the first."""
        if self.hits:
            self.go_to_hit((self.hit + step) % len(self.hits))

    def go_to_hit(self, number: int) -> None:
        """Make a hit the current one and bring it into sight: unfold what it is in, set long code on below."""
        if self._page is None or not self.hits:
            return
        self.hit = number % len(self.hits)
        start = self.hits[self.hit].start
        while (fold := self._page.line(self._page.line_of(start)).fold) >= 0 and fold not in self._open:
            self._set_folds(self._open | {fold})
        if self._shift >= 0 and self._page.line(self._page.line_of(start)).cell_of(start) < 0:
            self._shift = -1
            self._lay_out()
        self.bring_into_sight(start)
        self.refresh()
        self.post_message(self.StateChanged())

    def paints(self, number: int, line: "Line") -> "tuple[Paint, ...]":
        """The cells of the line that show hits."""
        below = super().paints(number, line)
        if not self.hits or self._page is None:
            return below
        from tui.widgets.article_lines import Paint

        spans = self._page.hits_on(number, self.hits)
        return below + tuple(Paint(s.start, s.end, "current" if s.hit == self.hit else "hit") for s in spans)
