"""Answers of Miniflux as values; what is not as promised is left out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tui.dataclass import dataclass, field
from tui.model.remote import RemoteFeed, Told
from tui.sync.bodies import RawItem
from tui.sync.line import text, whole_number


@dataclass(slots=True)
class Seen:
    """The states that pages of entries told, by id: read and starred."""

    states: dict[str, tuple[bool, bool]] = field(default_factory=dict)

    @property
    def ids(self) -> Iterable[str]:
        """The entries so far."""
        return self.states

    def add(self, page: list[dict[str, Any]]) -> None:
        """Take in a page."""
        for entry in page:
            self.states[text(entry.get("id"))] = (entry.get("status") == "read", bool(entry.get("starred")))

    def told(self, *, complete: bool) -> Told:
        """The word on all of them."""
        return Told(
            frozenset(self.states),
            frozenset(id_ for id_, (read, _) in self.states.items() if not read),
            frozenset(id_ for id_, (_, starred) in self.states.items() if starred),
            complete,
        )


def feed_of(told: Any) -> RemoteFeed | None:
    """A subscription with its category as folder."""
    if not isinstance(told, dict) or whole_number(told.get("id")) is None:
        return None
    category = told.get("category")
    return RemoteFeed(
        id=text(told["id"]),
        url=text(told.get("feed_url")),
        title=text(told.get("title")),
        folder=text(category.get("title")) if isinstance(category, dict) else "",
        site=text(told.get("site_url")),
    )


def item_of(told: dict[str, Any]) -> RawItem | None:
    """An entry with its body and state."""
    if whole_number(told.get("id")) is None:
        return None
    enclosures = told.get("enclosures")
    tags = told.get("tags")
    return RawItem(
        id=text(told["id"]),
        feed=text(told.get("feed_id")),
        url=text(told.get("url")),
        title=text(told.get("title")),
        author=text(told.get("author")),
        html=text(told.get("content")),
        published=_moment(told.get("published_at")),
        tags=tuple(text(tag) for tag in tags) if isinstance(tags, list) else (),
        enclosures=tuple(
            (text(each.get("url")), text(each.get("mime_type")), whole_number(each.get("size")) or 0)
            for each in enclosures
            if isinstance(each, dict)
        )
        if isinstance(enclosures, list)
        else (),
        read=told.get("status") == "read",
        starred=bool(told.get("starred")),
    )


def _moment(date: Any) -> int | None:
    try:
        return int(datetime.fromisoformat(text(date)).timestamp())
    except (ValueError, OverflowError, OSError):
        return None
