"""What a page tells machines about its article: JSON-LD, OpenGraph and other meta tags."""

import json
import re
from collections.abc import Iterator
from typing import Any

from tui.dataclass import dataclass, field
from tui.extract.page import Attributes, Page, fold
from tui.text.clean import clean_text, cut

_LONGEST_DATA = 1_000_000
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|NewsStory)$")
_CONTROLS = re.compile("[\x00-\x1f]")
_COMMENT = re.compile(r"^\s*(?://\s*)?<!(?:\[CDATA\[|--)|(?://\s*)?(?:\]\]>|-->)\s*$")
_LONGEST = 300

# By field, the names of meta tags from the most precise.
_METAS = {
    "published": (
        "article:published_time", "datepublished", "publishdate", "pubdate", "og:published_time", "og:release_date",
        "publish_date", "publication_date", "publish-date", "weibo:article:create_at", "bytedance:published_time",
        "sailthru.date", "parsely-pub-date", "dc.date.issued", "dcterms.created", "dc.date", "date", "created",
        "apub:time", "_pubtime", "publishtime", "firstpublishedtime",
    ),
    "updated": (
        "article:modified_time", "datemodified", "og:updated_time", "weibo:article:update_at", "lastmodified",
        "bytedance:updated_time", "last-modified", "dcterms.modified", "revised", "article:updated",
    ),
    "author": (
        "author", "article:author_name", "byl", "sailthru.author", "parsely-author", "dc.creator", "article:author",
        "og:article:author", "twitter:data1", "reporter", "byline",
    ),
    "title": ("og:title", "twitter:title", "dc.title", "headline", "parsely-title"),
    "outlet": ("og:site_name", "mediaid", "application-name", "publisher", "dc.publisher", "copyright_owner"),
    "source": ("source", "contentsource", "newssource", "dc.source"),
    "section": ("article:section", "section", "parsely-section"),
    "keywords": ("news_keywords", "article:tag", "keywords", "parsely-tags"),
    "type": ("og:type",),
    "image": ("og:image", "twitter:image"),
    "description": ("og:description", "description"),
}  # fmt: skip


@dataclass(slots=True)
class Told:
    """Values by field, each with where it was, from the most precise."""

    values: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    path: tuple[str, ...] = ()
    body: str = ""
    is_article: bool = False
    comments: int | None = None

    def add(self, name: str, value: str, where: str) -> None:
        """Take in a value, unless it is empty or known."""
        value = cut(clean_text(value[: _LONGEST * 4]), _LONGEST)
        known = self.values.setdefault(name, [])
        if value and all(value != old for old, _ in known) and len(known) < 40:
            known.append((value, where))

    def first(self, name: str) -> tuple[str, str]:
        """The most precise value and where it was, or two empty texts."""
        return next(iter(self.values.get(name, ())), ("", ""))


def told(page: Page) -> Told:
    """All that the page tells machines."""
    found = Told()
    for text in page.data[:20]:
        for thing in _things(text):
            _read_thing(thing, found)
    _read_metas(page.metas, found)
    for link in page.link_tags:
        if (link.get("rel") or "").lower() == "canonical":
            found.add("canonical", link.get("href") or "", "markup")
    return found


def _things(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, those within lists and graphs too."""
    if len(text) > _LONGEST_DATA:
        return
    text = _COMMENT.sub("", text.strip()).strip().rstrip(";")
    try:
        data = json.loads(_CONTROLS.sub(" ", text))
    except (ValueError, RecursionError):
        return
    waiting, seen = [data], 0
    while waiting and seen < 500:
        thing = waiting.pop(0)
        seen += 1
        if isinstance(thing, list):
            waiting[:0] = thing[:200]
        elif isinstance(thing, dict):
            yield thing
            waiting += [
                thing[name] for name in ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb") if name in thing
            ]


def _read_thing(thing: dict[str, Any], found: Told) -> None:
    kinds = thing.get("@type")
    names = {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}
    if "BreadcrumbList" in names and not found.path:
        found.path = _breadcrumbs(thing)
    if not any(map(_ARTICLE.search, names)):
        if names & {"WebPage", "WebSite", "CollectionPage"} or "pubDate" in thing:
            _read_dates(thing, found)
        return
    found.is_article = True
    _read_dates(thing, found)
    found.add("title", _word(thing.get("headline")) or _word(thing.get("name")), "json-ld")
    for name in _names(thing.get("author")) or _names(thing.get("creator")):
        found.add("author", name, "json-ld")
    for name in _names(thing.get("publisher")) or _names(thing.get("sourceOrganization")):
        found.add("outlet", name, "json-ld")
    sections = thing.get("articleSection")
    for section in sections if isinstance(sections, list) else [sections]:
        found.add("section", _word(section), "json-ld")
    keywords = thing.get("keywords")
    for word in keywords if isinstance(keywords, list) else [keywords]:
        found.add("keywords", _word(word), "json-ld")
    body = thing.get("articleBody")
    if isinstance(body, str) and len(body) > len(found.body):
        found.body = body[:_LONGEST_DATA]
    count = thing.get("commentCount")
    if isinstance(count, int | str) and str(count).isdecimal() and len(str(count)) < 10:
        found.comments = int(count)


def _read_dates(thing: dict[str, Any], found: Told) -> None:
    for field_name, keys in (
        ("published", ("datePublished", "pubDate", "dateCreated")),
        ("updated", ("dateModified", "upDate")),
    ):
        for key in keys:
            found.add(field_name, _word(thing.get(key)), "json-ld")


def _breadcrumbs(thing: dict[str, Any]) -> tuple[str, ...]:
    items = thing.get("itemListElement")
    names = []
    for item in items[:12] if isinstance(items, list) else []:
        if isinstance(item, dict):
            inner = item.get("item")
            names.append(_word(item.get("name")) or (_word(inner.get("name")) if isinstance(inner, dict) else ""))
    return tuple(cut(clean_text(name), 60) for name in names if name)


def _word(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value", value.get("name", ""))
    return fold(value[: _LONGEST * 4]) if isinstance(value, str) else ""


def _names(value: object) -> list[str]:
    several = value if isinstance(value, list) else [value]
    return [name for one in several[:20] if (name := _word(one.get("name") if isinstance(one, dict) else one))]


def _read_metas(metas: list[Attributes], found: Told) -> None:
    by_name: dict[str, list[str]] = {}
    for meta in metas:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content") or ""
        if name and content:
            by_name.setdefault(name.strip().lower(), []).append(content)
    for field_name, names in _METAS.items():
        for name in names:
            for content in by_name.get(name, ())[:20]:
                where = "opengraph" if name.startswith(("og:", "article:")) else "meta"
                found.add(field_name, content, where)
