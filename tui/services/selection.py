"""Which entries of a list are chosen: some, or all but some, so that all of a million cost what one does."""

from collections.abc import Iterable


class Selection:
    """A set of entries of one list by their ids."""

    def __init__(self) -> None:
        self._whole = False
        self._marked: set[int] = set()

    def __contains__(self, entry: object) -> bool:
        return (entry in self._marked) is not self._whole

    def __bool__(self) -> bool:
        """Whether any may be chosen."""
        return self._whole or bool(self._marked)

    def count(self, total: int) -> int:
        """How many are chosen of a list of so many."""
        return total - len(self._marked) if self._whole else len(self._marked)

    def turn(self, entry: int) -> None:
        """Choose an entry, or no longer."""
        self._marked ^= {entry}

    def put(self, entries: Iterable[int], *, chosen: bool) -> None:
        """Choose these entries, or none of them."""
        if chosen is not self._whole:
            self._marked |= set(entries)
        else:
            self._marked -= set(entries)

    def everything(self) -> None:
        """Choose all."""
        self._whole, self._marked = True, set()

    def invert(self) -> None:
        """Choose what was not chosen."""
        self._whole = not self._whole

    def clear(self) -> None:
        """Choose none."""
        self._whole, self._marked = False, set()

    def among(self, entries: Iterable[int]) -> list[int]:
        """Those of some entries that are chosen, each once."""
        return [entry for entry in dict.fromkeys(entries) if entry in self]
