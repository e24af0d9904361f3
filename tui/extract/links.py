"""The links of a page that matter to its article: further pages of it, related articles, its comments."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.document.media import resolve
from tui.extract.boxes import Line, units
from tui.extract.phrases import kind_of
from tui.model.page import Related
from tui.text.clean import clean_text

MOST_PAGES = 20
MOST_RELATED = 20
_NEXT = re.compile(
    r"^\W{0,3}(?:下一?页|后一?页|next(?: page)?|(?:余下|阅读|查看|展开)全文|(?P<number>\d{1,2}))\W{0,3}$", re.IGNORECASE
)
_STEM = re.compile(r"(?:[-_](?:p(?:age)?)?\d{1,3}|/\d{1,3})?(?:\.[a-z]{3,5})?/?$", re.IGNORECASE)
_COMMENTS = re.compile(r"评论|跟[帖贴]|comment", re.IGNORECASE)


def next_pages(tree: LexborHTMLParser, url: str) -> tuple[str, ...]:
    """Further pages of the same article, in order: same host, at most 20, never the next article."""
    if not url:
        return ()
    here = urlsplit(url)
    found: dict[str, int] = {}
    for number, link in enumerate(tree.css("a[href]")[:3000]):
        match = _NEXT.match((link.text() or "")[:24])
        if match is None:
            continue
        address = resolve(link.attributes.get("href"), url).partition("#")[0]
        if not address or address == url or urlsplit(address).netloc != here.netloc:
            continue
        if _stem(address) == _stem(url) or _same_but_query(address, url):
            found.setdefault(address, int(match["number"]) if match["number"] else 100 + number)
    return tuple(sorted(found, key=lambda address: found[address]))[:MOST_PAGES]


def _stem(address: str) -> str:
    parts = urlsplit(address)
    return parts.netloc + _STEM.sub("", parts.path) + ("?" + parts.query if parts.query else "")


def _same_but_query(address: str, url: str) -> bool:
    one, other = urlsplit(address), urlsplit(url)
    mine, theirs = set(one.query.split("&")), set(other.query.split("&"))
    changed = {part.partition("=")[0].lower() for part in mine ^ theirs if part}
    return one.path == other.path and bool(changed) and changed <= {"page", "p", "pageno", "pg", "pn"}


def related(lines: list[Line], url: str) -> tuple[Related, ...]:
    """The links under a heading such as 相关阅读."""
    found: dict[str, Related] = {}
    for number, line in enumerate(lines):
        if kind_of(line.text, units(line.text)) != "related":
            continue
        for later in lines[number + 1 : number + 25]:
            if later.links <= 0.6 * units(later.text):
                if units(later.text) > 12:
                    break
                continue
            for link in _links(later.box.node):
                title = clean_text(link.text() or "")[:200]
                address = resolve(link.attributes.get("href"), url)
                if len(title) >= 6 and title in later.text:
                    found.setdefault(title, Related(title, address))
    return tuple(found.values())[:MOST_RELATED]


def _links(node: LexborNode) -> list[LexborNode]:
    return [node] if node.tag == "a" else node.css("a[href]")[:40]


def comments_url(tree: LexborHTMLParser, url: str) -> str:
    """Where the comments are, if the page links to them."""
    for link in tree.css("a[href]")[:3000]:
        if _COMMENTS.search((link.text() or "")[:30]):
            address = resolve(link.attributes.get("href"), url)
            if address.startswith("http") and address.partition("#")[0] != url:
                return address
    return ""
