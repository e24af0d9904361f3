"""Emoji sequences in a form that every terminal draws on the cells we count for them.

Terminals that do not know a sequence draw its parts one after another, and all that follows on the line is moved.
"""

import re
from collections.abc import Callable, Set
from functools import cache

from tui.text.width import cells

_BASE = "[©®‼-\u3299\U0001f000-\U0001faff]"
_TONE = "[\U0001f3fb-\U0001f3ff]"
_UNIT = f"{_BASE}\ufe0f?{_TONE}?"
_SEQUENCE = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|[0-9#*]\ufe0f?\u20e3|{_UNIT}(?:\u200d{_UNIT})*[\U000e0020-\U000e007f]*"
)
_PART_OF_ONE = re.compile("[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_TAIL = re.compile("[\u200d\U000e0020-\U000e007f].*", re.DOTALL)
_TONES = re.compile(f"(?<=.){_TONE}", re.DOTALL)


@cache
def simplifier(unlike: Set[str]) -> Callable[[str], str]:
    """A function that gives a text with the same cells, without the sequences that `unlike` names.

    selector    ❤️ becomes ❤ and a space
    skin        👍🏽 becomes 👍
    joined      👨‍👩‍👧 becomes 👨
    flag        🇨🇳 becomes CN
    keycap      1️⃣ becomes 1 and a space
    """

    def simple(match: re.Match[str]) -> str:
        whole = text = match[0]
        if "\U0001f1e6" <= text[0] <= "\U0001f1ff":
            return "".join(chr(ord(ch) - 0x1F1E6 + ord("A")) for ch in text) if "flag" in unlike else text
        if text[-1] == "\u20e3":
            text = text[0] if "keycap" in unlike else text
        else:
            if "joined" in unlike:
                text = _TAIL.sub("", text)
            if "skin" in unlike:
                text = _TONES.sub("", text)
            if "selector" in unlike:
                text = text.replace("\ufe0f", "")
        return text + " " * (cells(whole) - cells(text))

    def simplified(text: str) -> str:
        return _SEQUENCE.sub(simple, text) if unlike and _PART_OF_ONE.search(text) else text

    return simplified
