"""Where in a page its facts are told: around the title, at the edges of the body, and below it."""

import re
from dataclasses import dataclass

from tui.document.tree import Element
from tui.extract.page import Box, Page, Row
from tui.extract.told import Told
from tui.extract.trim import same_words, whole_text

_SITE = re.compile("\\s*(?:[_|｜–—»·•]|--?|\\s-\\s)\\s*")
_ABOVE = 14
_BELOW = 60


@dataclass(slots=True)
class Zones:
    """Rows before the body from around the title on, the rows of the body, and rows after it."""

    title: str
    title_from: str
    head: list[Row]
    body: list[Row]
    foot: list[Row]


def zones(page: Page, best: Box, body: list[Element], told: Told) -> Zones:
    """The zones of a page whose article is `best`, in which `body` was kept."""
    first, last = _span(page, best, body)
    title, where, at = title_of(page, told, first)
    begin = max(0, at - _ABOVE) if 0 <= at <= first else max(0, first - _ABOVE * 2)
    return Zones(title, where, page.rows[begin:first], page.rows[first:last], page.rows[last : last + _BELOW])


def _span(page: Page, best: Box, body: list[Element]) -> tuple[int, int]:
    """The numbers of the first row of what was kept, and of the first after it."""
    low, high = max(best.first, 0), min(max(best.last, best.first + 1), len(page.rows))
    texts = [text for block in body if len(text := same_words(whole_text(block))) > 4]
    if not texts:
        return low, high
    first, last = low, high
    for at in range(low, high):
        if texts[0].startswith(words := same_words(page.rows[at].text)) and words:
            first = at
            break
    for at in range(high - 1, first - 1, -1):
        if texts[-1].endswith(words := same_words(page.rows[at].text)) and words:
            last = at + 1
            break
    return first, last


def title_of(page: Page, told: Told, body_at: int) -> tuple[str, str, int]:
    """The title, where it was, and the number of its row (-1 where none shows it)."""
    said = [(text, where) for text, where in told.values.get("title", ())]
    whole = page.head_title
    wanted = [same_words(text) for text, _ in said] + [same_words(whole)]
    best_at, best_worth = -1, 0.0
    for at, row in enumerate(page.rows[: max(body_at + 4, 1)]):
        words = same_words(row.text)
        if not 4 <= row.weight <= 90 or not words or (row.linked > row.weight / 2 and not row.heading):
            continue
        worth = 0.0
        if any(words in text for text in wanted if text):
            worth = row.weight * 2 + 10
        elif any(len(text) > 6 and text in words for text in wanted):
            worth = row.weight
        if row.heading:
            worth += {1: 12.0, 2: 8.0}.get(row.heading, 4.0)
        elif worth and re.search("title|headline|biaoti|h1", _names(row.box)):
            worth += 6
        if worth and not row.heading and row.weight < 6:
            worth = 0.0
        if worth > best_worth or (worth == best_worth > 0 and abs(at - body_at) < abs(best_at - body_at)):
            best_at, best_worth = at, worth
    shown = page.rows[best_at].text if best_at >= 0 else ""
    for text, where in said:
        if not shown or same_words(shown) == same_words(text):
            return text, where, best_at
    if shown:
        return shown, "text", best_at
    return without_site(whole), "markup" if whole else "", -1


def without_site(title: str) -> str:
    """A page's title without the names of section and site at its end."""
    parts = [part for part in _SITE.split(title) if part]
    if len(parts) < 2:
        return title
    return max(parts[:2], key=lambda part: len(part.encode()))


def _names(box: Box) -> str:
    return f"{box.attrs.get('class') or ''} {box.attrs.get('id') or ''}".lower()
