"""From the bytes of a page to its article."""

import re
from collections.abc import Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from tui.document.blocks import Document, Figure, Folded
from tui.document.html import images, plain_text, to_document
from tui.document.sanitize import write
from tui.document.scan import is_moderate, scan
from tui.document.strip import strip_tags, without_unseen
from tui.document.tidy import tidy_parsed
from tui.extract import links
from tui.extract.body import part, subheads
from tui.extract.boxes import Box, measure, units
from tui.extract.choose import choose, prune
from tui.extract.head import Head, read_head
from tui.extract.reading import Reading
from tui.extract.sites import Rule, apply_rule
from tui.extract.title import title_of
from tui.model.page import PageArticle
from tui.text.characters import whole
from tui.text.clean import clean_text
from tui.text.dates import looks_chinese
from tui.text.decode import decode

ENOUGH, ENOUGH_CLAIMED = 110.0, 50.0
"""Units of text that make an article: of any page, and of one that says it is an article."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_MISSING = re.compile(
    r"404|not found|页面不存在|找不到|已删除|不存在或已|错误提示|访问出错|server error|access denied", re.IGNORECASE
)


def extract(
    data: bytes, url: str = "", *, charset: str = "", override: str = "", now: int = 0, rules: Sequence[Rule] = ()
) -> PageArticle:
    """The article in a page; an empty one where there is none. Never raises, and takes time linear in the size."""
    decoded = decode(data, charset, override)
    html = whole(decoded.text)
    if not is_moderate(html) and scan(html) is not None:
        html = without_unseen(html)
        if scan(html) is not None:
            return _plain(strip_tags(html), decoded.encoding)
    tree = LexborHTMLParser(html)
    body = tree.body
    if body is None:
        return PageArticle(charset=decoded.encoding)
    head = read_head(tree)
    title, title_origin = title_of(tree, head)
    next_pages, comments_url = links.next_pages(tree, url), links.comments_url(tree, url)
    top, lines = measure(body)
    # Lines must be read before what is no part of the article is taken out of the tree.
    related = links.related(lines, url)
    chosen = apply_rule(tree, url, rules) or choose(top)
    linked = _linked_headings(chosen)
    if isinstance(chosen, Box):
        prune(chosen)
    parted = part(tidy_parsed(chosen.node if isinstance(chosen, Box) else chosen, url), title)
    clean_html = write(subheads(parted.blocks))
    document = to_document(clean_html, url)
    text = body_text(document)
    article = PageArticle(
        title=title,
        html=clean_html,
        text=text,
        related=related,
        images=images(document),
        next_pages=next_pages,
        comments_url=comments_url,
        charset=decoded.encoding,
        language=_language(tree, text),
    )
    reading = Reading(article, head, lines, parted, url, now)
    article = reading.complete({"title": title_origin})
    return replace(article, is_article=_is_article(article, head, top, linked))


def body_text(document: Document) -> str:
    """Paragraphs and subheads in order, and nothing else: no captions, nothing folded away."""
    return plain_text(replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Figure | Folded))))


def _plain(lines: list[str], charset: str) -> PageArticle:
    """What no parser may be given: its text, and no claim that it is an article."""
    text = "\n\n".join(lines)
    return PageArticle(title=lines[0][:200] if lines else "", text=text, charset=charset)


def _language(tree: LexborHTMLParser, text: str) -> str:
    root = tree.css_first("html")
    said = clean_text(((root.attributes.get("lang") or "") if root is not None else "")[:20])
    # Many Chinese pages still say the English of the template that they were made from.
    if _LANGUAGE.fullmatch(said) and not (said.startswith("en") and looks_chinese(text)):
        return said
    return "zh" if looks_chinese(text) else ""


def _linked_headings(chosen: object) -> int:
    """How many headings in the box are links, as on a page that lists articles."""
    if not isinstance(chosen, Box):
        return 0
    return sum(box.tag in ("h1", "h2", "h3", "h4") and box.density > 0.8 and box.text > 6 for box in chosen.walk())


def _is_article(article: PageArticle, head: Head, top: Box, linked: int) -> bool:
    weight = units(article.text)
    claimed = "article" in " ".join(head.all("type")).lower()
    if weight < 260 and _MISSING.search(article.title):
        return False
    if weight < (ENOUGH_CLAIMED if claimed else ENOUGH):
        return False
    if linked >= 5 and weight < 120 * linked and not claimed:
        return False
    # On a front page the links outweigh the longest text in it many times.
    return claimed or weight > 400 or weight * 12 > top.links
