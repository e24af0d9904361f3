"""Text to a tree of elements, and how such elements are read: names, texts, inner markup, bases."""

import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from urllib.parse import urljoin

from tui.dataclass import dataclass
from tui.feeds.escape import escaped
from tui.feeds.repair import repair
from tui.feeds.sniff import FEED_ROOTS

XHTML = "http://www.w3.org/1999/xhtml"
XML = "{http://www.w3.org/XML/1998/namespace}"

# Where one name of the tables below stands for several addresses, all of them are in use.
_SPACES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    XHTML: "xhtml",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://example.com/newformat#": "",
    "http://example.com/necho": "",
    "http://purl.org/echo/": "",
    "uri/of/echo/namespace#": "",
    "http://purl.org/pie/": "",
}

# Of these ``urljoin`` makes nothing else.
_ABSOLUTE = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/[A-Za-z0-9/_.~%-]*+(?:\?[A-Za-z0-9/_.~%&=-]++)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


@dataclass(slots=True)
class Tree:
    """The root element of a feed, whether the input stopped before it was closed, and whether inside an item."""

    root: ET.Element
    truncated: bool = False
    item_cut: bool = False


class NotReadable(ValueError):
    """Not even repaired did the text become XML."""


def grow(text: str, start: int) -> Tree:
    """The tree of the element that begins at ``start``; what is not well-formed is repaired first."""
    text = _FORBIDDEN.sub("", text[start:])
    try:
        return Tree(_with_known_root(_parse(text)))
    except ET.ParseError:
        repaired = repair(text)
    try:
        return Tree(_with_known_root(_parse(repaired.text)), repaired.truncated, repaired.item_cut)
    except ET.ParseError as error:
        raise NotReadable(str(error)) from None


def _parse(text: str) -> ET.Element:
    # No DTD gets this far (``sniff`` passes over it), so there are no entities to expand or to fetch.
    parser = ET.XMLParser(encoding="utf-8")  # noqa: S314
    parser.feed(text.encode())
    root: ET.Element = parser.close()
    return root


def _with_known_root(root: ET.Element) -> ET.Element:
    """Take the namespace away from a feed that puts itself into one nobody knows."""
    space, _, local = root.tag.rpartition("}")
    if space and local.lower() in FEED_ROOTS and name(root).startswith("?"):
        for element in root.iter():
            if element.tag.startswith(space + "}"):
                element.tag = element.tag[len(space) + 1 :]
    return root


def name(element: ET.Element) -> str:
    """The name in lower case with the prefix that is usual for its namespace: ``dc:creator``, ``title``."""
    return _usual_name(element.tag)


@lru_cache(maxsize=2048)
def _usual_name(tag: str) -> str:
    if tag[0] != "{":
        return tag.lower()
    space, _, local = tag[1:].rpartition("}")
    known = _SPACES.get(space) or _SPACES.get(space.lower())
    if known is None:
        known = "" if "backend.userland.com/rss" in space else "?"
    return f"{known}:{local.lower()}" if known else local.lower()


def attribute(element: ET.Element, wanted: str) -> str:
    """An attribute without a namespace, found in whatever case it is written; empty where it is missing."""
    value = element.get(wanted)
    if value is None:
        value = next((value for key, value in element.items() if key.lower() == wanted.lower()), "")
    return value


def text_of(element: ET.Element) -> str:
    """All characters inside, tags left out, white space at the ends removed."""
    return (element.text or "").strip() if len(element) == 0 else "".join(element.itertext()).strip()


def markup_of(element: ET.Element) -> str:
    """What is inside as HTML: an element's own text stands for markup, child elements are written out again."""
    if len(element) == 0:
        return (element.text or "").strip()
    return inner(element)


def inner(element: ET.Element) -> str:
    """The children of an element as HTML, text escaped; without recursion, for strangers nest deeply."""
    out = [escaped(element.text or "")]
    stack: list[ET.Element | str] = list(reversed(element))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        tag = node.tag.rpartition("}")[2]
        out.append(f"<{tag}{_attributes(node)}>")
        if tag.lower() in _VOID:
            out.append(escaped(node.tail or ""))
            continue
        out.append(escaped(node.text or ""))
        stack.append(f"</{tag}>" + escaped(node.tail or ""))
        stack.extend(reversed(node))
    return "".join(out).strip()


def base_of(element: ET.Element, outer: str) -> str:
    """The address that links inside the element are relative to (``xml:base``)."""
    own = element.get(XML + "base")
    return join(outer, own) if own else outer


def join(base: str, link: str) -> str:
    """The link made absolute; as it stands where that is impossible."""
    link = link.strip()
    if not link or not base or _ABSOLUTE.fullmatch(link):
        return link
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _attributes(element: ET.Element) -> str:
    parts = ((key.rpartition("}")[2], value) for key, value in element.items())
    return "".join(f' {key}="{escaped(value).replace(chr(34), "&quot;")}"' for key, value in parts)
