"""What may reach a terminal: an allowlist. Whatever it does not name is forbidden, known or not."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Modes the program sets: wrapping, cursor, mouse, focus, alternate screen, bracketed paste, graphemes, resizes.
_MODES = "7|25|1000|1002|1003|1004|1006|1015|1016|1049|2004|2026|2027|2048"
_DATA = rb"[A-Za-z0-9+/]{1,4096}={0,2}"
_ALLOWED = re.compile(
    rb"(?P<text>[\x20-\x7e\r\n]+|(?:[\xc2-\xf4][\x80-\xbf]+)+)"
    rb"|(?P<style>\x1b\[[0-9;:]*m)"
    rb"|(?P<cursor>\x1b\[\d+;\d+H|\x1b\[K|\x1b[78]|\x1b\[\?25l\x1b\[H\x1b\[2J)"
    rb"|(?P<mode>\x1b\[\?(?:" + _MODES.encode() + rb")[hl]|\x1b\[>\d+u|\x1b\[<u)"
    rb"|(?P<question>\x1b\[6n|\x1b\[c|\x1b\[\?(?:2026|2027|2048)\$p|\x1b\]11;\?\x07|\x1b\[>q|\x1b\[16t"
    rb"|\x1b_Gi=1,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\)"
    rb"|\x1b_Ga=t,t=d,f=100,q=2,i=(?P<hung>\d{1,8}),m=[01];" + _DATA + rb"\x1b\\"
    rb"|\x1b_G(?P<more>q=2,m=[01]);" + _DATA + rb"\x1b\\"
    rb"|\x1b_Ga=p,U=1,q=2,i=(?P<placed>\d{1,8}),c=\d{1,3},r=\d{1,3}\x1b\\"
    rb"|\x1b_Ga=d,d=I,q=2,i=(?P<taken>\d{1,8})\x1b\\"
    rb"|(?P<stack>\x1b\[2[23];2t)"
    rb"|(?P<pointer>\x1b\]22;[a-z-]+\x07)"
    rb"|\x1b\]2;(?P<title>[^\x00-\x1f\x7f]{0,400})\x1b\\"
    rb"|\x1b\]52;c;(?P<clipboard>[A-Za-z0-9+/=]*)\x07"
    rb"|\x1b\]8;(?P<link>[a-z0-9=:]*;(?:https?://[\x21-\x7e]+)?)(?:\x07|\x1b\\)"
)
# Text itself: no C1, no bidi controls, no separators, no marks that vanish (U+FEFF, tags of languages), no surrogates.
_UNSEEMLY = re.compile("[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0001\ufffe\uffff]")


@dataclass
class Heard:
    """What a terminal was sent, part by part, and what of it no terminal should be."""

    length: int = 0
    forbidden: list[tuple[int, bytes]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    clipboard: list[str] = field(default_factory=list)
    links: int = 0
    hanging: set[int] = field(default_factory=set)
    """Numbers of the pictures that the terminal still holds."""
    sent: int = 0


def parsed(data: bytes) -> Heard:
    """The bytes of a terminal by the grammar; every stretch that it does not allow is among ``forbidden``."""
    heard = Heard(len(data))
    heard.forbidden.extend(_forbidden(data, heard))
    return heard


def _forbidden(data: bytes, heard: Heard) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(data):
        found = _ALLOWED.match(data, place)
        if found is None:
            yield place, data[max(0, place - 30) : place + 40]
            place += 1
            continue
        place = found.end()
        for name in ("text", "title"):
            if found[name] and not _seemly(found[name]):
                yield found.start(), data[max(0, found.start() - 40) : found.end()][:160]
        if found["title"] is not None:
            heard.titles.append(found["title"].decode("utf-8", "replace"))
        if found["clipboard"] is not None:
            heard.clipboard.append(base64.b64decode(found["clipboard"]).decode("utf-8", "replace"))
        if found["hung"]:
            heard.hanging.add(int(found["hung"]))
            heard.sent += 1
        if found["taken"]:
            heard.hanging.discard(int(found["taken"]))
        heard.links += found["link"] is not None


def _seemly(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _UNSEEMLY.search(text) is None


def assert_allowed(data: bytes) -> Heard:
    """The bytes parsed; fails, with what stands around, where anything in them is not allowed."""
    heard = parsed(data)
    assert not heard.forbidden, f"{len(heard.forbidden)} forbidden of {heard.length} bytes: {heard.forbidden[:5]}"
    return heard
