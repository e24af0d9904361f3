"""Pages with several posts one after the other (forums, archives of blogs): where the first one ends."""

import re
from itertools import pairwise

from tui.extract.page import Box, Page, Row

_STAMP = re.compile(
    "(?:19|20)\\d\\d\\s?(?:[-/.]|年)\\s?\\d{1,2}\\s?(?:[-/.]|月)\\s?\\d{1,2}\\s?日?[\\s,，日]{0,6}(?:[上下]午"
    ")?\\s?\\d{1,2}[:：]\\d{2}"
    "|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?\\s+\\d{1,2}(?:st|nd|rd|"
    "th)?,?\\s+\\d{4},?\\s+(?:at\\s+)?\\d{1,2}:\\d{2}"
)
_LONGEST_STAMP = 60.0
_POSTS = 3
_PROSE = 12.0
_SENTENCE = re.compile("[，。！？；,.!?;]")
_CLOSING = re.compile("由|张贴|发表于|posted|发布时间|楼主|@|by\\b", re.IGNORECASE)


def first_post(page: Page, best: Box) -> int:
    """The number of the row at which the first of several dated posts in `best` ends; `best.last` where it is one."""
    first, last = max(best.first, 0), min(best.last, len(page.rows))
    marks = [at for at in range(first, last) if _is_stamp(page.rows[at])]
    if len(marks) < _POSTS:
        return best.last
    edges = [first, *marks, last]
    worth = [_prose(page.rows[low:high]) for low, high in pairwise(edges)]
    posts = [at for at, prose in enumerate(worth) if prose >= _PROSE]
    if len(posts) < _POSTS or (max(worth) > sum(worth) * 0.9 and worth[posts[0]] < max(worth)):
        return best.last
    # Stamps below their posts leave text before the first of them; above, the first text follows one.
    start = posts[0]
    end = edges[start + 1]
    if start > 0 and end < last:
        end = _before_title(page, end, edges[start])
    return end


def _before_title(page: Page, end: int, low: int) -> int:
    """The stamp's row may come after the title of its own post: the short row right before it goes with it."""
    at = end
    if at - 1 > low and page.rows[at - 1].weight < 40 and not re.search("[。！？!?]$", page.rows[at - 1].text):
        at -= 1
    return at


def _is_stamp(row: Row) -> bool:
    return (
        row.weight <= _LONGEST_STAMP
        and row.linked < row.weight * 0.5
        and _STAMP.search(row.text) is not None
        and "。" not in row.text
    )


def _prose(rows: list[Row]) -> float:
    return sum(
        row.weight
        for row in rows
        if row.weight >= 8
        and row.linked < row.weight * 0.3
        and _SENTENCE.search(row.text)
        and not _CLOSING.search(row.text[:40])
    )
