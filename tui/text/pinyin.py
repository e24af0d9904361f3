"""Spellings by the dictionary: large and slow to import, so this runs in workers and nowhere else."""

import json
from typing import Any

from pypinyin import Style, lazy_pinyin

from tui.text.fold import fold
from tui.text.spelling import is_han, parts

LONGEST = 300
"""Characters of a title that are spelled."""


def spell(text: str) -> str:
    """The spelling of a title or name; empty where it has no Han character."""
    folded = fold(text[:LONGEST])
    places = parts(folded)
    found: list[str] = []
    run: list[str] = []
    for place, (start, end) in enumerate(places):
        part = folded[start:end]
        if is_han(part):
            run.append(part)
            # Phrases tell how a character is read, and no phrase reaches over a sign.
            if place + 1 < len(places) and places[place + 1][0] == end and is_han(folded[end : end + 1]):
                continue
            found += _syllables("".join(run))
            run = []
        else:
            found.append(f"={part}")
    return " ".join(found) if any(not piece.startswith("=") for piece in found) else ""


def job(payload: bytes, args: dict[str, Any]) -> list[str]:
    """Spellings of a JSON array of texts, in order."""
    texts = json.loads(payload)
    return [spell(text) for text in texts]


def _syllables(run: str) -> list[str]:
    syllables = _read(run)
    if len(syllables) != len(run):  # a phrase that is read with fewer syllables than it has characters
        syllables = [syllable for char in run for syllable in _read(char)[:1]]
    return [syllable if syllable.isascii() and syllable.isalpha() else f"={syllable}" for syllable in syllables]


def _read(run: str) -> list[str]:
    read: list[str] = lazy_pinyin(run, style=Style.NORMAL, errors=_each)  # type: ignore[arg-type]
    return read


def _each(unknown: str) -> list[str]:
    return list(unknown)
