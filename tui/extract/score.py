"""Which part of a page is the article: rows are worth what they have of running text, links and chrome cost."""

import re

from tui.extract.page import Box, Page, Row
from tui.extract.records import mark_records

_MARKS = re.compile("[，。！？；：、”,;!?]|[.…](?:\\s|$|[\"”’])")
_LEGAL = re.compile(
    "copyright|all rights reserved|©|版权所有|未经.{0,16}(?:许可|授权|允许|同意)|ICP[备证]|公网安备|违法和不良信息|互联网新闻信息服务"
    "|许可证|举报电话|cookies?\\b.{0,40}(?:policy|consent|experience)|privacy policy|terms of (?:use|service)",
    re.IGNORECASE,
)
_SHARE = {"comments": 0.97, "aside": 0.5, "chrome": 0.4, "meta": 0.3}
"""A name that says no article is not believed of a part that holds more than this share of all running text."""


def score(page: Page) -> None:
    """Set what each box is worth: the sum of its rows, so that what adds chrome to an article is worth less than it."""
    total = 0.0
    for row in page.rows:
        row.box.prose += _prose(row)
        row.box.linked += row.linked
        total += _prose(row)
    for box in reversed(page.boxes):
        if box.parent is not None:
            box.parent.prose += box.prose
            box.parent.linked += box.linked
    mark_records(page, total)
    for box in page.boxes:
        if (most := _SHARE.get(box.kind)) is not None and box.prose > most * total:
            box.kind = ""
    doubted: dict[int, bool] = {}
    for box in page.boxes:
        doubted[id(box)] = box.kind in _SHARE or (box.parent is not None and doubted[id(box.parent)])
    for row in page.rows:
        row.box.value += value(row, doubted=doubted[id(row.box)])
    for box in reversed(page.boxes):
        if box.parent is not None:
            # What is worth less than nothing is left out of an article for the most part, and so costs it less.
            box.parent.value += box.value if box.value > 0 else box.value * _LEFT_OUT


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
    if _LEGAL.search(row.text):
        return -row.weight * 0.5
    marks = len(_MARKS.findall(row.text))
    if row.weight >= 12 and marks:
        worth = plain + min(marks, 20) * 4 - row.linked
        return -worth * 0.3 if doubted else worth
    if doubted:
        return -3.0
    if row.weight < 8:
        return -1.0 if not row.links else -3.0
    return plain * 0.2 - row.linked


def choose(page: Page) -> Box:
    """The innermost box that is worth most, or hardly less than that."""
    best = page.body
    for box in page.boxes:
        if box.value >= best.value * 0.999 and box.value > 0:
            best = box
    return narrowed(best)


NARROW = 0.8


def narrowed(best: Box) -> Box:
    """The innermost box in `best` that holds nearly all that it is worth."""
    while True:
        inner = [child for child in best.children if isinstance(child, Box) and child.value >= best.value * NARROW]
        if not inner or best.value <= 0:
            return best
        best = inner[0]
