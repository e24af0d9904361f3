"""A page's article as plain data and back, every value checked: it comes from a process that read strangers' bytes."""

from collections.abc import Mapping
from typing import Any

from tui.dataclass import fields
from tui.model.page import PageArticle, Related

LONGEST_TEXT = 20_000_000
MOST = 5_000
_TIMES = range(-(2**40), 2**40)
_TEXTS = frozenset(
    ("title", "html", "text", "outlet", "source", "comments_url", "disclaimer", "promotion", "charset", "language")
)
_LISTS = frozenset(("authors", "path", "tags", "images", "next_pages"))
_MAPS = frozenset(("credits", "origins"))
_NUMBERS = frozenset(("published", "updated", "views", "comments"))


class BadAnswer(ValueError):
    """The data is not what a page's article can be; the text names the field."""


def pack(article: PageArticle) -> dict[str, Any]:
    """The article as dictionaries, lists, strings and numbers."""
    values = {field.name: getattr(article, field.name) for field in fields(article)}
    return {**values, "related": [[link.title, link.url] for link in article.related]}


def unpack(data: Any) -> PageArticle:
    """The article that ``pack`` was given; raises ``BadAnswer`` for anything else."""
    if not isinstance(data, dict) or data.keys() != {field.name for field in fields(PageArticle)}:
        raise BadAnswer("fields")
    return PageArticle(**{name: _value(name, value) for name, value in data.items()})


def _value(name: str, value: Any) -> Any:
    if name in _TEXTS and isinstance(value, str) and len(value) <= LONGEST_TEXT:
        return value
    if name in _LISTS and isinstance(value, list | tuple) and len(value) <= MOST and _all_text(value):
        return tuple(value)
    if name in _MAPS and isinstance(value, Mapping) and len(value) <= MOST and _all_text([*value, *value.values()]):
        return dict(value)
    if name in _NUMBERS and (value is None or (type(value) is int and value in _TIMES)):
        return value
    if name == "is_article" and isinstance(value, bool):
        return value
    if name == "related" and isinstance(value, list | tuple) and len(value) <= MOST:
        pairs = [pair for pair in value if isinstance(pair, list | tuple) and len(pair) == 2 and _all_text(pair)]
        if len(pairs) == len(value):
            return tuple(Related(title, url) for title, url in pairs)
    raise BadAnswer(name)


def _all_text(values: Any) -> bool:
    return all(isinstance(value, str) and len(value) <= LONGEST_TEXT for value in values)
