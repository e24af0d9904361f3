"""Jump: whatever has a name, found by Han, pinyin, initials or English, however incompletely."""

from collections.abc import Callable, Iterable
from typing import Literal

from tui.dataclass import dataclass
from tui.query.ast import Field
from tui.store.library import Library
from tui.store.snippets import Span, marked
from tui.text.fold import fold, fold_map
from tui.text.spelling import soundable, sounds

Kind = Literal["smart", "feed", "folder", "tag", "entry"]
MOST = 40
ARTICLES = 12
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


def places(library: Library, text: str, name_of: Callable[[str], str], limit: int = MOST) -> list[Place]:
    """Where ``text`` could lead, the likeliest first; ``name_of`` words the smart feeds that come with the program.

    With nothing typed, the smart feeds and the feeds with most that is unread.
    """
    typed = text.strip()
    spelled = GIVEN | library.spellings.names() if soundable(typed) else {}
    ranked: list[tuple[tuple[int, int, int], Place]] = []
    for order, (place, weight) in enumerate(_named(library, name_of)):
        found = _match(typed, place.label, spelled.get(place.label, ""))
        if found is not None:
            rank, spans = found
            marked_place = Place(place.kind, place.key, place.label, place.detail, spans)
            ranked.append(((rank, -weight, order), marked_place))
    ranked.sort(key=lambda each: each[0])
    named = [place for _, place in ranked]
    entries = _entries(library, typed) if typed else []
    # Names first, but never so many that no article is seen.
    return (named[: limit - min(len(entries), ARTICLES // 2)] + entries)[:limit]


def _named(library: Library, name_of: Callable[[str], str]) -> Iterable[tuple[Place, int]]:
    for smart in library.smart.all():
        yield Place("smart", str(smart.id), smart.title or name_of(smart.given), smart.query), 10**6
    for feed in library.feeds.all():
        yield Place("feed", str(feed.id), feed.title, feed.folder), feed.unread
    for folder in library.feeds.folders():
        yield Place("folder", folder.name, folder.name), folder.unread
    for tag in library.tags.all():
        yield Place("tag", tag.name, tag.name), tag.unread


def _match(typed: str, label: str, spelling: str) -> tuple[int, tuple[Span, ...]] | None:
    """How well a name answers to what was typed (smaller is better), and where; None: not at all."""
    wanted, plain = fold(typed), fold(label)
    if not wanted:
        return 0, ()
    if wanted in plain:
        rank = 0 if plain == wanted else 1 if plain.startswith(wanted) else 3
        return rank, marked(label, [wanted])
    if soundable(typed) and sounds(typed, spelling):
        spans = marked(label, [], [typed], spelling)
        return (2 if spans and spans[0][0] == 0 else 4), spans
    apart = _scattered(wanted, label)
    return None if apart is None else (5, apart)


def _scattered(wanted: str, label: str) -> tuple[Span, ...] | None:
    """The characters of ``wanted`` in their order, with others between them."""
    folded, offsets = fold_map(label)
    spans: list[Span] = []
    at = 0
    for char in wanted:
        if char.isspace():
            continue
        at = folded.find(char, at)
        if at < 0:
            return None
        spans.append((offsets[at], offsets[at] + 1))
        at += 1
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
