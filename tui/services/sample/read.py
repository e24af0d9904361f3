"""The sample paper as feeds, in the same form in which fetched feeds arrive.

``paper.toml`` is the index: one table per feed, one per article, in the order they are shown. An article's text is
``articles/<slug>.html``: the body alone or, where the article shows what a news page looks like, the whole page with
its body inside ``<article>``.
"""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from tui.dataclass import dataclass, field
from tui.document.html import images, plain_text, summary, to_document
from tui.document.sanitize import sanitize
from tui.model.feed import Enclosure, ParsedEntry, ParsedFeed
from tui.services.sample import SITE


@dataclass(frozen=True, slots=True)
class SampleFields:
    """What a news page tells beside what a feed carries; ``page`` is the whole page's HTML, empty where none."""

    path: tuple[str, ...] = ()
    outlet: str = ""
    credits: tuple[tuple[str, str], ...] = ()
    disclaimer: str = ""
    views: int | None = None
    page: str = ""


@dataclass(frozen=True, slots=True)
class SampleFeed:
    """One feed of the sample paper; ``fields`` holds, by guid, what its entries have no room for."""

    url: str
    title: str
    site: str
    folder: str
    feed: ParsedFeed
    fields: Mapping[str, SampleFields] = field(default_factory=dict)


def sample_paper(now: int) -> list[SampleFeed]:
    """The feeds of the sample paper with their articles, newest first; dates count back from ``now`` (UTC seconds)."""
    folder = resources.files("tui.services.sample")
    paper = tomllib.loads((folder / "paper.toml").read_text("utf-8"))
    return [_feed(about, paper["article"], folder / "articles", now) for about in paper["feed"]]


def _feed(about: dict[str, Any], articles: list[dict[str, Any]], folder: Traversable, now: int) -> SampleFeed:
    mine = [article for article in articles if article["feed"] == about["key"]]
    pages = {article["slug"]: (folder / f"{article['slug']}.html").read_text("utf-8") for article in mine}
    site = SITE + about["key"] + "/"
    feed = ParsedFeed(
        title=about["title"],
        site=site,
        description=about["description"],
        language=about["language"],
        format="sample",
        encoding="utf-8",
        encoding_why="utf-8",
        entries=tuple(_entry(article, pages[article["slug"]], about, now) for article in mine),
    )
    return SampleFeed(
        url="kanbao:sample/" + about["key"],
        title=about["title"],
        site=site,
        folder=about["folder"],
        feed=feed,
        fields={_guid(article): _fields(article, pages[article["slug"]]) for article in mine},
    )


def _entry(article: dict[str, Any], page: str, about: dict[str, Any], now: int) -> ParsedEntry:
    url = f"{SITE}{about['key']}/{article['slug']}"
    language = article.get("language", about["language"])
    html = sanitize(_body(page), url)
    document = to_document(html, url, language)
    text = plain_text(document)
    return ParsedEntry(
        guid=_guid(article),
        url=url,
        title=article["title"],
        authors=tuple(article.get("authors", ())),
        source=article.get("source", ""),
        published=now - int(timedelta(**article["ago"]).total_seconds()),
        html=html,
        text=text,
        summary=summary(text),
        tags=tuple(article["tags"]),
        enclosures=tuple(Enclosure(**enclosure) for enclosure in article.get("enclosures", ())),
        images=images(document),
        comments=article.get("comments"),
        language=language,
    )


def _fields(article: dict[str, Any], page: str) -> SampleFields:
    return SampleFields(
        path=tuple(article.get("path", ())),
        outlet=article.get("outlet", ""),
        credits=tuple(article.get("credits", {}).items()),
        disclaimer=article.get("disclaimer", ""),
        views=article.get("views"),
        page=page if _body(page) != page else "",
    )


def _guid(article: dict[str, Any]) -> str:
    return "kanbao:sample/" + str(article["slug"])


def _body(page: str) -> str:
    """What stands inside ``<article>``, or all of it; our own pages have at most one, with no attributes."""
    _, opened, rest = page.partition("<article>")
    return rest.partition("</article>")[0] if opened else page
