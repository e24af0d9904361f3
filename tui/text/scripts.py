"""Simplified and Traditional Chinese, one made of the other for display; what is stored stays as it was written."""

from collections.abc import Callable
from functools import cache

from tui.model.feed import Script

_TABLES = {"hans": "t2s", "hant": "s2t"}
SAMPLE = 4000

__all__ = ["Script", "converter", "other_script"]


@cache
def converter(script: Script) -> Callable[[str], str]:
    """A function that writes text in ``script``, as long as the text: what would change its length stays as it was."""
    if not script:
        return str
    # Ten milliseconds and two megabytes that most readers never need.
    from opencc import OpenCC

    convert = OpenCC(_TABLES[script]).convert

    def converted(text: str) -> str:
        if text.isascii():
            return text
        whole = str(convert(text))
        return whole if len(whole) == len(text) else "".join(_one(convert, char) for char in text)

    return converted


def _one(convert: Callable[[str], str], char: str) -> str:
    changed = str(convert(char))
    return changed if len(changed) == 1 else char


def other_script(text: str) -> Script:
    """The script that a text is not written in: Simplified for one in Traditional characters, else Traditional."""
    sample = text[:SAMPLE]
    simplified = converter("hans")(sample)
    changed = sum(before != after for before, after in zip(sample, simplified, strict=True))
    turned = converter("hant")(sample)
    other = sum(before != after for before, after in zip(sample, turned, strict=True))
    return "hans" if changed > other else "hant"
