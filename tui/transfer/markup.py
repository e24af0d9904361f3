"""The tags of an OPML text, in one pass that nothing can make slow; entities, DTDs and nesting mean nothing to it.

Lists in use have bare ampersands, HTML in their attributes and tags that are never closed. An XML parser refuses those,
and has to be kept from expanding and fetching what others declare; here nothing can be declared.
"""

import html
import re
from collections.abc import Iterator

from tui.dataclass import dataclass

_NAMES = "opml|outline|title"
# A value may hold other markup, but an attempt ends at the next tag that counts: a missing quote costs that tag alone.
_INSIDE = rf"<(?!/?(?:{_NAMES}|body|head)\b)"
_VALUE = rf"\"(?:[^\"<]|{_INSIDE})*+\"|'(?:[^'<]|{_INSIDE})*+'"
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAMES})\b(?P<rest>(?:[^\"'<>]++|{_VALUE})*+)>", re.IGNORECASE)
# A name begins behind a space or a value: else every letter of a long word would be tried as a beginning.
_ATTRIBUTE = re.compile(rf"(?<![^\s\"'])(?P<name>[^\s=\"'/<>]++)\s*+=\s*+(?P<value>{_VALUE})", re.IGNORECASE)
_NEXT = re.compile(rf"<(?:!--|!\[CDATA\[|!|\?|(?i:/?(?:{_NAMES})\b))")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SUBSET_END = re.compile(r"\]\s*>")
_CLOSED_BY = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_BROKEN = 400
"""Characters of a tag without an end that are looked at for what it was about."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: ``kind`` is start, end, empty (``<a/>``), or broken where it never ends; places count characters.

    ``name`` is in lower case; ``rest`` what stands behind it, ``after`` where the tag is over.
    """

    kind: str
    name: str
    rest: str
    at: int
    after: int

    def attributes(self) -> dict[str, str]:
        """The attributes, names in lower case; references to characters are read, other entities left as written."""
        return {found["name"].lower(): unescaped(found["value"][1:-1]) for found in _ATTRIBUTE.finditer(self.rest)}


def tags(text: str) -> Iterator[Tag]:
    """The tags that count, in order; comments, CDATA, processing instructions and the document type are passed over."""
    at = 0
    while (opened := _NEXT.search(text, at)) is not None:
        start, mark = opened.start(), opened[0]
        if mark in _CLOSED_BY:
            at = _behind(text, _CLOSED_BY[mark], opened.end())
        elif mark == "<!":
            at = _behind_doctype(text, opened.end())
        elif found := _TAG.match(text, start):
            at = found.end()
            kind = "end" if found["end"] else "empty" if found["rest"].endswith("/") else "start"
            yield Tag(kind, found["name"].lower(), found["rest"], start, at)
        else:
            at = opened.end()
            kind = "end" if mark.startswith("</") else "broken"
            yield Tag(kind, mark.lstrip("</").lower(), text[at : at + _BROKEN], start, at)


def unescaped(text: str) -> str:
    """Text with its references to characters read once, HTML's names among them; what is not known stays."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def _behind(text: str, mark: str, start: int) -> int:
    end = text.find(mark, start)
    return len(text) if end < 0 else end + len(mark)


def _behind_doctype(text: str, start: int) -> int:
    """Where ``<!DOCTYPE … [ … ]>`` ends; whatever it declares is not read."""
    end = text.find(">", start)
    if end < 0:
        return len(text)
    if "[" in text[start:end]:
        closed = _SUBSET_END.search(text, start)
        return closed.end() if closed else len(text)
    return end + 1
