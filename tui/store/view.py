"""What a list shows: a choice of entries, as one value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tui.dataclass import dataclass, field

if TYPE_CHECKING:
    from tui.query.ast import Query

ViewState = Literal["all", "unread", "starred", "saved"]


@dataclass(frozen=True, slots=True)
class TagFilter:
    """Names of tags: an entry has every one of ``all``, at least one of ``any`` and none of ``none``."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.all or self.any or self.none)


@dataclass(frozen=True, slots=True)
class View:
    """Entries of a feed (id), of a folder with all below it (path), of tags, in a state, matching a search."""

    feed: int | None = None
    folder: str | None = None
    tags: TagFilter = field(default_factory=TagFilter)
    state: ViewState = "all"
    query: Query | None = None
    oldest_first: bool = False
