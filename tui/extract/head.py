"""What the head of a page says of its article: JSON-LD, OpenGraph and other meta elements, all of it claims."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tui.text.clean import clean_text

LONGEST = 300_000
DEEPEST = 12
MOST = 2_000

_ARTICLES = ("article", "blogposting", "newsarticle", "reportagenewsarticle", "report", "socialmediaposting")
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage")
_CONTROLS = re.compile("[\x00-\x1f]")
_META = {
    "title": ("og:title", "twitter:title", "dc.title", "title"),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "publishdate", "pubdate", "publish_date",
        "publish-date", "weibo: article:create_at", "og:release_date", "dc.date.issued", "dc.date", "sailthru.date",
        "parsely-pub-date", "article_date_original", "apub:time", "firstpublishedtime",
    ),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "lastmodified", "last-modified"),
    "authors": ("author", "article:author", "dc.creator", "byl", "parsely-author", "mediaid"),
    "outlet": ("og:site_name", "application-name"),
    "source": ("source", "contentsource", "og:article:source"),
    "tags": ("article:tag", "keywords", "news_keywords", "og:keywords"),
    "section": ("article:section", "columnname", "column"),
    "type": ("og:type",),
    "image": ("og:image", "twitter:image"),
    "description": ("og:description", "description", "twitter:description"),
}  # fmt: skip
_BY_NAME = {name: field for field, names in _META.items() for name in names}


@dataclass(slots=True)
class Head:
    """Claims by field, the best first, each with where it stood."""

    claims: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, name: str, value: object, origin: str) -> None:
        """Note a claim, if it is a text."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and (clean := clean_text(value[:MOST])):
            self.claims.setdefault(name, []).append((clean, origin))

    def first(self, name: str) -> tuple[str, str]:
        """The best claim and its origin, both empty where there is none."""
        return next(iter(self.claims.get(name, ())), ("", ""))

    def all(self, name: str, origin: str = "") -> list[str]:
        """All claims, those of one origin only where it is given."""
        return [value for value, where in self.claims.get(name, ()) if origin in ("", where)]


def read_head(tree: LexborHTMLParser) -> Head:
    """The claims of a page."""
    head = Head()
    for script in tree.css('script[type="application/ld+json"]')[:20]:
        for thing in _things(script.text()):
            _from_json(thing, head)
    for meta in tree.css("meta")[:300]:
        attrs = meta.attributes
        name = (attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or "").strip().lower()
        if known := _BY_NAME.get(name):
            head.add(known, attrs.get("content"), "meta")
    return head


def _things(text: str) -> Iterator[dict[str, Any]]:
    """The objects in a piece of JSON-LD that describe an article."""
    if len(text) > LONGEST:
        return
    try:
        data = json.loads(_CONTROLS.sub(" ", text.strip().removesuffix(";")))
    except (ValueError, RecursionError):
        return
    waiting, seen = [(data, 0)], 0
    while waiting and seen < MOST:
        value, depth = waiting.pop(0)
        seen += 1
        if depth > DEEPEST:
            continue
        if isinstance(value, list):
            waiting += [(item, depth + 1) for item in value[:200]]
        elif isinstance(value, dict):
            kind = value.get("@type")
            kinds = kind if isinstance(kind, list) else [kind]
            if any(isinstance(name, str) and name.lower().endswith(_ARTICLES) for name in kinds):
                yield value
            else:
                waiting += [(value[name], depth + 1) for name in _HOLDERS if name in value]


def _from_json(thing: dict[str, Any], head: Head) -> None:
    origin = "json-ld"
    head.add("type", "article", origin)
    for name, key in (("title", "headline"), ("published", "datePublished"), ("updated", "dateModified")):
        head.add(name, thing.get(key), origin)
    for name, key in (("authors", "author"), ("outlet", "publisher"), ("section", "articleSection")):
        for value in _names(thing.get(key)):
            head.add(name, value, origin)
    keywords = thing.get("keywords")
    for value in keywords[:30] if isinstance(keywords, list) else [keywords]:
        head.add("tags", value, origin)
    head.add("comments", thing.get("commentCount"), origin)


def _names(value: object) -> Iterator[object]:
    for item in value[:20] if isinstance(value, list) else [value]:
        yield item.get("name") if isinstance(item, dict) else item
