"""The shelf as rows: headings of groups, and below each its entries, read as they come into sight."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Collection
from typing import Literal

from tui.dataclass import dataclass
from tui.model.entry import Entry
from tui.model.saved import Saving
from tui.store.library import Library
from tui.store.listing import Key
from tui.store.shelf_list import By, Group

CHUNK, MORE, KEPT = 200, 2000, 600
TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Heading:
    """A group's heading; ``kind`` says how its ``title`` is to be read."""

    kind: By | Literal["trouble"]
    key: str
    title: str
    entries: int
    folded: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A saved entry with what is kept of it."""

    entry: Entry
    saving: Saving | None
    note: bool
    highlights: int


class ShelfWindow:
    """A lazy snapshot of the shelf: opening asks for the groups alone, so it costs the same however much is saved.

    What is not whole yet comes first, in a group of its own. An entry that is given up stays in its row until the shelf
    is opened anew.
    """

    def __init__(self, library: Library, by: By, folded: Collection[str] = ()) -> None:
        self._library = library
        self.by = by
        self.folded = set(folded)
        self._groups: dict[str, Group] = {f"{by}:{group.key}": group for group in library.shelf_list.groups(by)}
        self._ids: dict[str, list[int]] = {name: [] for name in self._groups}
        self._after: dict[str, Key] = {}
        if unfinished := library.shelf_list.unfinished():
            self._ids = {TROUBLE: unfinished, **self._ids}
        self._books: OrderedDict[int, Book] = OrderedDict()
        self._lay_out()

    def _lay_out(self) -> None:
        self._names, self._starts, at = list(self._ids), [], 0
        for name in self._names:
            self._starts.append(at)
            at += 1 + (0 if name in self.folded else self._size(name))
        self._length = at

    def _size(self, name: str) -> int:
        return len(self._ids[name]) if name == TROUBLE else self._groups[name].entries

    def __len__(self) -> int:
        return self._length

    def row(self, index: int) -> Heading | Book | None:
        """What stands in a row; None for an entry that has gone since the shelf was opened."""
        name, offset = self._at(index)
        if offset < 0:
            folded = name in self.folded
            if name == TROUBLE:
                return Heading("trouble", name, "", self._size(name), folded)
            group = self._groups[name]
            return Heading(group.by, name, group.title, group.entries, folded)
        entry = self._id(name, offset)
        return self._book(name, offset, entry) if entry is not None else None

    def fold(self, index: int) -> int:
        """Fold or open the group that a row belongs to; the row of its heading."""
        name, _ = self._at(index)
        self.folded ^= {name}
        self._lay_out()
        return self._starts[self._names.index(name)]

    def heading(self, index: int, by: int) -> int:
        """The row of the heading above (-1) or below (1) a row."""
        place = bisect_right(self._starts, index) - 1
        if by < 0 and self._starts[place] < index:
            return self._starts[place]
        return self._starts[max(0, min(place + by, len(self._starts) - 1))]

    def unfinished(self) -> list[int]:
        """The entries that are not whole yet."""
        return list(self._ids.get(TROUBLE, ()))

    def forget(self, entries: Collection[int] | None = None) -> None:
        """Read these rows anew when they are next shown; all of them for None."""
        for entry in list(self._books) if entries is None else entries:
            self._books.pop(entry, None)

    def _at(self, index: int) -> tuple[str, int]:
        place = bisect_right(self._starts, index) - 1
        return self._names[place], index - self._starts[place] - 1

    def _id(self, name: str, offset: int) -> int | None:
        ids = self._ids[name]
        while offset >= len(ids) and name != TROUBLE:
            limit = CHUNK if not ids else max(MORE, offset - len(ids) + 1)
            found = self._library.shelf_list.ids(self._groups[name], self._after.get(name), limit)
            if not found:
                break
            ids += [entry for _, entry in found]
            self._after[name] = found[-1]
        return ids[offset] if offset < len(ids) else None

    def _book(self, name: str, offset: int, wanted: int) -> Book | None:
        """The book in a row; its neighbours are read with it."""
        if wanted not in self._books:
            near = self._ids[name][max(0, offset - 20) : offset + 40]
            missing = [entry for entry in near if entry not in self._books]
            kept = self._library.shelf_list.kept(missing)
            for row in self._library.entries.rows(missing):
                what = kept[row.id]
                self._books[row.id] = Book(row, what.saving, what.note, what.highlights)
            while len(self._books) > KEPT:
                self._books.popitem(last=False)
        return self._books.get(wanted)
