"""RSS 0.9x, 1.0 and 2.0, RDF and Atom 0.3 and 1.0: a tree of elements to a raw feed."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from tui.feeds.raw import RawEntry, RawFeed, RawText
from tui.feeds.tree import XML, Tree, attribute, base_of, inner, join, markup_of, name, text_of
from tui.feeds.xmlitem import author_of, read_item, text_field

_RSS = {"0.91": "RSS 0.91", "0.92": "RSS 0.92", "2.0": "RSS 2.0", "1.0": "RSS 1.0"}
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}

_BASE = XML + "base"

LOOKED_AT = 20
"""Items are read up to so many times the cap, so that the newest can be chosen; past that they are only counted."""


def read_tree(tree: Tree, url: str, limit: int) -> RawFeed:
    """The feed in a tree; a feed without a single item is a feed."""
    root = tree.root
    feed = RawFeed(format=_format(root), truncated=tree.truncated)
    base = base_of(root, url)
    feed.language = root.get(XML + "lang", "")
    for element in _with_children(root):
        if name(element) in ("channel", "feed") and element is not root:
            inner_base = base_of(element, base)
            _head(feed, element, inner_base)
            feed.language = feed.language or element.get(XML + "lang", "")
    if name(root) in ("feed", "channel"):
        _head(feed, root, base)
    # Where no base is given, the entry's own address is nearer than the feed's, which may be a proxy's.
    _items(feed, root, base if root.get(_BASE) else "", url, limit)
    if tree.item_cut and feed.entries and not _whole(feed.entries[-1]):
        feed.entries.pop()
    return feed


def _with_children(root: ET.Element) -> Iterator[ET.Element]:
    yield root
    yield from root


def _items(feed: RawFeed, root: ET.Element, base: str, url: str, limit: int) -> None:
    """Every item in document order, wherever it stands, with the base that it or an element around it is given."""
    stack, home = [(root, base)], feed.site or url
    while stack:
        element, base = stack.pop()
        if name(element) in ("item", "entry"):
            _item(feed, element, base, limit)
            continue
        if len(element):
            stack.extend((child, _given(child, base, home)) for child in reversed(element))


def _given(element: ET.Element, base: str, home: str) -> str:
    own = element.get(_BASE)
    return join(base or home, own) if own else base


def _item(feed: RawFeed, element: ET.Element, base: str, limit: int) -> None:
    if not len(element) and not element.attrib:
        return
    if len(feed.entries) >= limit * LOOKED_AT:
        feed.dropped += 1
        return
    entry = read_item(element, base)
    if not entry.empty:
        feed.entries.append(entry)


def _whole(entry: RawEntry) -> bool:
    """Whether an item that the file's end cut through can still be told from others and named."""
    return bool(entry.title and entry.title.value and (entry.guid or entry.link))


def _format(root: ET.Element) -> str:
    kind = name(root)
    if kind == "rss":
        return _RSS.get(attribute(root, "version").strip(), "RSS")
    if kind == "feed":
        return "Atom 0.3" if attribute(root, "version") == "0.3" else "Atom 1.0"
    return "RSS 1.0" if kind == "rdf:rdf" else "RSS"


def _head(feed: RawFeed, channel: ET.Element, base: str) -> None:
    period, frequency = 0, 1
    for element in channel:
        match name(element):
            case "title" if feed.title is None:
                feed.title = text_field(element, base)
            case "link" if text_of(element) or attribute(element, "href"):
                _site(feed, element, base)
            case "description" | "subtitle" | "tagline" if feed.description is None:
                feed.description = RawText(inner(element) if len(element) else markup_of(element), base=base)
            case "author" if name(channel) == "feed":
                # RFC 4287, 4.2.1; in RSS it is only who answers for the site.
                feed.authors.append(author_of(element))
            case "language" | "dc:language":
                feed.language = text_of(element) or feed.language
            case "ttl":
                feed.ttl = _number(text_of(element)) or feed.ttl
            case "sy:updateperiod":
                period = _PERIODS.get(text_of(element).lower(), 0)
            case "sy:updatefrequency":
                frequency = _number(text_of(element)) or 1
            case _:
                pass
    if feed.ttl is None and period:
        feed.ttl = max(1, period // frequency)


def _site(feed: RawFeed, element: ET.Element, base: str) -> None:
    href, rel = attribute(element, "href"), attribute(element, "rel").lower()
    if href and rel not in ("", "alternate"):
        return
    if not feed.site or (href and attribute(element, "type").startswith("text/html")):
        feed.site = join(base, href or text_of(element))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else None
