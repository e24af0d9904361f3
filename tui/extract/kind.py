"""Whether a page is an article, or a front page, a list, a page that only says that something is missing."""

import re
from collections.abc import Iterator

from tui.document.tree import Element, Text
from tui.extract.page import Box, Page, weigh
from tui.extract.told import Told
from tui.text.fold import in_simplified

_LEAST = 40.0
_ENOUGH = 140.0
_LONG = 600.0
_MANY = 12
_TITLES = 5
_TEASER = 120.0
"""So much text under each of several linked titles is a teaser."""
_SENTENCE = re.compile(r"[。！？!?…；]|\.(?:\s|$)")
_ERROR = re.compile(
    "^.{0,12}\\b(?:404|403|500|502|503)\\b|not found|页面(?:不存在|找不到|没有找到|已删除|无法访问)|"
    "找不到(?:页面|网页|该页)|无法(?:访问|找到)|"
    "access denied|forbidden|服务器(?:错误|繁忙)|已被(?:删除|屏蔽)|内容(?:不存在|已被)|just a moment|"
    "attention required|安全验证|访问(?:异常|受限|验证)|系统(?:提示|错误)|page (?:unavailable|"
    "missing)",
    re.IGNORECASE,
)


def is_article(page: Page, best: Box, body: list[Element], text: str, told: Told, *, in_lines: bool = False) -> bool:
    """Whether `body`, whose text is `text`, is the article of the page; `in_lines`: it is verse."""
    weight = weigh(text)
    if weight < _LEAST or (_ERROR.search(in_simplified(page.head_title)) and weight < _LONG):
        return False
    if in_lines:
        return True
    linked, teasers, prose = _count(body)
    if teasers > _MANY and teasers > prose * 1.5 and linked > weight * 0.35:
        return False
    if told.is_article or told.first("type")[0].lower() in ("article", "news", "news.article"):
        return weight >= _LEAST * 1.5 and linked < weight * 0.7
    rows = page.rows[max(best.first, 0) : best.last]
    if weight < _ENOUGH and not _SENTENCE.search(text):
        return False  # names, numbers and key words beside a player or a shop window
    titles = sum(row.heading > 0 and row.weight > 6 and row.linked > row.weight * 0.8 for row in rows)
    if titles >= _TITLES and weight < titles * _TEASER:
        return False
    if weight < _ENOUGH and sum(row.linked for row in rows) > sum(row.weight for row in rows) * 0.5:
        return False
    everything = sum(row.weight for row in page.rows) or 1.0
    all_linked = sum(row.linked for row in page.rows) / everything
    if weight < _ENOUGH and all_linked > 0.6 and weight < everything * 0.08:
        return False
    return prose > 0 and linked < weight * 0.5


def _count(body: list[Element]) -> tuple[float, int, int]:
    """How much of the body is links, how many of its parts are nothing but a link, and how many are running text."""
    linked, teasers, prose = 0.0, 0, 0
    for block in _leaves(body):
        whole = weigh(block.text)
        links = sum(weigh(piece.text) for piece in block.pieces if isinstance(piece, Text) and piece.href)
        linked += links
        teasers += whole >= 8 and links > whole * 0.8
        prose += whole >= 25 and links < whole * 0.3
    return linked, teasers, prose


def _leaves(blocks: list[Element]) -> Iterator[Element]:
    for block in blocks:
        yield block
        yield from _leaves(block.children)
