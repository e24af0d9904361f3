"""Find in the article: all hits marked, one of them the current; what is folded opens for it."""

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from tui.widgets.article_folds import FoldingPage

if TYPE_CHECKING:
    from tui.typeset.find import Hit
    from tui.typeset.line import Line
    from tui.widgets.article_lines import Paint


class FindingPage(FoldingPage):
    """A page in which one text is looked for."""

    needle = ""
    terms: Sequence[str] = ()
    """What is looked for instead of the needle, folded: the words of the search that led here."""
    hits: Sequence["Hit"] = ()
    hit = 0
    """The number of the current one, from 0."""
    _origin = 0

    def begin_find(self) -> None:
        """From now on hits are counted from here."""
        # With the head in sight the title is the first to be looked at.
        self._origin = self.position or (self.sheet.first if self._page is not None else 0)

    def find(self, needle: str, terms: Sequence[str] = ()) -> int:
        """Mark all occurrences of a text in title and body, or of any of some folded ``terms`` that it stands for.

        Goes to the first from where the search began; how many there are.
        """
        self.needle, self.terms = needle, terms
        self.hits = self._found()
        if self.hits:
            self.go_to_hit(next((n for n, hit in enumerate(self.hits) if hit.start >= self._origin), 0))
        self.refresh()
        self.post_message(self.StateChanged())
        return len(self.hits)

    def _found(self) -> "Sequence[Hit]":
        if self._page is None or not self.needle:
            return ()
        from tui.typeset.find import Hit, find, find_terms

        sheet = self.sheet
        start, end = sheet.title
        title, body = sheet.text(start, end), self._page.text
        found = [find_terms(text, self.terms) if self.terms else find(text, self.needle) for text in (title, body)]
        return [*(Hit(hit.start + start, hit.end + start) for hit in found[0]), *found[1]]

    def _set(self) -> bool:
        seen = super()._set()
        if self.needle and self._page is not None:
            # Where its lines part there is more or less of the title's text.
            self.hits = self._found()
        return seen

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
        if start >= 0:
            self._open_up(start)
        self.bring_into_sight(start)
        self.refresh()
        self.post_message(self.StateChanged())

    def _open_up(self, start: int) -> None:
        """Unfold what a place in the body is in, and set long code on below."""
        assert self._page is not None
        while (fold := self._page.line(self._page.line_of(start)).fold) >= 0 and fold not in self._open:
            self._set_folds(self._open | {fold})
        if self._shift >= 0 and self._page.line(self._page.line_of(start)).cell_of(start) < 0:
            self._shift = -1
            self._lay_out()

    def paints(self, number: int, line: "Line") -> "tuple[Paint, ...]":
        """The cells of the line that show hits."""
        below = super().paints(number, line)
        if not self.hits or self._page is None:
            return below
        from tui.widgets.article_lines import Paint

        # Hits in the title come first and are on none of these lines.
        spans = self._page.hits_on(number, self.hits)
        return tuple(Paint(s.start, s.end, "current" if s.hit == self.hit else "hit") for s in spans) + below

    def fringe_paints(self, number: int) -> "tuple[Paint, ...]":
        """The cells of a line of the head that show hits."""
        below = super().fringe_paints(number)
        if self._page is None or number >= 0:
            return below
        above = takewhile(lambda hit: hit.start < 0, self.hits)
        return (
            tuple(
                paint
                for place, hit in enumerate(above)
                for paint in self.sheet.paints(number, hit.start, hit.end, "current" if place == self.hit else "hit")
            )
            + below
        )
