"""Articles put together from real Chinese sentences, and searches for what stands in them, written some other way."""

import re
from random import Random

from tests.text.chinese_corpus import chinese_paragraphs
from tui.text.fold import fold

_END = re.compile(r"(?<=[。！？；])")
_LATIN = ("ChatGPT", "GPT-4o", "5G", "AI", "A股", "iPhone 17", "ＡＩ", "OpenAI", "WTO", "CBA")


def sentences(every: int = 1) -> list[str]:
    """Sentences of the corpus, in a fixed order; empty where it is not there."""
    found: dict[str, None] = {}
    for paragraph in chinese_paragraphs(every):
        found.update(dict.fromkeys(part.strip() for part in _END.split(paragraph) if 6 <= len(part.strip()) <= 120))
    return list(found)


def article(rng: Random, given: list[str], length: int) -> tuple[str, str]:
    """A title and a text of about ``length`` characters, some of it Latin and some Traditional."""
    title = rng.choice(given)[:30].rstrip("，、。")
    parts: list[str] = []
    size = 0
    while size < length:
        part = rng.choice(given)
        if rng.random() < 0.1:
            place = rng.randrange(len(part))
            part = part[:place] + rng.choice(_LATIN) + part[place:]
        parts.append(part)
        size += len(part)
    return title, "".join(parts)


def query(rng: Random, given: list[str], traditional: dict[str, str]) -> str:
    """One to twelve characters of some sentence or Latin word in another script, width or case; one in ten a slip."""
    source = rng.choice(given) if rng.random() < 0.85 else rng.choice(given)[:6] + rng.choice(_LATIN)
    length = rng.randrange(1, 13)
    place = rng.randrange(max(1, len(source) - length))
    part = source[place : place + length]
    if rng.random() < 0.1:
        part = part[::-1]
    return "".join(_other(rng, char, traditional) for char in part)


def _other(rng: Random, char: str, traditional: dict[str, str]) -> str:
    turn = rng.random()
    if turn < 0.4:
        return char
    if turn < 0.7 and fold(char) in traditional:
        return traditional[fold(char)]
    if "!" <= char <= "~":
        return chr(ord(char) + 0xFEE0) if turn < 0.85 else char.swapcase()
    return char


def to_traditional() -> dict[str, str]:
    """A Traditional form for simplified characters, out of what folding takes for the same."""
    found: dict[str, str] = {}
    for code in range(0x4E00, 0x9FA6):
        char = chr(code)
        if (plain := fold(char)) != char and len(plain) == 1:
            found.setdefault(plain, char)
    return found
