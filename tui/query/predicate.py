"""Whether one entry matches a search: the meaning of the language, for what is not, or not yet, in the library."""

from dataclasses import dataclass
from typing import Protocol, assert_never

from tui.model.entry import Article
from tui.query.ast import And, Dated, Everything, Field, Has, Not, Or, Phrase, Query, State, Word
from tui.text.fold import fold


class Searchable(Protocol):
    """What a search can ask of an entry; ``when`` is the time it is listed under, UTC seconds."""

    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def feed(self) -> int: ...
    @property
    def feed_title(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def authors(self) -> tuple[str, ...]: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def read(self) -> bool: ...
    @property
    def starred(self) -> bool: ...
    @property
    def saved(self) -> bool: ...
    @property
    def when(self) -> int: ...
    @property
    def has_image(self) -> bool: ...
    @property
    def has_audio(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """A plain ``Searchable``."""

    title: str = ""
    text: str = ""
    feed: int = 0
    feed_title: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    read: bool = False
    starred: bool = False
    saved: bool = False
    when: int = 0
    has_image: bool = False
    has_audio: bool = False


def subject(article: Article) -> Subject:
    """A stored article as a search sees it."""
    entry = article.entry
    return Subject(
        title=entry.title,
        text=article.text,
        feed=entry.feed,
        feed_title=entry.feed_title,
        source=entry.source,
        authors=entry.authors,
        tags=entry.tags,
        read=entry.read,
        starred=entry.starred,
        saved=entry.saved,
        when=entry.when,
        has_image=bool(article.images),
        has_audio=any(enclosure.type.startswith("audio/") for enclosure in article.enclosures),
    )


def matches(query: Query, entry: Searchable) -> bool:
    """Whether ``entry`` is what ``query`` asks for."""
    match query:
        case Everything():
            return True
        case Word(text) | Phrase(text):
            return _holds(text, entry.title) or _holds(text, entry.text)
        case Field():
            return _field_matches(query, entry)
        case State("read"):
            return entry.read
        case State("unread"):
            return not entry.read
        case State("starred"):
            return entry.starred
        case State("saved"):
            return entry.saved
        case Has("image"):
            return entry.has_image
        case Has("audio"):
            return entry.has_audio
        case Dated(start, end):
            return (start is None or start <= entry.when) and (end is None or entry.when < end)
        case Not(part):
            return not matches(part, entry)
        case And(parts):
            return all(matches(part, entry) for part in parts)
        case Or(parts):
            return any(matches(part, entry) for part in parts)
        case State() | Has():
            raise ValueError(query.value)
        case _:
            assert_never(query)


def _field_matches(query: Field, entry: Searchable) -> bool:
    match query.name:
        case "title":
            return _holds(query.value, entry.title)
        case "feed":
            return query.value.strip() == str(entry.feed) or _holds(query.value, entry.feed_title)
        case "source":
            return _holds(query.value, entry.source)
        case "author":
            return any(_holds(query.value, author) for author in entry.authors)
        case "tag":
            wanted = fold(" ".join(query.value.split()))
            return any(fold(" ".join(tag.split())) == wanted for tag in entry.tags)
        case _:
            assert_never(query.name)


def _holds(part: str, text: str) -> bool:
    return fold(part) in fold(text)
