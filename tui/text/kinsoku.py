"""The tailoring of line breaking for Chinese: what may not begin a line, what may not end one, what is kept whole.

UAX #14 gives every character a class and breaks by classes. Where Chinese practice differs, the character is
replaced by another one that has the class wanted: the full-width 5 by 5, so that １２３ is a number; “ by 「, so that
it opens; a lone — by ，, which begins no line. The text so made has the same length, and is looked at, never shown.

Levels, after CLREQ ("Prohibition rules for line start and line end") and GB/T 15834-2011:
basic   marks that point, close or connect begin no line, marks that open end none;
gb      also / begins and ends no line, outside an address of the web, and …… begins none;
strict  also —— begins none.
"""

import re
from collections.abc import Callable
from typing import Literal

from tui.text.pattern import pattern

Level = Literal["basic", "gb", "strict", "uax14"]

BLANKS = frozenset(" \t\u3000\u200b\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f")
NO_START = frozenset("，。、；：？！）」』】》〉〕”’％·～／…,.;:?!)]}%・‧〗〙〛｝］｠〞﹂﹄々ー‰℃")
NO_END = frozenset("（「『【《〈〔“‘([{〖〘〚｛［｟〝﹁﹃")
GLUE = frozenset("\u00a0\u202f\u2007\u2060\ufeff")

_HAN_RANGES = (("一", "鿿"), ("\u3400", "\u4dbf"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LATIN = "0-9A-Za-z\u00c0-\u024f"
# Stands for a character that clings to both its neighbours, and for one after which a line may always end.
_CLINGS, _LETS_GO = "\u2060", "\u200b"
# Stands for a mark that begins no line, not even after a space.
_TRAILS = "，"

_OPENING, _CLOSING = "".join(sorted(NO_END)), "".join(sorted(NO_START))

_ADDRESS = pattern(
    r"(?:[a-z][a-z0-9+.-]{1,9}://|www\.)[!-~]+|(?<![\w-])[\w-]{1,63}(?:\.[a-z]{2,63}){1,8}/[!-~]+",
    re.ASCII | re.IGNORECASE,
)
_ADDRESS_TAIL = ".,;:!?'\")]}>"
_AFTER_SLASH = pattern(r"/(?=[\w~@#&+=*$-])", re.ASCII)
_SLASH_IN_WORD = pattern(f"/(?<=[{LATIN}].)(?=[{LATIN}])")
_DASHES = pattern("[—―─]+")
_DOTS = pattern("[…⋯]+")
_STRAIGHT = pattern("[\"'\n]")
_INNER_QUOTE = pattern(f"[“”‘’](?:(?<=[{LATIN}].)|(?<=\\s’))(?=[{LATIN}])")
_MIDDLE_DOT = pattern(f"(?:·|[•∙⋅](?<=[^\\s].)(?=[^\\s]))(?!(?<=[{LATIN}].)[{LATIN}])")
_AFTER_BLANK = pattern("\\s[：；…⋯]")
_FREE_BEFORE_MARK = pattern("\u200b(?=[，。、；：？！）」』】》〉〕”’])")
_SIGIL = pattern(f"[@#](?<![{LATIN}].)(?=[{HAN}])")
_POINT_AFTER_HAN = pattern(f"[,;:](?<=[{HAN}].)(?=[{LATIN}])")
_TILDE = pattern(r"~(?<=[^\x00-\x7f].)")
_LOOSE_UNIT = pattern(f"[%℃‰](?<![{LATIN}%].)(?![{LATIN}])")
_FULL_WIDTH = pattern("[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+|，[０-９]{3}(?![０-９]))*")
_PLUS = pattern(r"[A-Za-z]\++")
_HANGUL = pattern("[\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff]+")
_RARE = pattern("[·•∙⋅~～％－０-９Ａ-Ｚａ-ｚ\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff]")
_FULL = frozenset(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
_RARE_SINGLY = _FULL | frozenset("·•∙⋅~～％－")
SINGLY = 3000
"""Characters that are looked at one by one before it is worth making the pattern of rare ones, which takes 1 ms."""

_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def tailored(s: str, level: Level = "gb", language: str = "zh") -> str:
    """A text as long as `s` whose breaks by UAX #14 are those wanted for `s`; `s` itself at level "uax14"."""
    if level == "uax14":
        return s
    may_start = level == "basic" or language.startswith("ja")
    if "/" in s or "／" in s:
        s = _slashes(s, level)
    if '"' in s or "'" in s:
        s = _STRAIGHT.sub(_straight_quotes(), s)
    if "“" in s or "”" in s or "’" in s or "‘" in s:
        s = _INNER_QUOTE.sub("'", s).replace("“", "「").replace("”", "」").replace("‘", "『").replace("’", "』")
    if "—" in s or "―" in s or "─" in s:
        s = _DASHES.sub(_held if level == "strict" else _in_pairs(_TRAILS), s)
    if may_start and ("…" in s or "⋯" in s):
        s = _DOTS.sub(_in_pairs("…"), s)
    if "," in s or ":" in s or ";" in s:
        s = _POINT_AFTER_HAN.sub(_TRAILS, s)
    if " " in s or "\u3000" in s:
        s = _AFTER_BLANK.sub(lambda pair: pair[0][0] + _TRAILS, s)
    if "\u200b" in s:
        s = _FREE_BEFORE_MARK.sub(_CLINGS, s)
    if "@" in s or "#" in s:
        s = _SIGIL.sub("$", s)
    if "%" in s or "℃" in s or "‰" in s:
        s = _LOOSE_UNIT.sub(_TRAILS, s)
    if "+" in s:
        s = _PLUS.sub(_letters, s)
    return _rare(s) if _has_rare(s) else s


def is_lone_han(s: str) -> bool:
    """Whether a text is one Han and perhaps marks that cling to it."""
    core = s.lstrip(_OPENING).rstrip(_CLOSING)
    return len(core) == 1 and any(first <= core <= last for first, last in _HAN_RANGES)


class _Finder:
    """Finds whether a text has rare characters: without a pattern as long as few were looked at."""

    def __init__(self) -> None:
        self._singly = SINGLY

    def __call__(self, s: str) -> bool:
        if self._singly < len(s):
            return _RARE.search(s) is not None
        self._singly -= len(s)
        return not _RARE_SINGLY.isdisjoint(s) or any(ch >= "\u1100" and _is_hangul(ch) for ch in s)


_has_rare = _Finder()


def _is_hangul(ch: str) -> bool:
    return ch <= "\u11ff" or "\u3131" <= ch <= "\u318e" or "\ua960" <= ch <= "\ua97f" or "\uac00" <= ch <= "\ud7ff"


def _rare(s: str) -> str:
    s = _MIDDLE_DOT.sub(_TRAILS, s)
    s = _TILDE.sub(_TRAILS, s)
    s = _FULL_WIDTH.sub(lambda run: run[0].translate(_TO_ASCII), s)
    s = s.replace("～", _TRAILS).replace("％", _TRAILS).replace("－", "-")
    return _HANGUL.sub(_letters, s)


def _letters(run: re.Match[str]) -> str:
    return "a" * len(run[0])


def _slashes(s: str, level: Level) -> str:
    """Let an address of the web end a line after /, and nothing else."""
    s = _ADDRESS.sub(_address, s)
    if level == "basic":
        return _SLASH_IN_WORD.sub(_CLINGS, s)
    return s.replace("/", _CLINGS).replace("／", _CLINGS)


def _address(match: re.Match[str]) -> str:
    whole = match[0]
    body = whole.rstrip(_ADDRESS_TAIL)
    parts = _AFTER_SLASH.split(body)
    return _LETS_GO.join("a" * len(part) for part in parts) + whole[len(body) :]


def _held(run: re.Match[str]) -> str:
    return _TRAILS * len(run[0])


def _in_pairs(second: str) -> Callable[[re.Match[str]], str]:
    """Keep marks that are written two by two together, a third with them; a single one begins no line."""

    def pairs(run: re.Match[str]) -> str:
        size = len(run[0])
        return ("一" + second) * (size // 2) + second * (size % 2)

    return pairs


def _straight_quotes() -> Callable[[re.Match[str]], str]:
    """Take straight quotes by turns as opening and closing, wherever they are not inside a Latin word."""
    opened = {'"': False, "'": False}

    def turn(match: re.Match[str]) -> str:
        mark, at, s = match[0], match.start(), match.string
        before, after = s[at - 1 : at].strip("\n"), s[at + 1 : at + 2].strip("\n")
        if mark == "\n":
            opened.update({'"': False, "'": False})
            return mark
        if mark == "'" and (before + after).isascii():
            return mark
        opening = opened[mark] = not opened[mark]
        if (opening and after.isspace()) or (not opening and before.isspace()):
            return mark
        if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
            return mark
        return "「" if opening else "」"

    return turn
