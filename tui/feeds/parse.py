"""Bytes to a parsed feed: decode, find out what it is, read it by its format, clean it."""

import time

from tui.dataclass import replace
from tui.feeds.jsonfeed import read_json
from tui.feeds.mapping import finish
from tui.feeds.raw import LIMIT, RawFeed
from tui.feeds.sniff import sniff
from tui.feeds.tree import NotReadable, grow
from tui.feeds.xmlfeed import read_tree
from tui.model.errors import EmptyBody, NotAFeed, ParseError
from tui.model.feed import ParsedFeed
from tui.text.decode import Decoded, decode

_PICTURES = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"BM", b"\x00\x00\x01\x00")


def parse(
    body: bytes,
    url: str = "",
    *,
    content_type: str = "",
    charset: str = "",
    override: str = "",
    now: int = 0,
    limit: int = LIMIT,
) -> ParsedFeed:
    """The feed in the bytes of an answer.

    ``url`` is where they came from and what relative links are relative to, ``charset`` what the server said,
    ``override`` the encoding that the reader chose, ``now`` the time of fetching in seconds since 1970 (0: this
    moment). Entries past ``limit`` are counted, not kept. Raises ``EmptyBody``, ``NotAFeed`` (found: html, json,
    xml, image, text), or ``ParseError`` where markup is beyond repair.

    May take long on hostile input, so the program itself only calls it in a worker.
    """
    if not body.strip(b"\0 \t\r\n"):
        raise EmptyBody(url=url)
    if body.startswith(_PICTURES) or content_type.startswith(("image/png", "image/jpeg", "image/gif", "image/webp")):
        raise NotAFeed(url=url, found="image")
    decoded = decode(body, charset or _charset(content_type), override)
    if not decoded.text.strip("\ufeff\0 \t\r\n"):
        raise EmptyBody(url=url)
    now = now or int(time.time())
    raw = _read(decoded, url, limit)
    return replace(finish(raw, url, now, limit), encoding=decoded.encoding, encoding_why=decoded.why)


def _read_loose(text: str, url: str, limit: int) -> RawFeed:
    """What feedparser can still read of markup that is beyond repair; ParseError where that is nothing."""
    # Its import is felt, and hardly any feed needs it.
    from tui.feeds.loose import read_loose

    raw = read_loose(text, url, limit)
    if not raw.entries:
        raise ParseError(url=url, reason="markup")
    return raw


def _charset(content_type: str) -> str:
    """The charset in a Content-Type header, where it names one."""
    if ";" not in content_type:
        return ""
    from email.message import Message  # felt by a worker's start, and a server that names a charset is heard already

    message = Message()
    message["Content-Type"] = content_type.replace("\r", " ").replace("\n", " ")
    return message.get_content_charset("")


def _read(decoded: Decoded, url: str, limit: int) -> RawFeed:
    kind, start = sniff(decoded.text)
    match kind:
        case "json":
            return read_json(decoded.text[start:], url, limit)
        case "xml":
            try:
                tree = grow(decoded.text, start)
            except NotReadable:
                return _read_loose(decoded.text, url, limit)
            return read_tree(tree, url, limit)
        case "other-xml":
            raise NotAFeed(url=url, found="xml")
        case "html" | "text":
            raise NotAFeed(url=url, found=kind)
