"""The one gate between strangers' text and the terminal: what comes out holds nothing but what a reader can see.

To be called on ingest, after the last unescape. What may pass is told in `characters`.
"""

import re
from urllib.parse import quote

from tui.text.characters import UNUSUAL, allowed, leading_marks, whole
from tui.text.pattern import pattern

LONGEST_URL = 8192

_SPACES = pattern("[\t\n \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]{2,}|[\t\n\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_ODD_SPACES = pattern("[\u1680\u2000-\u200a\u202f\u205f]")
_TAB = "    "

_URL = pattern(r"(?P<scheme>https?)://(?P<authority>[^/?#]+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_AUTHORITY = pattern(r"(?:[A-Za-z0-9._~!$&'()*+,;=:%-]*@)?(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{0,5})?")
_LINE_ENDS = pattern("[\t\r\n]+")
_LOOSE_PERCENT = pattern("%(?![0-9A-Fa-f]{2})")
_SAFE = "!#$%&'()*+,-./:;=?@_~"
_CLEAN_URL = pattern(
    r"https?://[A-Za-z0-9._-]+(?::[0-9]{1,5})?(?:/(?:[A-Za-z0-9!$&'()*+,./:;=?@_~-]|%[0-9A-Fa-f]{2})*+)?"
)
_PLAIN = "[\x20-\x7e\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff5e]"
_APART = pattern(_PLAIN + _PLAIN)
"""Two characters that belong to no cluster but their own, whatever stands around them."""


def clean_text(s: str) -> str:
    """`s` on one line, fit to be shown: white space folded to one space (one U+3000 where there was any) and trimmed.

    >>> clean_text(" 新闻\\x1b[31m\\n快讯\\u202e ")
    '新闻 快讯'
    """
    if UNUSUAL.search(s) is not None:
        s = allowed(s)
        s = leading_marks().sub("", _SPACES.sub(_one_space, s))
    elif "  " in s or "\n" in s:
        s = " ".join(s.split())  # no white space but these two is usual
    return s.strip(" \u3000")


def clean_block(s: str) -> str:
    """`s` fit to be shown, its lines kept: ends of lines are ``\\n``, a tab is four spaces, spaces stay as they are."""
    if UNUSUAL.search(s) is None:
        return s
    return _ODD_SPACES.sub(" ", allowed(s)).replace("\t", _TAB)


def _one_space(match: re.Match[str]) -> str:
    return "\u3000" if "\u3000" in match[0] else " "


def clean_url(s: str) -> str:
    """`s` as an http, https or mailto address in ASCII without controls or spaces, or "" where it is none.

    What is unsafe is percent-encoded, a host in other letters is put in its ASCII form (IDNA 2003).
    """
    if len(s) <= LONGEST_URL and _CLEAN_URL.fullmatch(s):
        return s
    s = _LINE_ENDS.sub("", whole(s.strip()))
    if len(s) > LONGEST_URL:
        return ""
    if s[:7].lower() == "mailto:":
        return "mailto:" + _quoted(s[7:]) if "@" in s else ""
    match = _URL.fullmatch(s)
    if match is None or not (authority := _ascii_authority(match["authority"])):
        return ""
    url = f"{match['scheme'].lower()}://{authority}{_quoted(match['rest'])}"
    return url if len(url) <= LONGEST_URL else ""


def _quoted(s: str) -> str:
    return quote(_LOOSE_PERCENT.sub("%25", s), safe=_SAFE)


def _ascii_authority(authority: str) -> str:
    """User, host and port in ASCII, or "" where there is no such host."""
    if not authority.isascii():
        user, at, host = authority.rpartition("@")
        name, colon, port = host.partition(":")
        try:
            authority = _quoted(user) + at + name.encode("idna").decode("ascii") + colon + port
        except UnicodeError:
            return ""
    return authority if _AUTHORITY.fullmatch(authority) else ""


def cut(s: str, limit: int) -> str:
    """At most `limit` characters of `s`, the last one ``…`` where something was cut off, no grapheme cluster halved."""
    if len(s) <= limit:
        return s
    if limit < 1:
        return ""
    if _APART.match(s, limit - 2 if limit > 1 else 0):
        return s[: limit - 1].rstrip() + "…"
    from tui.text.width import graphemes

    kept, length = [], 0
    for cluster in graphemes(s[: limit + 32]):
        length += len(cluster)
        if length > limit - 1:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + "…"
