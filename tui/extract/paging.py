"""An article on several pages: where the others are."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urljoin, urlsplit

from tui.extract.page import PAGER, Page
from tui.text.clean import clean_url
from tui.text.fold import in_simplified

MOST = 20
"""Pages of one article, its first included."""

_NUMBER = re.compile("^[\\[【(（第\\s]*(?P<n>\\d{1,2})[\\]】)）页\\s]*(?:[:：.、].{1,40})?$")
_NEXT = re.compile(
    "^[\\[【(（\\s]*(?:下一?页|后一页|余下全文|剩余全文|下页|next(?: page)?)[\\]】)）\\s>»›→]*$", re.IGNORECASE
)
_OTHER = re.compile("[篇章集条组图张则]|上一|previous|prev", re.IGNORECASE)
_TAIL = re.compile(
    r"^(?P<stem>.*?)(?:(?:[_-]|/|/page/)p?(?P<n>\d{1,3}))?(?P<end>(?:/?index)?(?:\.[a-z]{3,5})?/?)$", re.IGNORECASE
)
_PAGES = frozenset({"page", "p", "pn", "pageno", "pageindex", "currentpage", "pg", "pageid"})


def next_pages(page: Page, *, by_rule: bool = False) -> tuple[str, ...]:
    """The addresses of the pages that follow in the same article, on the same host, in order, at most `MOST` - 1.

    `by_rule`: the links are those that the rule for the site names, whatever their words and addresses.
    """
    here = clean_url(page.url)
    if not here:
        return ()
    if by_rule:
        return _named_pages(page, here)
    found: dict[int, str] = {}
    following: dict[int, str] = {}
    for box in page.boxes:
        if box.tag != "a" or not (href := box.attrs.get("href")):
            continue
        text = in_simplified(box.text[:60])
        number = _NUMBER.match(text)
        if (not number and not _NEXT.match(text)) or _OTHER.search(text):
            continue
        address = _absolute(href, page.base_url)
        if (at := number_of(address, here)) is None:
            continue
        (found if number else following).setdefault(at, address)
    current = _own_number(here, {*found.values(), *following.values()} - {here})
    later = {at: address for at, address in found.items() if at > current}
    if follows := next((at for at in following if at > current), 0):
        later.setdefault(follows, following[follows])
    return tuple(dict.fromkeys(later[at] for at in sorted(later)))[: MOST - 1]


def _named_pages(page: Page, here: str) -> tuple[str, ...]:
    links = (box for box in page.boxes if box.tag == "a" and any(PAGER in above.attrs for above in box.above()))
    addresses = (
        _absolute(link.attrs.get("href") or "", page.base_url)
        for link in links
        if not _OTHER.search(in_simplified(link.text[:60]))
    )
    host = urlsplit(here).netloc.lower()
    pages = dict.fromkeys(one for one in addresses if one and urlsplit(one).netloc.lower() == host and one != here)
    return tuple(pages)[: MOST - 1]


def _absolute(href: str, base: str) -> str:
    try:
        return clean_url(urljoin(base, href.strip())).partition("#")[0]
    except ValueError:
        return ""


def _own_number(here: str, others: Iterable[str]) -> int:
    """Which page `here` is: a number at the end of its path is one only where another page has the same before it."""
    own = _TAIL.match(urlsplit(here).path)
    if own and own["n"]:
        tails = (_TAIL.match(urlsplit(other).path) for other in others)
        if any(tail and tail["stem"] == own["stem"] for tail in tails):
            return int(own["n"])
    return number_of(here, here) or 1


def number_of(address: str, here: str) -> int | None:
    """Which page of the article at `here` the address is of, or None where it is of none."""
    try:
        there, own = urlsplit(address), urlsplit(here)
    except ValueError:
        return None
    if not there.netloc or there.netloc.lower() != own.netloc.lower():
        return None
    if there.path == own.path:
        asked, had = dict(parse_qsl(there.query)), dict(parse_qsl(own.query))
        changed = {name for name in asked.keys() | had.keys() if asked.get(name) != had.get(name)}
        names = {name for name in changed if name.lower() in _PAGES}
        if changed - names or (not names and address != here):
            return None
        name = next(iter(names or {name for name in asked if name.lower() in _PAGES}), "")
        number = asked.get(name, "1")
        return int(number) if number.isdecimal() and len(number) < 4 else None
    return _number_in_path(there.path, own.path) if there.query == own.query else None


def _number_in_path(there: str, own: str) -> int | None:
    mine, other = _TAIL.match(own), _TAIL.match(there)
    if mine is None or other is None:
        return None
    stems = {mine["stem"], own.removesuffix(mine["end"] or "") if mine["end"] else own}
    if other["stem"] not in stems or not other["stem"].strip("/"):
        # The first page of a series has no number.
        whole = there.removesuffix(other["end"]) if other["end"] else there
        return 1 if whole == mine["stem"] and mine["n"] else None
    return int(other["n"] or 1)
