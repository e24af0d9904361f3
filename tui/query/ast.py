"""A search as a tree: a closed union of nodes that every reader of it must cover.

Query = Everything | Word | Phrase | Field | State | Has | Dated | Not | And | Or
"""

from dataclasses import dataclass
from typing import Literal

FieldName = Literal["title", "feed", "tag", "source", "author"]
StateName = Literal["unread", "read", "starred", "saved"]
Medium = Literal["image", "audio"]


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty search: every entry matches."""


@dataclass(frozen=True, slots=True)
class Word:
    """Title or text contains ``text``, compared folded."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Like ``Word``, but typed in quotes: spaces inside count."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field contains ``value``; a tag must be equal to it, and a feed may be named by its number."""

    name: FieldName
    value: str


@dataclass(frozen=True, slots=True)
class State:
    """The entry is unread, read, starred or saved."""

    value: StateName


@dataclass(frozen=True, slots=True)
class Has:
    """The entry brings an image or something to listen to."""

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


Query = Everything | Word | Phrase | Field | State | Has | Dated | Not | And | Or
