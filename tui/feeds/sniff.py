"""What a text is: a feed in XML, JSON, a page, something else."""

import re
from typing import Literal

Kind = Literal["xml", "json", "html", "other-xml", "text"]

FEED_ROOTS = frozenset({"rss", "feed", "rdf", "channel", "redirect"})

_HTML_ROOTS = frozenset({
    "html", "head", "body", "title", "meta", "script", "style", "div", "p", "span", "br", "h1", "h2", "h3", "h4",
    "center", "link", "table", "form", "iframe", "a", "b", "font", "pre", "ul", "ol", "img", "noscript",
})  # fmt: skip

_FEED_START = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|channel)\b[^<>]{0,5000}>", re.IGNORECASE)
_FIRST_NAME = re.compile(r"<(?:[\w.\-]+:)?([A-Za-z_][\w.\-]*)")
_DOCTYPE_END = re.compile(r"\]\s*>")
_ITEM = re.compile(r"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)

HEAD = 200_000
"""Characters in which a feed must have begun: servers put warnings and whole pages in front of one, but not more."""


def sniff(text: str) -> tuple[Kind, int]:
    """What the text is, and where its root element begins; prolog, DOCTYPE and stray text before it are passed over."""
    start = skip_prolog(text)
    if text[start : start + 1] in ("{", "["):
        return "json", start
    name = _FIRST_NAME.match(text, start)
    root = name[1].lower() if name else ""
    if root in FEED_ROOTS:
        return "xml", start
    later = _FEED_START.search(text, start, start + HEAD)
    # A page may speak of feeds; only one with items in it is worth reading as one.
    if later and (not root or _ITEM.search(text, later.end())):
        return "xml", later.start()
    if "<!doctype html" in text[:start].lower() or root in _HTML_ROOTS:
        return "html", start
    if root:
        return ("xml" if _ITEM.search(text, start) else "other-xml"), start
    return ("html" if re.search(r"<(?:html|body|div)\b", text[:HEAD], re.IGNORECASE) else "text"), start


def skip_prolog(text: str) -> int:
    """Where declaration, processing instructions, comments and DOCTYPE are over: no entity survives it."""
    position, length = 0, len(text)
    while True:
        while position < length and (text[position].isspace() or text[position] == "\ufeff"):
            position += 1
        if text.startswith("<?", position):
            end = text.find("?>", position)
            position = end + 2 if end >= 0 else _after_tag(text, position)
        elif text.startswith("<!--", position):
            end = text.find("-->", position)
            position = end + 3 if end >= 0 else position + 4
        elif text.startswith("<!", position):
            position = _after_doctype(text, position)
        else:
            return position


def _after_doctype(text: str, position: int) -> int:
    close, subset = text.find(">", position), text.find("[", position)
    if 0 <= subset < close:
        end = _DOCTYPE_END.search(text, subset)
        if end:
            return end.end()
    return close + 1 if close >= 0 else len(text)


def _after_tag(text: str, position: int) -> int:
    close = text.find(">", position)
    return close + 1 if close >= 0 else len(text)
