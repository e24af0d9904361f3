"""Emoji made plainer for terminals that draw them on other cells than they ought to take, every width kept."""

import re
from collections.abc import Callable, Collection

from tui.text.width import cells

_PICTURE = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_SELECTED = re.compile(f"({_PICTURE})\ufe0f")
_KEYCAP = re.compile("([0-9#*])\ufe0f?\u20e3")
_JOINED = re.compile(f"({_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*)(?:\u200d{_PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]*)+")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_EMOJI = re.compile("[\ufe0f\u200d\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")


def simplifier(odd: Collection[str]) -> Callable[[str], str] | None:
    """A function that draws the ``odd`` kinds (skin, selector, joined, flag) plainer; None where there are none.

    The result takes as many cells as the text did by our own count, which is what the layout rests on.
    """
    if not odd:
        return None

    def simplified(s: str) -> str:
        if not _EMOJI.search(s):
            return s
        if "joined" in odd:
            s = _kept(_JOINED, lambda match: match[1], s)
        if "skin" in odd:
            s = _kept(re.compile(f"({_PICTURE}){_SKIN.pattern}"), lambda match: match[1], s)
        if "selector" in odd:
            s = _kept(_KEYCAP, lambda match: match[1], _kept(_SELECTED, lambda match: match[1], s))
        if "flag" in odd:
            s = _kept(_FLAG, _letters, s)
        return s

    return simplified


def _letters(match: re.Match[str]) -> str:
    return "".join(chr(ord(each) - 0x1F1E6 + ord("A")) for each in match[0])


def _kept(pattern: re.Pattern[str], plainer: Callable[[re.Match[str]], str], s: str) -> str:
    """`s` with each match made plainer, and filled up with spaces to the cells it took."""

    def turned(match: re.Match[str]) -> str:
        shown = plainer(match)
        return shown + " " * max(0, cells(match[0]) - cells(shown))

    return pattern.sub(turned, s)
