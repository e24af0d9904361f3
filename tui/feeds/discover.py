"""Finds the feeds of a site: what its page announces, what looks like a link to one, and where feeds usually are."""

import html
import re
from urllib.parse import urlsplit, urlunsplit

from tui.dataclass import dataclass
from tui.feeds.raw import RawText
from tui.feeds.titles import plain
from tui.feeds.tree import join
from tui.text.clean import clean_url

PAGE = 5_000_000
"""Characters of a page that are looked at."""

MOST = 50
ANCHORS = 5000

TYPES = {
    "application/rss+xml": "rss",
    "application/atom+xml": "atom",
    "application/rdf+xml": "rdf",
    "application/feed+json": "json",
    "application/json": "json",
    "text/rss+xml": "rss",
    "text/atom+xml": "atom",
}

PATHS = (
    "feed", "rss.xml", "atom.xml", "feed.xml", "index.xml", "rss", "feed/", "feed.json", "feeds/posts/default",
    "rss/index.xml", "blog/feed", "index.rdf", "?feed=rss2",
)  # fmt: skip

_LINK = re.compile(r"""<(link|base)\b((?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>""", re.IGNORECASE)
_ANCHOR = re.compile(r"""<a\b((?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+)>([^<]{0,200})""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-zA-Z:\-]+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""")

_FEED_PATH = re.compile(
    r"(?:^|[/._?&=\-])(?:rss2?|atom|feeds?|rdf)(?:$|[/._?&=\-]?(?:xml|json|rss2?|atom|php|aspx?)?/?$)", re.IGNORECASE
)
_FEED_WORD = re.compile(r"\b(?:rss|atom|feed)\b|订阅|訂閱", re.IGNORECASE)
_NOT_A_FEED = re.compile(r"/wp-json/|/oembed|\.(?:html?|css|js|png|jpe?g|gif|svg|ico|pdf)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page points at; ``type`` is rss, atom, rdf, json or empty where only its address gives it away."""

    url: str
    title: str = ""
    type: str = ""


def discover(html_text: str, url: str) -> list[FoundFeed]:
    """The feeds a page at ``url`` points at: announced ones first, then links that look like feeds; each once."""
    page = _without_comments(html_text[:PAGE])
    found: dict[str, FoundFeed] = {}
    base = url
    for match in _LINK.finditer(page):
        attributes = _attributes(match[2])
        if match[1].lower() == "base":
            base = join(url, attributes.get("href", "")) if base == url else base
        elif feed := _announced(attributes, base):
            found.setdefault(feed.url, feed)
    seen: set[str] = set()
    for match in _ANCHOR.finditer(page):
        attributes = _attributes(match[1])
        href = attributes.get("href", "")
        if href in seen:
            continue
        seen.add(href)
        if feed := _linked(attributes, match[2], base):
            found.setdefault(feed.url, feed)
        if len(found) >= MOST or len(seen) >= ANCHORS:
            break
    found.pop(clean_url(url), None)
    return list(found.values())[:MOST]


def common_paths(url: str) -> list[str]:
    """Addresses on the same host where feeds usually are, the folder of ``url`` before the root; at most 26."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return []
    folder = parts.path.rpartition("/")[0].rstrip("/") + "/"
    paths = [f + path for f in dict.fromkeys((folder, "/")) for path in PATHS]
    split = (path.partition("?") for path in paths)
    found = (urlunsplit((parts.scheme, parts.netloc, path, query, "")) for path, _, query in split)
    return list(dict.fromkeys(found))


def _without_comments(page: str) -> str:
    """The page without what browsers take for comments; one that is never closed lasts to the end."""
    first, *rest = page.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def _announced(attributes: dict[str, str], base: str) -> FoundFeed | None:
    relations = attributes.get("rel", "").lower().split()
    kind = TYPES.get(attributes.get("type", "").partition(";")[0].strip().lower())
    address = _address(attributes, base)
    if not address or not {"alternate", "feed"} & set(relations):
        return None
    if kind is None and "feed" not in relations:
        return None
    if kind == "json" and _NOT_A_FEED.search(address):
        return None
    return FoundFeed(address, plain(RawText(attributes.get("title", ""))), kind or "")


def _linked(attributes: dict[str, str], words: str, base: str) -> FoundFeed | None:
    address = _address(attributes, base)
    if not address or _NOT_A_FEED.search(address):
        return None
    parts = urlsplit(address)
    path = parts.path + ("?" + parts.query if parts.query else "")
    kind = TYPES.get(attributes.get("type", "").strip().lower())
    named = _FEED_WORD.search(words + " " + attributes.get("title", "")) and path.lower().endswith(
        (".xml", ".rdf", ".json")
    )
    if kind is None and not named and not _FEED_PATH.search(path.rstrip("/")):
        return None
    return FoundFeed(address, plain(RawText(attributes.get("title", "") or words)), kind or "")


def _address(attributes: dict[str, str], base: str) -> str:
    href = attributes.get("href", "").strip()
    if href.lower().startswith("feed:"):
        href = href[5:] if href[5:].lower().startswith("http") else "http:" + href[5:]
    if not href or href.startswith("#"):
        return ""
    address = clean_url(join(base, href))
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return urlunsplit(parts._replace(fragment="")) if parts.scheme.lower() in ("http", "https") else ""


def _attributes(text: str) -> dict[str, str]:
    pairs = (
        (m[1].lower(), next(part for part in m.groups()[1:] if part is not None)) for m in _ATTRIBUTE.finditer(text)
    )
    return {name: html.unescape(value) for name, value in pairs}
