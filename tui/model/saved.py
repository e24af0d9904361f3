"""What is kept of an article beyond the article: notes, highlights, pictures, pages, earlier versions."""

from typing import Literal

from tui.dataclass import dataclass

SavingState = Literal["wanted", "done", "partial", "failed"]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage the reader marked: characters ``start`` to ``end`` of the article's text, and what they said then.

    Positions are those of a typeset page (see ``tui.typeset.page``); ``quote`` finds the passage again when the text
    has changed. ``made`` is in UTC seconds.
    """

    start: int
    end: int
    quote: str = ""
    note: str = ""
    made: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Remarks:
    """What an article carries beside its text: the reader's note, the passages marked, how often it has changed."""

    note: str = ""
    highlights: tuple[Highlight, ...] = ()
    changes: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is kept: the address it came from, its file's SHA-256 in hex, media type and size in bytes."""

    url: str
    hash: str
    type: str = "image/jpeg"
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched: the address asked for, where it came from, when, and its bytes."""

    url: str
    came_from: str
    fetched: int
    body: bytes
    type: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """An article's text as it was before a change that was noticed ``at`` (UTC seconds)."""

    id: int
    at: int
    title: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Saving:
    """How far the saving of an entry has come: ``missing`` pictures, ``error`` as stored, times in UTC seconds.

    ``offline`` is an entry that is not saved for good, but was taken along until ``next_try``.
    """

    entry: int
    state: SavingState | Literal["offline"]
    tries: int = 0
    next_try: int | None = None
    error: str = ""
    allow_private: bool = False
    missing: int = 0
    bytes: int = 0
