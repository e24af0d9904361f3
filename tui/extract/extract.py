"""Bytes of any page to its article: decode, parse, find the part that is the article, take off its edges, gather."""

from collections.abc import Sequence
from typing import Any

from tui.document.blocks import Document, Figure
from tui.document.captions import is_caption
from tui.document.html import images, of_tidied, plain_text
from tui.document.media import resolve
from tui.document.sanitize import write
from tui.document.scan import is_moderate, scan
from tui.document.strip import strip_tags, without_unseen
from tui.document.tidy import tidy_part
from tui.extract.gather import gather
from tui.extract.kind import is_article
from tui.extract.nearby import comments_url, related
from tui.extract.page import BODY, TITLE, Box, Page, parse_page
from tui.extract.paging import next_pages
from tui.extract.prune import written
from tui.extract.score import choose, score
from tui.extract.sites import Rule, rule_for
from tui.extract.subheads import mark_subheads
from tui.extract.threads import first_post
from tui.extract.told import told
from tui.extract.trim import flatten, trim
from tui.extract.verse import lines_alone, verse
from tui.extract.zones import title_of, zones
from tui.model.page import PageArticle
from tui.text.characters import whole
from tui.text.clean import clean_text
from tui.text.dates import looks_chinese
from tui.text.decode import decode


def extract(
    data: bytes, url: str = "", *, charset: str = "", override: str = "", now: int = 0, rules: Sequence[Rule] = ()
) -> PageArticle:
    """The article in a page; a page that no parser may be given gives its bare text, and is no article.

    Never raises, and takes time linear in the size. `now` is seconds since 1970.
    """
    decoded = decode(data, charset, override)
    html = whole(decoded.text)
    if not is_moderate(html) and scan(html) is not None:
        html = without_unseen(html)
        if scan(html) is not None:
            return PageArticle(text="\n\n".join(strip_tags(html)), charset=decoded.encoding)
    rule = rule_for(url, rules)
    page = parse_page(html, url, rule)
    for link in page.link_tags if not url else ():
        if (link.get("rel") or "").lower() == "canonical":
            page.url = page.base_url = resolve(link.get("href"), "")
    fields = _read(page, rule, now)
    return PageArticle(charset=decoded.encoding, **fields)


def marked(page: Page, mark: str) -> Box | None:
    """The part that the rule for the site names, if it is there."""
    return next((box for box in page.boxes if mark in box.attrs), None)


def _read(page: Page, rule: Rule | None, now: int) -> dict[str, Any]:
    """The fields of the article in a parsed page."""
    said = told(page)
    score(page)
    named = marked(page, BODY) if rule else None
    best = named or choose(page)
    lines = None if named else verse(page, best)
    if lines is not None:
        best = lines[0]
    if rule and (heading := marked(page, TITLE)) is not None and heading.text:
        said.values["title"] = [(heading.text, "rule")]
    title, _, _ = title_of(page, said, max(best.first, 0))
    blocks = flatten(tidy_part(written(best, first_post(page, best)), page.base_url))
    trimmed = lines_alone(blocks, lines[1]) if lines else trim(blocks, title)
    body = mark_subheads(trimmed.body)
    document = of_tidied(body)
    # What a page sets as a line of its own is text, also where it is known for a caption.
    text = plain_text(
        Document(tuple(b for b in document.blocks if not isinstance(b, Figure) or is_caption(b.caption.text)))
    )
    chinese = looks_chinese(text or page.head_title)
    zone = zones(page, best, trimmed.body, said)
    found = gather(page, said, zone, trimmed, now=now, chinese=chinese)
    return {
        "text": text,
        "html": write(body),
        "related": related(page, best),
        "images": images(document),
        "next_pages": next_pages(page, by_rule=bool(rule and rule.pager)),
        "comments_url": comments_url(page),
        "language": _language(page, chinese=chinese),
        "is_article": is_article(page, best, trimmed.body, text, said, in_lines=lines is not None),
        "origins": found.whence,
        **found.fields,
        "credits": dict(found.fields.get("credits", ())),
    }


def _language(page: Page, *, chinese: bool) -> str:
    said = clean_text(page.language)
    # Many Chinese pages still say the English of the template that they were made from.
    return ("zh" if chinese else "") if (chinese and said.startswith("en")) or not said else said
