"""Answers of the Google Reader API as values; what is not as promised is left out or refused."""

from collections.abc import Callable
from typing import Any

from tui.fetch.client import FetchResponse
from tui.model.remote import RemoteFeed
from tui.sync.bodies import RawItem
from tui.sync.item_ids import stored_id
from tui.sync.line import bad, object_of, text, whole_number

READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
READING_LIST = "user/-/state/com.google/reading-list"

# FreshRSS writes these instead of the ASCII ones in titles and names; elsewhere they are what the author wrote.
_NARROW = str.maketrans("＆＜＞", "&<>")
Names = Callable[[object], str]
"""Reads a title or a name."""


def narrowed(value: object) -> str:
    """A title or name of FreshRSS as its author wrote it."""
    return text(value).translate(_NARROW)


def id_page(answer: FetchResponse) -> tuple[set[str], str]:
    """The ids of one page and the continuation, "" at the end; raises BadAnswer."""
    told = object_of(answer)
    refs = told.get("itemRefs")
    if not isinstance(refs, list):
        raise bad(answer, "type")
    ids = {stored_id(text(ref.get("id"))) for ref in refs if isinstance(ref, dict)}
    if "" in ids or (refs and not ids):
        raise bad(answer, "type")
    return ids, text(told.get("continuation"))


def feed_of(told: Any, name: Names = text) -> RemoteFeed | None:
    """A subscription; its folder is its first category."""
    if not isinstance(told, dict) or not text(told.get("id")):
        return None
    categories = told.get("categories")
    folders = [name(each.get("label")) or name(label_of(text(each.get("id")))) for each in _objects(categories)]
    return RemoteFeed(
        id=text(told["id"]),
        url=text(told.get("url")),
        title=name(told.get("title")),
        folder=next(iter(folders), ""),
        site=text(told.get("htmlUrl")),
    )


def label_of(stream: str) -> str:
    """The name in ``user/-/label/NAME``, whoever the user is; "" for another stream."""
    parts = stream.split("/", 3)
    return parts[3] if len(parts) == 4 and parts[0] == "user" and parts[2] == "label" else ""


def item_of(told: Any, unread: set[str], starred: set[str], name: Names = text) -> RawItem | None:
    """An entry with its body; its state is what the lists said."""
    if not isinstance(told, dict) or not (id_ := stored_id(text(told.get("id")))):
        return None
    origin = told.get("origin")
    return RawItem(
        id=id_,
        feed=text(origin.get("streamId")) if isinstance(origin, dict) else "",
        url=_address(told),
        title=name(told.get("title")),
        author=name(told.get("author")),
        html=_content(told.get("content")) or _content(told.get("summary")),
        published=whole_number(told.get("published")),
        updated=whole_number(told.get("updated")),
        tags=tuple(text(each) for each in _list(told.get("categories")) if _is_own_category(text(each))),
        enclosures=tuple(_enclosure(each) for each in _objects(told.get("enclosure"))),
        read=id_ not in unread,
        starred=id_ in starred,
    )


def _address(told: dict[str, Any]) -> str:
    links = [*_objects(told.get("canonical")), *_objects(told.get("alternate"))]
    return next((text(link.get("href")) for link in links if text(link.get("href"))), "")


def _content(told: Any) -> str:
    return text(told.get("content")) if isinstance(told, dict) else text(told)


def _is_own_category(category: str) -> bool:
    """Whether it is a word of the feed's own: states, folders and labels are written as streams."""
    return bool(category) and not (category.startswith("user/") and category.count("/") >= 3)


def _enclosure(told: dict[str, Any]) -> tuple[str, str, int]:
    return text(told.get("href")), text(told.get("type")), whole_number(told.get("length")) or 0


def _objects(told: Any) -> list[dict[str, Any]]:
    return [each for each in _list(told) if isinstance(each, dict)]


def _list(told: Any) -> list[Any]:
    return told if isinstance(told, list) else []
