"""The functions of the program that SQL calls."""

from typing import Any

import apsw

from tui.text.contains import contains
from tui.text.fold import fold


def register(raw: apsw.Connection) -> None:
    """Give a connection the functions a search is made of.

    ``holds(folded part, text)``, ``holds_any(folded part, JSON array of texts)``, ``sounds(letters, spelling)``,
    ``fits(pattern, text)``, and of an entry's facts (those of the feed, those of the page or NULL; JSON objects)
    ``edited(folded part, facts, facts)`` and ``in_path(sections, facts, facts)``.
    """
    raw.create_scalar_function("holds", _holds, 2, deterministic=True)
    raw.create_scalar_function("holds_any", _holds_any, 2, deterministic=True)
    raw.create_scalar_function("sounds", _sounds, 2, deterministic=True)
    raw.create_scalar_function("fits", _fits, 2, deterministic=True)
    raw.create_scalar_function("edited", _edited, 3, deterministic=True)
    raw.create_scalar_function("in_path", _in_path, 3, deterministic=True)


def _holds(*args: Any) -> bool:
    return contains(args[0], args[1] or "")


def _holds_any(*args: Any) -> bool:
    import json  # of a search only

    needle, texts = args
    return any(needle in fold(text) for text in json.loads(texts))


def _sounds(*args: Any) -> bool:
    from tui.text.spelling import sounds

    return sounds(args[0], args[1] or "")


def _fits(*args: Any) -> bool:
    from tui.query.regex import fits

    return fits(args[0], args[1] or "")


def _edited(*args: Any) -> bool:
    from tui.query.predicate import editors

    credits_ = _facts(*args[1:]).get("credits", ())
    return any(args[0] in fold(name) for name in editors((role, name) for role, name in credits_))


def _in_path(*args: Any) -> bool:
    from tui.query.predicate import in_path

    return in_path(args[0], _facts(*args[1:]).get("path", ()))


def _facts(of_feed: str | None, of_page: str | None) -> dict[str, Any]:
    import json

    facts: dict[str, Any] = json.loads(of_feed or "{}")
    return facts | json.loads(of_page) if of_page else facts
