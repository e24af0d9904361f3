"""What to do with an arrived document: a pure decision over what is stored and what came.

Pairs are made in stages, from the surest likeness to the weakest. The first stage is full equality, and there equal
entries pair one by one. In every later stage a pair needs a likeness that only these two have, among all stored
candidates and in the whole document: where several entries share a guid or a link, likeness proves nothing, and taking
one for the other would lose an entry. After a decision has been carried out, the same document meets its own rows in
the first stages, so that nothing is added or updated a second time.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from tui.dataclass import dataclass
from tui.model.feed import Keys, ParsedEntry, ParsedFeed, Pieces, Prepared
from tui.store.identity import keys


@dataclass(frozen=True, slots=True)
class Known:
    """A stored entry as far as identity goes; ``id`` is negative for one that has expired and is only remembered."""

    id: int
    keys: Keys


@dataclass(frozen=True, slots=True)
class Arrived:
    """One entry of the document with its identity, and what search finds it by where that was worked out already."""

    entry: ParsedEntry
    keys: Keys
    pieces: Pieces | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to insert, which stored entries to rewrite, and which stay; each in document order.

    ``rekeyed`` are those that stay but were known by another guid, link or title: only their keys are written, so that
    the next document meets them as they are now.
    """

    inserts: tuple[Arrived, ...]
    updates: tuple[tuple[int, Arrived], ...]
    rekeyed: tuple[tuple[int, Arrived], ...]
    unchanged: tuple[int, ...]


_Likeness = Callable[[Keys], Hashable]  # None: this entry takes no part in the stage

_UNIQUE_STAGES: tuple[_Likeness, ...] = (
    lambda k: (k.guid, k.link, k.title, k.content),
    lambda k: None if k.published is None else (k.guid, k.link, k.title, k.published),
    lambda k: (k.guid, k.link, k.title),
    lambda k: None if k.guid is None and k.link is None else (k.guid, k.link),
    lambda k: None if k.guid is None else (k.guid, k.title),
    lambda k: k.guid,
    lambda k: None if k.link is None else (k.link, k.title),
    lambda k: (k.title, k.content) if k.link is None else None,
)


def identified(parsed: ParsedFeed) -> list[Arrived]:
    """The entries of a document with what they are known by; exact duplicates are one."""
    prepared = parsed.prepared or [Prepared(keys(entry)) for entry in parsed.entries]
    known_by = {known: (entry, pieces) for entry, (known, pieces) in zip(parsed.entries, prepared, strict=True)}
    return [Arrived(entry, known, pieces) for known, (entry, pieces) in known_by.items()]


def decide(stored: Sequence[Known], document: Sequence[Arrived]) -> Decision:
    """The decision for a document, against all its ``stored`` candidates."""
    if not stored:
        return Decision(tuple(document), (), (), ())
    pairs = _equal(stored, document)
    for likeness in _UNIQUE_STAGES:
        _pair_unique(stored, document, likeness, pairs)
    return _decision(stored, document, pairs)


def _equal(stored: Sequence[Known], document: Sequence[Arrived]) -> dict[int, int]:
    """Pairs (index in document -> index in stored) of entries that are equal in everything."""
    waiting: dict[Keys, list[int]] = {}
    for index in reversed(range(len(stored))):
        waiting.setdefault(stored[index].keys, []).append(index)
    pairs: dict[int, int] = {}
    for index, item in enumerate(document):
        if same := waiting.get(item.keys):
            pairs[index] = same.pop()
    return pairs


def _pair_unique(
    stored: Sequence[Known], document: Sequence[Arrived], likeness: _Likeness, pairs: dict[int, int]
) -> None:
    """Add the pairs whose likeness occurs once among all stored and once in the whole document."""
    stored_marks = [likeness(known.keys) for known in stored]
    marks = [likeness(item.keys) for item in document]
    stored_times, times = Counter(stored_marks), Counter(marks)
    taken = set(pairs.values())
    where = {mark: index for index, mark in enumerate(stored_marks) if mark is not None and index not in taken}
    for index, mark in enumerate(marks):
        if index not in pairs and mark in where and times[mark] == 1 and stored_times[mark] == 1:
            pairs[index] = where[mark]


def _decision(stored: Sequence[Known], document: Sequence[Arrived], pairs: dict[int, int]) -> Decision:
    inserts: list[Arrived] = []
    updates: list[tuple[int, Arrived]] = []
    rekeyed: list[tuple[int, Arrived]] = []
    unchanged: list[int] = []
    for index, item in enumerate(document):
        known = stored[pairs[index]] if index in pairs else None
        if known is None:
            inserts.append(item)
        elif known.id > 0 and _differs(known.keys, item.keys):
            updates.append((known.id, item))
        elif known.keys._replace(published=item.keys.published) != item.keys:
            rekeyed.append((known.id, item))
        else:
            unchanged.append(known.id)
    return Decision(tuple(inserts), tuple(updates), tuple(rekeyed), tuple(unchanged))


def _differs(known: Keys, arrived: Keys) -> bool:
    dated = known.published is None and arrived.published is not None
    return dated or known.content != arrived.content
