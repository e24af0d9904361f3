"""Where in a page its facts are told: around the title, at the edges of the body, and below it."""

import re

from tui.dataclass import dataclass, field
from tui.document.elements import HEADINGS
from tui.document.tree import Element
from tui.extract.page import Box, Page, Row
from tui.extract.told import Told
from tui.extract.trim import is_about, is_prose, same_words, whole_text
from tui.text.fold import in_simplified

_SITE = re.compile(
    "\\s*(?:[_|｜–—»]|(?<![A-Za-z0-9])--?|--?(?![A-Za-z0-9])|\\s-\\s|\\s[·•]|[·•]\\s)\\s*",
)
_NAMES_SITE = re.compile(
    "^.{0,10}(?:[网报社台]|频道|新闻|资讯|在线|博客|论坛|百科|\\.(?:com|cn|net|org))$", re.IGNORECASE
)
_ABOVE = 14
_BELOW = 60
_UNKEPT = 40


@dataclass(slots=True)
class Zones:
    """Rows before the body from around the title on, the rows of the body, and rows after it."""

    title: str
    title_from: str
    head: list[Row]
    body: list[Row]
    foot: list[Row]
    end: int = 0
    """The number of the row after the body."""
    title_at: int = 0
    """Which row of the head is the title, or where it would be."""
    unkept: list[Row] = field(default_factory=list)
    """Rows of the part that is the article which were not kept."""


def zones(page: Page, best: Box, body: list[Element], told: Told) -> Zones:
    """The zones of a page whose article is `best`, in which `body` was kept."""
    first, last = _span(page, best, body)
    # Rows that were kept above the first running text may yet tell date and author.
    first = next((at for at in range(first, last) if is_prose(page.rows[at].text)), first)
    title, where, at = title_of(page, told, first)
    begin = max(0, at - _ABOVE) if 0 <= at <= first else max(0, first - _ABOVE * 2)
    below = at if begin <= at <= first else max(begin, first - _ABOVE)
    said = same_words(" ".join(map(whole_text, body)))
    inner = page.rows[first:last]
    unkept = [row for row in inner if row.weight <= 80 and same_words(row.text) not in said][:_UNKEPT]
    kept = [row for row in inner if row not in unkept]
    return Zones(
        title, where, page.rows[begin:first], kept, page.rows[last : last + _BELOW], last, below - begin, unkept
    )


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
    told_titles = [*(text for text, _ in said), without_site(whole)]
    alone = set(map(same_words, told_titles))
    wanted = [same_words(text) for text, _ in said] + [same_words(whole)]
    best_at, best_worth = -1, 0.0
    for at, row in enumerate(page.rows[: max(body_at + 4, 1)]):
        if row.linked > row.weight / 2 and not row.heading:
            continue
        words = same_words(_heading_text(page, at, alone))
        short = row.heading == 1 and any(text.startswith(words) for text in wanted)
        if not (row.weight >= 4 or short) or row.weight > 90 or not words:
            continue
        worth = 0.0
        if any(words in text for text in wanted if text):
            worth = row.weight * 2 + 10
        elif any(len(text) > 6 and text in words for text in wanted):
            worth = row.weight
        if row.heading and (worth or at >= body_at - 12):
            worth += {1: 12.0, 2: 8.0}.get(row.heading, 4.0) + (at / 100 if not worth else 0)
        elif worth and re.search("title|headline|biaoti|h1", _names(row.box)):
            worth += 6
        if worth and not row.heading and row.weight < 6:
            worth = 0.0
        if worth > best_worth or (worth == best_worth > 0 and abs(at - body_at) < abs(best_at - body_at)):
            best_at, best_worth = at, worth
    shown = _whole_title(page, best_at, told_titles) if best_at >= 0 else ""
    for text, where in said:
        if not shown or where == "rule" or same_words(shown) == same_words(text):
            return text, where, best_at
    if shown:
        return shown, "text", best_at
    if (at := _above_body(page, body_at)) >= 0 and (len(same_words(whole)) < 4 or page.rows[at].strong):
        return page.rows[at].text, "text", at
    return without_site(whole), "markup" if whole else "", -1


def _heading_text(page: Page, at: int, alone: set[str]) -> str:
    """The text of all lines of the heading that a row is of, unless its words are a title `alone`."""
    row = page.rows[at]
    heading = _heading_of(row)
    if heading is None or same_words(row.text) in alone:
        return row.text
    rows = page.rows[max(heading.first, 0) : min(heading.last, heading.first + _MOST_LINES)]
    return _BETWEEN_HAN.sub("", "\n".join(one.text for one in rows)).replace("\n", " ")


def _heading_of(row: Row) -> Box | None:
    return next((box for box in row.box.above() if box.tag in HEADINGS), None) if row.heading else None


def _whole_title(page: Page, at: int, told: list[str]) -> str:
    """The title of which a row is a line: that of its heading, or one that is told and fills the rows around it."""
    text = _heading_text(page, at, set(map(same_words, told)))
    low, high, words = at, at + 1, same_words(page.rows[at].text)
    for title in told:
        whole = same_words(title)
        while high - low < _MOST_LINES and words != whole:
            before = same_words(page.rows[low - 1].text) if low else ""
            after = same_words(page.rows[high].text) if high < len(page.rows) else ""
            if after and words + after in whole:
                words, high = words + after, high + 1
            elif before and before + words in whole:
                words, low = before + words, low - 1
            else:
                break
        if high - low > 1 and words == whole:
            return title
    return text


_MOST_LINES = 4
_BETWEEN_HAN = re.compile("(?<=[\u2e80-\u9fff\uff00-\uff60])\n|\n(?=[\u2e80-\u9fff\uff00-\uff60])")


def _above_body(page: Page, body_at: int) -> int:
    """The row shortly before the body that may be a title nobody marked as one, or -1."""
    rows = range(max(0, body_at - 6), body_at)
    fit = [
        at
        for at in rows
        if 5 <= page.rows[at].weight <= 60 and not page.rows[at].links and not is_about(page.rows[at].text)
    ]
    return max(fit, key=lambda at: page.rows[at].weight, default=-1)


def without_site(title: str) -> str:
    """A page's title without the names of section and site at its end."""
    parts = [part for part in _SITE.split(title) if part]
    if len(parts) < 2:
        return title
    if _NAMES_SITE.search(in_simplified(parts[1])) and not _NAMES_SITE.search(in_simplified(parts[0])):
        return parts[0]
    return max(parts[:2], key=lambda part: len(part.encode()))


def _names(box: Box) -> str:
    return f"{box.attrs.get('class') or ''} {box.attrs.get('id') or ''}".lower()
