"""Bytes of any page to its article: decode, parse, find the part that is the article, take off its edges, gather."""

from dataclasses import dataclass

from tui.document.blocks import Document, Figure
from tui.document.html import images, of_tidied, plain_text
from tui.document.media import resolve
from tui.document.sanitize import write
from tui.document.scan import scan
from tui.document.strip import strip_tags, without_unseen
from tui.document.tidy import tidy_part
from tui.extract.article import Extracted
from tui.extract.gather import gather
from tui.extract.kind import is_article
from tui.extract.nearby import comments_url, related
from tui.extract.page import BODY, TITLE, Box, Page, parse_page
from tui.extract.pager import next_pages
from tui.extract.prune import written
from tui.extract.score import choose, score
from tui.extract.sites import Rule
from tui.extract.subheads import mark_subheads
from tui.extract.threads import first_post
from tui.extract.told import told
from tui.extract.trim import flatten, trim
from tui.extract.zones import title_of, zones
from tui.text.clean import clean_text
from tui.text.dates import looks_chinese
from tui.text.daytime import CHINA
from tui.text.decode import Decoded, decode


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page is from and how it was sent; `now` is seconds since 1970."""

    url: str = ""
    charset: str = ""
    override: str = ""
    now: int = 0
    rule: Rule | None = None


def extract(data: bytes, source: Source) -> Extracted:
    """The article in `data`; a page that no parser may be given gives its bare text, and is no article."""
    decoded = decode(data, source.charset, source.override)
    html = decoded.text
    if scan(html) is not None:
        html = without_unseen(html)
        if scan(html) is not None:
            return _bare(html, decoded, source)
    page = parse_page(html, source.url, source.rule)
    _set_base(page)
    return _from_page(page, decoded, source)


def _set_base(page: Page) -> None:
    for box in page.link_tags:
        if (box.get("rel") or "").lower() == "canonical" and not page.url:
            page.url = page.base_url = resolve(box.get("href"), "")


def marked(page: Page, mark: str) -> Box | None:
    """The part that the rule for the site names, if it is there."""
    return next((box for box in page.boxes if mark in box.attrs), None)


def _bare(html: str, decoded: Decoded, source: Source) -> Extracted:
    lines = strip_tags(html)
    return Extracted(
        url=source.url, text="\n\n".join(lines), charset=decoded.encoding, charset_why=decoded.why, is_article=False
    )


def _from_page(page: Page, decoded: Decoded, source: Source) -> Extracted:
    said = told(page)
    score(page)
    best = (marked(page, BODY) if source.rule else None) or choose(page)
    if source.rule and (named := marked(page, TITLE)) is not None and named.text:
        said.values["title"] = [(named.text, "rule")]
    title, _, _ = title_of(page, said, max(best.first, 0))
    trimmed = trim(flatten(tidy_part(written(best, first_post(page, best)), page.base_url)), title)
    body = mark_subheads(trimmed.body)
    html = write(body)
    document = of_tidied(body)
    text = plain_text(Document(tuple(block for block in document.blocks if not isinstance(block, Figure))))
    chinese = looks_chinese(text or page.head_title)
    zone = zones(page, best, trimmed.body, said)
    found = gather(page, said, zone, trimmed, now=source.now, chinese=chinese)
    links = related(page, best, zone.foot, [text for _, text in trimmed.taken])
    return Extracted(
        url=source.url,
        text=text,
        html=html,
        related=links,
        images=images(document),
        next_pages=next_pages(page, by_rule=bool(source.rule and source.rule.pager)),
        comments_url=comments_url(page),
        language=clean_text(page.language) or ("zh" if chinese else ""),
        zone=CHINA if chinese else 0,
        charset=decoded.encoding,
        charset_why=decoded.why,
        is_article=is_article(page, best, trimmed.body, text, said),
        whence=found.whence,
        **found.fields,
    )
