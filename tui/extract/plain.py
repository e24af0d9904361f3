"""An article as plain data and back, every value checked: it comes from a process that read a stranger's page."""

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from tui.extract.article import Extracted, Related

_LINE = re.compile("[\x00-\x1f\x7f-\x9f]")
_BLOCK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TIMES = range(1 << 40)
_COUNTS = range(1 << 50)

Check = Callable[[Any], Any]


class BadAnswer(ValueError):
    """The data is not what an article can be; the text names the field."""


def pack(article: Extracted) -> dict[str, Any]:
    """The article as dictionaries, lists, strings and numbers."""
    values = {field.name: getattr(article, field.name) for field in fields(article)}
    return {**values, "related": [[one.url, one.title] for one in article.related]}


def unpack(data: Any) -> Extracted:
    """The article that `pack` was given; raises `BadAnswer` for anything else."""
    if not isinstance(data, dict) or data.keys() != _FIELDS.keys():
        raise BadAnswer("fields")
    values = {}
    for name, check in _FIELDS.items():
        try:
            values[name] = check(data[name])
        except (TypeError, ValueError) as error:
            raise BadAnswer(f"{name}: {error}") from None
    return Extracted(**values)


def _string(limit: int, forbidden: re.Pattern[str] = _LINE) -> Check:
    def check(value: Any) -> str:
        if not isinstance(value, str) or len(value) > limit or forbidden.search(value):
            raise ValueError("not a clean text, or too long")
        value.encode()
        return value

    return check


def _number(allowed: range, *, missing: bool = True) -> Check:
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


def _pair(value: Any) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("not a pair")
    return _TEXT(value[0]), _TEXT(value[1])


def _related(value: Any) -> Related:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("not a pair")
    return Related(_ADDRESS(value[0]), _TEXT(value[1]))


def _words(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > 64:
        raise ValueError("not a mapping")
    return {_TEXT(name): _TEXT(word) for name, word in value.items()}


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("not a truth value")
    return value


_TEXT, _ADDRESS, _BODY = _string(4096), _string(32_768), _string(16_000_000, _BLOCK)

_FIELDS: dict[str, Check] = {
    "url": _ADDRESS,
    "title": _TEXT,
    "text": _BODY,
    "html": _BODY,
    "authors": _several(_TEXT, 64),
    "outlet": _TEXT,
    "source": _TEXT,
    "published": _number(_TIMES),
    "updated": _number(_TIMES),
    "path": _several(_TEXT, 32),
    "tags": _several(_TEXT, 64),
    "credits": _several(_pair, 64),
    "views": _number(_COUNTS),
    "comments": _number(_COUNTS),
    "comments_url": _ADDRESS,
    "disclaimer": _TEXT,
    "related": _several(_related, 64),
    "images": _several(_ADDRESS, 4096),
    "next_pages": _several(_ADDRESS, 64),
    "language": _TEXT,
    "zone": _number(range(-86400, 86401), missing=False),
    "charset": _TEXT,
    "charset_why": _TEXT,
    "is_article": _flag,
    "pages": _number(range(1, 100), missing=False),
    "whence": _words,
}
