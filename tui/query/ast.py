"""A search as a tree: a closed union of nodes that every reader of it must cover.

Query = Everything | Word | Phrase | Regex | Field | State | Has | Dated | Not | And | Or
"""

from typing import Literal

from tui.dataclass import dataclass

FieldName = Literal["title", "feed", "tag", "source", "author", "editor", "path"]
StateName = Literal["unread", "read", "starred", "saved", "hidden"]
Medium = Literal["image", "audio", "note"]


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty search: every entry matches."""


@dataclass(frozen=True, slots=True)
class Word:
    """Title or text contains ``text``, compared folded, or the title sounds like it (see ``text.spelling``)."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Like ``Word``, but typed in quotes: spaces inside count, and it is never pinyin."""

    text: str


@dataclass(frozen=True, slots=True)
class Regex:
    """A line of title or text has a place that ``pattern`` fits (see ``query.regex``)."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field contains ``value``.

    A tag must be equal to it, a path has it as neighbouring sections parted by ``/``, a feed may be named by its
    number, and title and feed may sound like it.
    """

    name: FieldName
    value: str


@dataclass(frozen=True, slots=True)
class State:
    """The entry is unread, read, starred, saved, or hidden by a rule (others are not shown then)."""

    value: StateName


@dataclass(frozen=True, slots=True)
class Has:
    """The entry brings an image or something to listen to, or the reader has made a note of it."""

    value: Medium


@dataclass(frozen=True, slots=True)
class Dated:
    """The entry's time is at or after ``start`` and before ``end`` (UTC seconds; None: no bound)."""

    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Not:
    """``part`` does not match."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class And:
    """All parts match."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part matches."""

    parts: tuple["Query", ...]


Query = Everything | Word | Phrase | Regex | Field | State | Has | Dated | Not | And | Or


def asks_hidden(query: Query | None) -> bool:
    """Whether the search speaks of hidden entries, which are out of sight otherwise."""
    match query:
        case State("hidden"):
            return True
        case Not(part):
            return asks_hidden(part)
        case And(parts) | Or(parts):
            return any(map(asks_hidden, parts))
        case _:
            return False
