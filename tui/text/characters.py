"""Which characters of a stranger's text may reach the terminal, and where.

Letters, digits, punctuation, symbols and spaces may. Whatever is not seen by itself may only where it belongs:
combining marks on a character, four at most; U+200D and U+FE0F within an emoji; tags within a flag; joiners between
letters of scripts that join. Controls, bidi controls, fillers, other format characters and noncharacters never may.
"""

import re
import unicodedata
from functools import cache

from tui.text import width_table
from tui.text.pattern import pattern

MARKS = 4

_PLAIN = (
    "20-7e a1-ac ae-2ff 391-3a9 3b1-3c9 400-481 48a-4ff 2010-2027 2030-205e 20a0-20c0 2103 2116 2122 2150-218b "
    "2190-2328 232b-2adb 2b00-2bff 3001-3029 3030-303f 3041-3096 309b-30ff 3105-312f 3131-3163 3200-33ff 3400-4dbf "
    "4e00-9fff ac00-d7a3 ff01-ff9f 1f000-1f3fa 1f400-1faff 20000-2a6df"
)
_NEVER = (
    "0-8 e-1f 7f-84 86-9f ad 34f 600-605 61c 6dd 70f 890-891 8e2 115f-1160 17b4-17b5 180b-180f 200b 200e-200f "
    "202a-202e 2060-206f 3164 fdd0-fdef fe00-fe0e feff ffa0 fff0-fffc 110bd 110cd 13430-1343f 1bca0-1bca3 "
    "1d173-1d17a e0000-e001f e0080-e0fff "
    + " ".join(f"{plane:x}fffe-{plane:x}ffff" for plane in range(17))
    # By this one a terminal shows pictures (tui.terminal.graphics); nobody writes with it.
    + " 10eeee"
)
_UNSEEN = "200c 200d fe0f e0020-e007f"
# Emoji and what can be drawn as one (Extended_Pictographic of Unicode 17, without the ranges that hold none yet).
_PICTURES = (
    "a9 ae 203c 2049 2122 2139 2194-2199 21a9-21aa 231a-231b 2328 2388 23cf 23e9-23f3 23f8-23fa 24c2 25aa-25ab 25b6 "
    "25c0 25fb-25fe 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271d 2721 2728 2733-2734 2744 2747 "
    "274c 274e 2753-2755 2757 2763-2767 2795-2797 27a1 27b0 27bf 2934-2935 2b05-2b07 2b1b-2b1c 2b50 2b55 3030 303d "
    "3297 3299 1f000-1f0ff 1f10d-1f10f 1f12f 1f16c-1f171 1f17e-1f17f 1f18e 1f191-1f19a 1f201-1f20f 1f21a 1f22f "
    "1f232-1f23a 1f23c-1f23f 1f249-1f3fa 1f400-1f53d 1f546-1f64f 1f680-1f6ff 1f774-1f77f 1f7d5-1f7ff 1f80c-1f8ff "
    "1f90c-1f93a 1f93c-1f945 1f947-1faff"
)
# Arabic, Syriac, N'Ko and their kin, the scripts of India, Tibet, Burma and Cambodia, Mongolian.
_JOINING = "600-8ff 900-dff f00-fff 1000-109f 1780-18af a840-a87f fb50-fdcf fdf0-fdff fe70-fefc"


def _set(packed: str) -> str:
    """The inside of a character set of a pattern."""
    pairs = (item.partition("-") for item in packed.split())
    return "".join(f"\\U{first:0>8}-\\U{last or first:0>8}" for first, _, last in pairs)


def _points(packed: str) -> set[int]:
    pairs = (item.partition("-") for item in packed.split())
    return {point for first, _, last in pairs for point in range(int(first, 16), int(last or first, 16) + 1)}


UNUSUAL = pattern(f"[^{_set(_PLAIN)}\n]")
"""Text without any of these is clean, however its characters follow one another."""

BREAKS = pattern("\r\n|[\v\f\r\x85\u2028\u2029]")
# A whole CSI sequence goes: its tail would be read as text.
_SEQUENCES = pattern("(?:\x1b\\[|\x9b)[0-?]{0,32}[ -/]{0,4}[@-~]")
_FORBIDDEN = pattern(f"[{_set(_NEVER)}]+")
_JOINERS = "\u200c\u200d"


@cache
def _marks() -> str:
    """Everything of no width that may be shown on a character, as the inside of a character set."""
    never = _points(_NEVER) | _points(_UNSEEN) | set(range(0x20)) | {0x85, 0x2028, 0x2029}
    held = sorted(_points(width_table.ZERO) - never)
    starts = [point for point, before in zip(held, [-1, *held], strict=False) if point != before + 1]
    ends = [point for point, after in zip(held, [*held[1:], -1], strict=True) if point + 1 != after]
    return _set(" ".join(f"{first:x}-{last:x}" for first, last in zip(starts, ends, strict=True)))


@cache
def _odd_stretches() -> re.Pattern[str]:
    """Finds the stretches, with a character on either side, that hold a mark, or an astral character that may be one.

    All other text need not go through `_clusters`, which takes a microsecond or two a character.
    """
    low = "".join(re.findall(r"\\U0000....-\\U0000....", _marks()))
    odd = f"{low}\u200c\u200d\ufe0f\U00010000-\U0001ffff\U000e0000-\U000e0fff"
    return re.compile(f"(?:[^{odd}]?[{odd}]++)++[^{odd}]?")


@cache
def _clusters() -> re.Pattern[str]:
    """Finds a character with more hanging on it than belongs there, and whatever hangs on nothing.

    The groups are atomic, so that what belongs is never given back to be taken for surplus.
    """
    marks, unseen, pictures = _marks(), _set(_UNSEEN), _set(_PICTURES)
    picture = f"[{pictures}](?:\ufe0f|[\U0001f3fb-\U0001f3ff])?+"
    flag = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}+\U000e007f"
    emoji = f"{picture}(?:\u200d{picture}){{0,5}}+[{marks}]{{0,2}}+"
    character = f"[^{marks}{unseen}\n][{marks}]{{0,{MARKS}}}+"
    belongs = f"(?P<belongs>(?>{flag}|{emoji}|[0-9#*]\ufe0f\u20e3|{character}))"
    return re.compile(f"{belongs}(?P<surplus>[{marks}{unseen}]++)|(?<![^\n])[{marks}{unseen}]+")


@cache
def _joining() -> re.Pattern[str]:
    return re.compile(f"[{_set(_JOINING)}]")


@cache
def leading_marks() -> re.Pattern[str]:
    """Spaces and marks at the very beginning, where they would hang on what stands to the left on the screen."""
    return re.compile(f"^[ \u3000{_marks()}]+")


def _without_surplus(match: re.Match[str]) -> str:
    belongs, surplus = match["belongs"] or "", match["surplus"] or ""
    joins = surplus[-1:] in _JOINERS and _joining().match(belongs[-1:]) and _joining().match(match.string, match.end())
    return belongs + surplus[-1:] if surplus and joins else belongs


def _tidied(match: re.Match[str]) -> str:
    return _clusters().sub(_without_surplus, match[0])


def whole(s: str) -> str:
    """`s` with surrogate pairs joined and lone surrogates replaced by U+FFFD, so that it can be written as UTF-8."""
    try:
        s.encode()  # takes a quarter of the time of looking for one
    except UnicodeEncodeError:
        pass
    else:
        return s
    return s.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def allowed(s: str) -> str:
    """The characters of `s` that may be shown, in NFC; all ends of lines are ``\\n``, tabs stay."""
    s = _SEQUENCES.sub("", whole(s))
    s = _FORBIDDEN.sub("", BREAKS.sub("\n", s))
    s = _odd_stretches().sub(_tidied, unicodedata.normalize("NFC", s))
    return unicodedata.normalize("NFC", s)
