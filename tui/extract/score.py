"""Which part of a page is the article: rows are worth what they have of running text, links and chrome cost."""

import re

from tui.extract.names import Kind, surely_body
from tui.extract.page import Box, Page, Row
from tui.extract.records import mark_records

_MARKS = re.compile('[，。！？；：、”,;!?]|[.…](?:\\s|$|["”’])')
_LEGAL = re.compile(
    "copyright|all rights reserved|©|版权所有|未经.{0,16}(?:许可|授权|允许|同意)|ICP[备证]|公网安备|"
    "违法和不良信息|互联网新闻信息服务"
    "|许可证|举报电话|cookies?\\b.{0,40}(?:policy|consent|experience)|privacy policy|terms of (?:use|service)",
    re.IGNORECASE,
)
_SHARE: dict[Kind, float] = {"comments": 0.97, "aside": 0.5, "chrome": 0.4, "meta": 0.3}
"""A name that says no article is not believed of a part that holds more than this share of all running text."""


def score(page: Page) -> None:
    """Set what each box is worth: the sum of its rows, so that what adds chrome to an article is worth less than it."""
    for row in page.rows:
        row.box.prose += _prose(row)
        row.box.linked += row.linked
    for box in reversed(page.boxes):
        if box.parent is not None:
            box.parent.prose += box.prose
            box.parent.linked += box.linked
    mark_records(page, page.body.prose)
    doubted = _doubted(page)
    for row in page.rows:
        row.box.value += value(row, doubted=id(row.box) in doubted)
    for box in reversed(page.boxes):
        if box.parent is not None:
            # What is worth less than nothing is left out of an article for the most part, and so costs it less.
            box.parent.value += box.value if box.value > 0 else box.value * _LEFT_OUT


def _doubted(page: Page) -> set[int]:
    """The boxes within one whose name says that it is no article, as far as such names are to be believed."""
    total = page.body.prose
    comments = _within(page, "comments", total)
    # Comments may be longer than the article: of what else there is, names have to leave their share.
    rest = total - sum(box.prose for box in page.boxes if id(box) in comments and id(box.parent) not in comments)
    doubted: set[int] = set(comments)
    for box in page.boxes:
        if (most := _SHARE.get(box.kind)) is not None and box.kind != "comments" and box.prose > most * rest:
            box.kind = ""
        if box.kind in _SHARE or (box.parent is not None and id(box.parent) in doubted):
            doubted.add(id(box))
    return doubted


def _within(page: Page, kind: Kind, total: float) -> set[int]:
    """The boxes of a kind and those in them; a name that would take nearly all running text is not believed."""
    found: set[int] = set()
    for box in page.boxes:
        if box.kind == kind and box.prose > _SHARE[kind] * total:
            box.kind = ""
        if box.kind == kind or (box.parent is not None and id(box.parent) in found):
            found.add(id(box))
    return found


_LEFT_OUT = 0.8


def _prose(row: Row) -> float:
    if row.linked > row.weight * 0.5 or row.weight < 12 or not _MARKS.search(row.text):
        return 0.0
    return row.weight - row.linked


def value(row: Row, *, doubted: bool) -> float:
    """What a row is worth; running text its weight, a link or a word of chrome less than nothing."""
    plain = row.weight - row.linked
    if row.linked > row.weight * 0.6:
        return -min(row.linked, 20.0) - 4
    if row.weight < 12:
        return -3.0 if doubted or row.links else -1.0 if row.weight < 8 else plain * 0.2 - row.linked
    if row.weight < 200 and _LEGAL.search(row.text):
        return -row.weight * 0.5
    marks = len(_MARKS.findall(row.text[:2000]))
    if marks:
        worth = plain + min(marks, 20) * 4 - row.linked
        return -worth * 0.3 if doubted else worth
    if doubted:
        return -3.0
    return plain * 0.2 - row.linked


def choose(page: Page) -> Box:
    """The innermost box that is worth most, or hardly less than that; the one that is named so where there is one."""
    best = page.body
    for box in page.boxes:
        if box.value >= best.value * 0.999 and box.value > 0:
            best = box
    named = _named(page)
    if named is not None and named.prose >= best.prose * NAMED and named.value >= best.value * _WORTH_OF_NAMED:
        return named
    if best.value < _SOME and (short := _short_lines(page)) is not None:
        return short
    return narrowed(best)


_SOME = 80.0
"""Worth of a short notice; below it a page has next to no running text."""


def _short_lines(page: Page) -> Box | None:
    """The part named as the body of an article that holds most text which is no link: lyrics, a list of figures."""
    texts: dict[int, float] = {}
    named = [box for box in page.boxes if box.kind == "body" and surely_body(box.attrs)]
    for box in named:
        texts[id(box)] = sum(row.weight - row.linked for row in page.rows[max(box.first, 0) : box.last])
    most = max(named, key=lambda box: texts[id(box)], default=None)
    return most if most is not None and texts[id(most)] > _SOME and most.linked < texts[id(most)] else None


NAMED = 0.3
"""Share of the best part's running text that a part must hold to be taken for the article for its name."""

_WORTH_OF_NAMED = 0.5


def _named(page: Page) -> Box | None:
    """The part that bears the name of an article's body, unless several do."""
    named = [box for box in page.boxes if box.kind == "body" and box.prose > 0 and surely_body(box.attrs)]
    inside = {id(box) for box in named}
    outermost = [box for box in named if not any(id(above) in inside for above in box.above() if above is not box)]
    if not outermost:
        return None
    most = max(outermost, key=lambda box: box.prose)
    if most.prose < sum(box.prose for box in outermost) * _ALONE:
        return None
    while inner := next(
        (one for one in named if most in one.above() and one is not most and one.prose >= most.prose * 0.95), None
    ):
        most = inner
    return most


_ALONE = 0.85
NARROW = 0.8
"""Share of the worth that the inner part must have, and the share of running text that may be lost with the rest."""
LOST = 0.05


def narrowed(best: Box) -> Box:
    """The innermost box in `best` that holds nearly all that it is worth."""
    while best.value > 0:
        inner = next((one for one in best.children if isinstance(one, Box) and one.value >= best.value * NARROW), None)
        if inner is None or _lost(best, inner) > best.prose * LOST:
            return best
        best = inner
    return best


def _lost(outer: Box, inner: Box) -> float:
    """The running text in `outer` beside `inner` that may be of the article: paragraphs, and parts alike."""
    lost = outer.prose - inner.prose
    alike = _alike(inner)
    for child in outer.children:
        if (
            isinstance(child, Box)
            and child is not inner
            and (
                child.kind in _SHARE
                or child.linked > child.prose * (0.5 if child.kind == "body" else 0.2)
                or (child.tag != "p" and child.kind != "body" and _alike(child) != alike)
            )
        ):
            lost -= child.prose
    return lost


def _alike(box: Box) -> tuple[str, str]:
    return box.tag, re.sub("[\\d-]+", "", box.attrs.get("class") or "")
