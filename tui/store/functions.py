"""The functions of the program that SQL calls."""

import json
from typing import Any

import apsw

from tui.text.fold import fold


def register(raw: apsw.Connection) -> None:
    """Give a connection ``holds(folded part, text)`` and ``holds_any(folded part, JSON array of texts)``."""
    raw.create_scalar_function("holds", _holds, 2, deterministic=True)
    raw.create_scalar_function("holds_any", _holds_any, 2, deterministic=True)


def _holds(*args: Any) -> bool:
    needle: str = args[0]
    text: str = args[1] or ""
    # Folding a text costs far more than looking through it, and what stands there folded stays so.
    return needle in text or needle in text.lower() or needle in fold(text)


def _holds_any(*args: Any) -> bool:
    needle, texts = args
    return any(needle in fold(text) for text in json.loads(texts))
