"""A parsed feed as plain data and back, every value checked: it comes from a process that read strangers' bytes."""

import re
from collections.abc import Callable
from typing import Any

from tui.dataclass import replace
from tui.model.feed import Enclosure, Keys, ParsedEntry, ParsedFeed, Pieces, Prepared

_TIMES = range(-(2**40), 2**40)
_COUNTS = range(2**50)
_HASHES = range(-(2**63), 2**63)
_LINE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BLOCK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

ENTRIES = 20_000
LONGEST_PIECES = 8_000_000


Check = Callable[[Any], Any]


class BadAnswer(ValueError):
    """The data is not what a feed can be; the text names the field."""


def pack(feed: ParsedFeed) -> dict[str, Any]:
    """A prepared feed as dictionaries, lists, strings and numbers."""
    rows = [_pack_entry(entry, more) for entry, more in zip(feed.entries, feed.prepared, strict=True)]
    return {**_pack(feed, _FEED), "entries": rows}


def _pack_entry(entry: ParsedEntry, prepared: Prepared) -> dict[str, Any]:
    enclosures = [_pack(enclosure, _ENCLOSURE) for enclosure in entry.enclosures]
    return {**_pack(entry, _ENTRY), "enclosures": enclosures, **prepared._asdict()}


def _pack(value: ParsedFeed | ParsedEntry | Enclosure, schema: dict[str, Check]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in schema}


def unpack(data: Any) -> ParsedFeed:
    """The feed that ``pack`` was given; raises ``BadAnswer`` for anything else."""
    head, rows = unpack_head(data)
    found = [unpack_entry(row) for row in rows]
    return replace(head, entries=tuple(entry for entry, _ in found), prepared=tuple(more for _, more in found))


def unpack_head(data: Any) -> tuple[ParsedFeed, list[Any]]:
    """The feed without its entries, and these as they came, for those who cannot check them all at one go."""
    values = _checked(data, _FEED)
    rows = values.pop("entries")
    return ParsedFeed(**values), rows


def unpack_entry(data: Any) -> tuple[ParsedEntry, Prepared]:
    """One entry and what was prepared of it; raises ``BadAnswer`` where it is none."""
    values = _checked(data, _ROW)
    prepared = Prepared(values.pop("keys"), values.pop("pieces"))
    return ParsedEntry(**values), prepared


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


def _keys(value: Any) -> Keys:
    if not isinstance(value, list) or len(value) != len(_KEYS):
        raise ValueError("not an identity")
    return Keys(*(check(part) for check, part in zip(_KEYS, value, strict=True)))


def _pieces(value: Any) -> Pieces | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != len(Pieces._fields):
        raise ValueError("not the pieces of an entry")
    for part in value:
        if not isinstance(part, str) or len(part) > LONGEST_PIECES:
            raise ValueError("not a text, or too long")
        part.encode()  # fails over half a character, and takes a tenth of looking for one
    return Pieces(*value)


_TEXT, _ADDRESS, _BODY = _string(4096), _string(32_768), _string(16_000_000, _BLOCK)
_TIME = _number(_TIMES, missing=True)
_HASH, _NO_HASH = _number(_HASHES), _number(_HASHES, missing=True)
_KEYS = (_NO_HASH, _NO_HASH, _HASH, _TIME, _HASH)

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

_ROW: dict[str, Check] = {**_ENTRY, "keys": _keys, "pieces": _pieces}

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
