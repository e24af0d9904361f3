"""Whether one entry matches a search: the meaning of the language, for what is not, or not yet, in the library."""

from collections.abc import Iterable
from typing import Protocol, assert_never

from tui.dataclass import dataclass
from tui.model.entry import Article
from tui.query.ast import And, Dated, Everything, Field, Has, Not, Or, Phrase, Query, Regex, State, Word
from tui.query.regex import fits
from tui.text.fold import fold
from tui.text.spelling import soundable, sounds


class Searchable(Protocol):
    """What a search can ask of an entry; ``when`` is the time it is listed under, UTC seconds.

    Spellings (see ``text.spelling``) are empty where they are not known yet.
    """

    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def pinyin(self) -> str: ...
    @property
    def feed_pinyin(self) -> str: ...
    @property
    def feed(self) -> int: ...
    @property
    def feed_title(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def authors(self) -> tuple[str, ...]: ...
    @property
    def editors(self) -> tuple[str, ...]: ...
    @property
    def path(self) -> tuple[str, ...]: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def read(self) -> bool: ...
    @property
    def starred(self) -> bool: ...
    @property
    def saved(self) -> bool: ...
    @property
    def hidden(self) -> bool: ...
    @property
    def when(self) -> int: ...
    @property
    def has_image(self) -> bool: ...
    @property
    def has_audio(self) -> bool: ...
    @property
    def has_note(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """A plain ``Searchable``."""

    title: str = ""
    text: str = ""
    pinyin: str = ""
    feed_pinyin: str = ""
    feed: int = 0
    feed_title: str = ""
    source: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    read: bool = False
    starred: bool = False
    saved: bool = False
    hidden: bool = False
    when: int = 0
    has_image: bool = False
    has_audio: bool = False
    has_note: bool = False


def subject(
    article: Article, *, pinyin: str = "", feed_pinyin: str = "", hidden: bool = False, has_note: bool = False
) -> Subject:
    """A stored article as a search sees it, with what the store knows beside it."""
    entry = article.entry
    return Subject(
        title=entry.title,
        text=article.text,
        pinyin=pinyin,
        feed_pinyin=feed_pinyin,
        feed=entry.feed,
        feed_title=entry.feed_title,
        source=entry.source,
        authors=entry.authors,
        editors=editors(article.credits),
        path=article.path,
        tags=entry.tags,
        read=entry.read,
        starred=entry.starred,
        saved=entry.saved,
        hidden=hidden,
        when=entry.when,
        has_image=bool(article.images),
        has_audio=any(enclosure.type.startswith("audio/") for enclosure in article.enclosures),
        has_note=has_note,
    )


def editors(credits_: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Those among the credits (role, name) whose role is an editor's: 责编, 责任编辑, 编审, editor."""
    return tuple(name for role, name in credits_ if "编" in fold(role) or "edit" in fold(role))


def in_path(wanted: str, path: Iterable[str]) -> bool:
    """Whether the sections of ``wanted``, parted by ``/``, stand side by side in a path; compared folded."""
    parts = [part.strip() for part in fold(wanted).split("/") if part.strip()]
    sections = [fold(section.strip()) for section in path]
    return any(sections[at : at + len(parts)] == parts for at in range(len(sections) - len(parts) + 1))


def matches(query: Query, entry: Searchable) -> bool:
    """Whether ``entry`` is what ``query`` asks for."""
    match query:
        case Everything():
            return True
        case Regex(pattern):
            return fits(pattern, entry.title) or fits(pattern, entry.text)
        case Word(text) if soundable(text) and sounds(text, entry.pinyin):
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
        case State("hidden"):
            return entry.hidden
        case Has("image"):
            return entry.has_image
        case Has("audio"):
            return entry.has_audio
        case Has("note"):
            return entry.has_note
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
            return _holds(query.value, entry.title) or _sounds(query.value, entry.pinyin)
        case "feed":
            by_number = query.value.strip() == str(entry.feed)
            return by_number or _holds(query.value, entry.feed_title) or _sounds(query.value, entry.feed_pinyin)
        case "source":
            return _holds(query.value, entry.source)
        case "author":
            return any(_holds(query.value, author) for author in entry.authors)
        case "editor":
            return any(_holds(query.value, editor) for editor in entry.editors)
        case "path":
            return in_path(query.value, entry.path)
        case "tag":
            wanted = fold(" ".join(query.value.split()))
            return any(fold(" ".join(tag.split())) == wanted for tag in entry.tags)
        case _:
            assert_never(query.name)


def _sounds(typed: str, spelling: str) -> bool:
    return soundable(typed) and sounds(typed, spelling)


def _holds(part: str, text: str) -> bool:
    return fold(part) in fold(text)
