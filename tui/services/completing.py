"""Completions of a search while it is typed: fields, and the tags, feeds, sources, states and dates there are."""

from collections.abc import Iterable

from tui.dataclass import dataclass
from tui.query.complete import ALIASES, DATES, MEDIA, SOUNDS, STATES, asked, written
from tui.store.library import Library
from tui.text.fold import fold
from tui.text.spelling import begins

MOST = 12


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` takes the place of [start, end) of what is typed; ``label`` is what to show, ``count`` entries or 0."""

    text: str
    start: int
    end: int
    label: str
    count: int = 0


def complete(library: Library, text: str, cursor: int, limit: int = MOST) -> list[Completion]:
    """What could be meant at the cursor, the likeliest first."""
    wanted = asked(text, cursor)
    if wanted is None:
        return []
    if wanted.kind == "field":
        if not wanted.prefix:
            return []
        names = [(f"{name}:", name, 0) for name in _fields(wanted.prefix)]
    else:
        names = [
            (value, label, count)
            for label, count in _values(library, wanted.field, wanted.prefix, limit)
            if (value := written(label)) is not None
        ]
    return [Completion(value, wanted.start, wanted.end, label, count) for value, label, count in names[:limit]]


def _fields(prefix: str) -> list[str]:
    folded = fold(prefix)
    english = [name for name in ALIASES if name.startswith(folded)]
    chinese = [
        name for names in ALIASES.values() for name in names if name.startswith(prefix) or begins(prefix, SOUNDS[name])
    ]
    return english + chinese


def _values(library: Library, field: str, prefix: str, limit: int) -> Iterable[tuple[str, int]]:
    match field:
        case "tag":
            return [(tag.name, tag.entries) for tag in library.tags.like(prefix, limit)]
        case "feed":
            return _like(library, prefix, [(feed.title, feed.entries) for feed in library.feeds.all()])
        case "source":
            return _like(library, prefix, [(name, 0) for name in library.entries.sources()])
        case "is":
            return _like(library, prefix, [(name, 0) for name in STATES])
        case "has":
            return _like(library, prefix, [(name, 0) for name in MEDIA])
        case "date" | "after" | "before":
            return _like(library, prefix, [(name, 0) for name in DATES])
        case _:
            return []


def _like(library: Library, prefix: str, names: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Names that begin with the prefix, then those that hold it, then those that sound like it."""
    folded = fold(prefix)
    spelled = library.spellings.names() if prefix.isascii() else {}
    ranked = []
    for name, count in names:
        plain = fold(name)
        if plain.startswith(folded):
            ranked.append((0, -count, name))
        elif folded in plain:
            ranked.append((1, -count, name))
        elif begins(prefix, spelled.get(name, "")):
            ranked.append((2, -count, name))
    return [(name, -count) for _, count, name in sorted(ranked)]
