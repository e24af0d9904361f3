"""Jump: whatever has a name, found by Han, pinyin, initials or English, however incompletely."""

from collections.abc import Callable, Mapping, Sequence
from heapq import nlargest, nsmallest
from typing import Literal, NamedTuple

from tui.dataclass import dataclass
from tui.query.ast import Field
from tui.store.library import Library
from tui.store.snippets import Span, marked
from tui.text.fold import fold, fold_map
from tui.text.spelling import soundable, sounds

Kind = Literal["smart", "feed", "folder", "tag", "entry"]
MOST = 40
ARTICLES = 12
_BETWEEN = "\0"
"""What no folding changes, and no name should have in it."""
SOUNDING, SCATTERED = (2, 4), 5
"""Ranks of names that sound as what was typed, and of those that only have its characters in order."""
# The smart feeds that come with the program are named by the interface, and so are not among the library's names.
GIVEN = {"今日": "jin ri", "未读": "wei du", "收藏": "shou cang", "已存": "yi cun", "有图": "you tu"}


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go; ``key`` is an id or a name, ``detail`` tells more, ``spans`` mark what was typed."""

    kind: Kind
    key: str
    label: str
    detail: str = ""
    spans: tuple[Span, ...] = ()


class Named(NamedTuple):
    """What has a name: where it leads, how much there is in it, and its name folded."""

    kind: Kind
    key: str
    label: str
    detail: str
    weight: int
    plain: str


def places(
    library: Library,
    text: str,
    name_of: Callable[[str], str],
    limit: int = MOST,
    names: Sequence[Named] | None = None,
) -> list[Place]:
    """Where ``text`` could lead, the likeliest first; ``name_of`` words the smart feeds that come with the program.

    With nothing typed, the smart feeds and the feeds with most that is unread. ``names`` are those that were collected
    when one began to type.
    """
    typed = text.strip()
    spelled = GIVEN | library.spellings.names() if soundable(typed) else {}
    wanted = fold(typed)
    if names is None:
        names = named(library, name_of, None if wanted else limit)
    if wanted:
        ranked = (
            (rank, -each.weight, order)
            for order, each in enumerate(names)
            if (rank := _rank(typed, wanted, each, spelled.get(each.label, ""))) is not None
        )
        best = nsmallest(limit, ranked)
    else:
        weights = [each.weight for each in names]
        best = [(0, 0, order) for order in nlargest(limit, range(len(names)), weights.__getitem__)]
    found = [_place(typed, wanted, rank, names[order], spelled) for rank, _, order in best]
    entries = _entries(library, typed) if typed else []
    # Names first, but never so many that no article is seen.
    return (found[: limit - min(len(entries), ARTICLES // 2)] + entries)[:limit]


def named(library: Library, name_of: Callable[[str], str], tags: int | None = None) -> list[Named]:
    """Everything that has a name; only so many tags, those with most that is unread, where a number is given."""
    rows: list[tuple[Kind, str, str, str, int]] = [
        ("smart", str(smart.id), smart.title or name_of(smart.given), smart.query, 10**6)
        for smart in library.smart.all()
    ]
    rows += [("feed", str(feed.id), feed.title, feed.folder, feed.unread) for feed in library.feeds.outline()]
    rows += [("folder", folder.name, folder.name, "", folder.unread) for folder in library.feeds.folders()]
    rows += [("tag", name, name, "", unread) for name, unread in library.tags.names(tags)]
    # Folded in one go: character by character, it is the same for all of them together as for each.
    folded = fold(_BETWEEN.join(row[2].replace(_BETWEEN, " ") for row in rows)).split(_BETWEEN)
    return [Named(*row, plain) for row, plain in zip(rows, folded, strict=True)] if rows else []


def _rank(typed: str, wanted: str, name: Named, spelling: str) -> int | None:
    """How well a name answers to what was typed, which is something (smaller is better); None: not at all."""
    plain = name.plain
    if wanted in plain:
        return 0 if plain == wanted else 1 if plain.startswith(wanted) else 3
    if spelling and sounds(typed, spelling):
        spans = marked(name.label, [], [typed], spelling)
        return 2 if spans and spans[0][0] == 0 else 4
    at = 0
    for char in wanted:
        if not char.isspace():
            at = plain.find(char, at) + 1
            if not at:
                return None
    return SCATTERED


def _place(typed: str, wanted: str, rank: int, name: Named, spelled: Mapping[str, str]) -> Place:
    """A name that was found, with what was typed marked in it."""
    spans: tuple[Span, ...] = ()
    if wanted and rank in SOUNDING:
        spans = marked(name.label, [], [typed], spelled.get(name.label, ""))
    elif wanted and rank == SCATTERED:
        spans = _scattered(wanted, name.label)
    elif wanted:
        spans = marked(name.label, [wanted])
    return Place(name.kind, name.key, name.label, name.detail, spans)


def _scattered(wanted: str, label: str) -> tuple[Span, ...]:
    """The characters of ``wanted`` in their order, with others between them."""
    folded, offsets = fold_map(label)
    spans: list[Span] = []
    at = 0
    for char in wanted:
        if not char.isspace():
            at = folded.find(char, at) + 1
            spans.append((offsets[at - 1], offsets[at - 1] + 1))
    return tuple(spans)


def _entries(library: Library, typed: str) -> list[Place]:
    """Recent articles whose title holds or sounds like what was typed."""
    hits = library.search(Field("title", typed), ARTICLES)
    rows = {row.id: row for row in library.entries.rows([hit.id for hit in hits])}
    return [
        Place("entry", str(hit.id), rows[hit.id].title, rows[hit.id].feed_title, hit.title_spans)
        for hit in hits
        if hit.id in rows
    ]
