"""How deep a parser would nest what it reads: its stack of open elements, by the rules of HTML but in short.

Where the rules have more cases than are here, an element is taken to stay open: the depth may be guessed too high, not
too low by more than the formatting that is opened again. Source: HTML Living Standard, 13.2.6 Tree construction.
"""

from tui.document.elements import (
    CLOSING_PARAGRAPHS,
    FORMATTING,
    IGNORED,
    INLINE,
    SCOPED,
    SPECIAL,
    TABLE_PARTS,
    VOID,
    WALLS,
)

_FOREIGN = frozenset({"svg", "math", "template"})
_KEPT_ALIKE = 3  # a parser keeps so many equal entries in its list of formatting
_ROWS = {
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr"}),
    "thead": frozenset({"thead", "tbody", "tfoot"}),
    "tbody": frozenset({"thead", "tbody", "tfoot"}),
    "tfoot": frozenset({"thead", "tbody", "tfoot"}),
}
_ITEMS = {"li": frozenset({"li"}), "dd": frozenset({"dd", "dt"}), "dt": frozenset({"dd", "dt"})}
_PARAGRAPH = frozenset({"p"})
_TEMPLATE = frozenset({"template"})
_TABLE = frozenset({"table", "template"})
_LIST_WALLS = WALLS | {"ul", "ol"}


class Nesting:
    """The elements that are open, and the formatting that is opened again in each new block."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.formatting: list[tuple[str, str]] = []  # name and whole tag
        self._count: dict[str, int] = {}  # of what is open

    @property
    def depth(self) -> int:
        """The greater of how many elements are open and how many would be opened again."""
        return max(len(self.open), len(self.formatting))

    def start(self, name: str, tag: str) -> None:
        """Take in a start tag; `tag` is the whole of it."""
        if _FOREIGN.isdisjoint(self._count):
            if name in VOID or name in IGNORED or (name in TABLE_PARTS and "table" not in self._count):
                return
            self._close_before(name)
        if name in FORMATTING and self.formatting.count((name, tag)) < _KEPT_ALIKE:
            self.formatting.append((name, tag))
        self.open.append(name)
        self._count[name] = self._count.get(name, 0) + 1

    def end(self, name: str) -> None:
        """Take in an end tag."""
        if name in FORMATTING:
            self._forget(name)
        if self.open and self.open[-1] == name:  # as most often
            self._discount(name)
            self.open.pop()
            return
        at = self._find(frozenset({name}), *_stops(name))
        if at is None:
            return
        if name == "form" or (name in FORMATTING and not INLINE.issuperset(self.open[at:])):
            # Blocks that were opened within stay open.
            self._discount(name)
            del self.open[at]
        else:
            self._pop(at)

    def _close_before(self, name: str) -> None:
        """Close what a start tag closes."""
        if name in CLOSING_PARAGRAPHS and (at := self._find(_PARAGRAPH, WALLS)) is not None:
            self._pop(at)
        if name == "a":
            self.end(name)
        elif name in ("option", "rt", "rp"):
            alike = ("option",) if name == "option" else ("rt", "rp") if "ruby" in self._count else ()
            if self.open and self.open[-1] in alike:
                self._pop(len(self.open) - 1)
        elif name in _ITEMS:
            if (at := self._find(_ITEMS[name], SPECIAL - {"address", "div", "p"})) is not None:
                self._pop(at)
        elif name in _ROWS and (at := self._find(_ROWS[name], _TABLE)) is not None:
            self._pop(at)

    def _find(self, names: frozenset[str], *walls: frozenset[str]) -> int | None:
        """Where the innermost of `names` is open, if no wall is nearer."""
        if names.isdisjoint(self._count):
            return None
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at] in names:
                return at
            if any(self.open[at] in wall for wall in walls):
                return None
        return None

    def _pop(self, at: int) -> None:
        for name in self.open[at:]:
            self._discount(name)
        del self.open[at:]

    def _discount(self, name: str) -> None:
        self._count[name] -= 1
        if not self._count[name]:
            del self._count[name]

    def _forget(self, name: str) -> None:
        for at in range(len(self.formatting) - 1, -1, -1):
            if self.formatting[at][0] == name:
                del self.formatting[at]
                return


def _stops(name: str) -> tuple[frozenset[str], ...]:
    """What an end tag does not reach beyond."""
    if name == "table":
        return (_TEMPLATE,)
    if name in TABLE_PARTS:
        return (_TABLE,)
    if name == "li":
        return (_LIST_WALLS,)
    return (WALLS,) if name in SCOPED or name in FORMATTING else (SPECIAL,)
