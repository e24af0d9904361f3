"""A parsed feed as plain data and back, every value checked: it comes from a process that read strangers' bytes."""

import re
from collections.abc import Callable
from typing import Any

from tui.dataclass import fields, replace
from tui.model.feed import Enclosure, ParsedEntry, ParsedFeed

_TIMES = range(-(2**40), 2**40)
_COUNTS = range(2**50)
_LINE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BLOCK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

ENTRIES = 20_000


class BadAnswer(ValueError):
    """The data is not what a feed can be; the text names the field."""


def pack(feed: ParsedFeed) -> dict[str, Any]:
    """The feed as dictionaries, lists, strings and numbers."""
    return {**_pack(feed), "entries": [_pack_entry(entry) for entry in feed.entries]}


def _pack_entry(entry: ParsedEntry) -> dict[str, Any]:
    return {**_pack(entry), "enclosures": [_pack(enclosure) for enclosure in entry.enclosures]}


def _pack(value: ParsedFeed | ParsedEntry | Enclosure) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def unpack(data: Any) -> ParsedFeed:
    """The feed that ``pack`` was given; raises ``BadAnswer`` for anything else."""
    head, rows = unpack_head(data)
    return replace(head, entries=tuple(map(unpack_entry, rows)))


def unpack_head(data: Any) -> tuple[ParsedFeed, list[Any]]:
    """The feed without its entries, and these as they came, for those who cannot check them all at one go."""
    values = _checked(data, _FEED)
    rows = values.pop("entries")
    return ParsedFeed(**values), rows


def unpack_entry(data: Any) -> ParsedEntry:
    """One entry; raises ``BadAnswer`` where it is none."""
    return ParsedEntry(**_checked(data, _ENTRY))


Check = Callable[[Any], Any]


def _checked(data: Any, schema: dict[str, Check]) -> dict[str, Any]:
    if not isinstance(data, dict) or data.keys() != schema.keys():
        raise BadAnswer("fields")
    values = {}
    for name, check in schema.items():
        try:
            values[name] = check(data[name])
        except (TypeError, ValueError) as error:
            raise BadAnswer(f"{name}: {error}") from None
    return values


def _string(limit: int, forbidden: re.Pattern[str] = _LINE) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or len(value) > limit:
            raise ValueError("not a text, or too long")
        if forbidden.search(value):
            raise ValueError("control character, or half a character")
        return value

    return check


def _number(allowed: range, missing: bool = False) -> Check:
    def check(value: Any) -> int | None:
        if value is None and missing:
            return None
        if type(value) is not int or value not in allowed:
            raise ValueError("not a number in range")
        return value

    return check


def _several(check: Check, limit: int) -> Check:
    def check_all(values: Any) -> tuple[Any, ...]:
        if not isinstance(values, list) or len(values) > limit:
            raise ValueError("not a list, or too long")
        return tuple(check(value) for value in values)

    return check_all


def _rows(values: Any) -> list[Any]:
    if not isinstance(values, list) or len(values) > ENTRIES:
        raise ValueError("not a list, or too long")
    return values


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not a truth value")
    return value


_TEXT, _ADDRESS, _BODY = _string(4096), _string(32_768), _string(16_000_000, _BLOCK)
_TIME = _number(_TIMES, missing=True)

_ENCLOSURE: dict[str, Check] = {"url": _ADDRESS, "type": _TEXT, "length": _number(_COUNTS), "title": _TEXT}

_ENTRY: dict[str, Check] = {
    "guid": _TEXT,
    "url": _ADDRESS,
    "title": _TEXT,
    "authors": _several(_TEXT, 64),
    "source": _TEXT,
    "published": _TIME,
    "updated": _TIME,
    "html": _BODY,
    "text": _BODY,
    "summary": _TEXT,
    "tags": _several(_TEXT, 64),
    "enclosures": _several(lambda data: Enclosure(**_checked(data, _ENCLOSURE)), 64),
    "images": _several(_ADDRESS, 256),
    "comments_url": _ADDRESS,
    "comments_feed": _ADDRESS,
    "comments": _number(_COUNTS, missing=True),
    "language": _TEXT,
}

_FEED: dict[str, Check] = {
    "title": _TEXT,
    "site": _ADDRESS,
    "description": _TEXT,
    "language": _TEXT,
    "format": _TEXT,
    "encoding": _TEXT,
    "encoding_why": _TEXT,
    "ttl": _number(_COUNTS, missing=True),
    "entries": _rows,
    "dropped": _number(_COUNTS),
    "truncated": _flag,
}
