"""Whether a page is an article, or a front page, a list, a page that only says that something is missing."""

import re

from tui.extract.page import Box, Page, weigh
from tui.extract.told import Told

_ENOUGH = 140.0
_ERROR = re.compile(
    "^.{0,12}\\b(?:404|403|500|502|503)\\b|not found|页面(?:不存在|找不到|没有找到|已删除|无法访问)|找不到(?:页面|网页|该页)|无法(?:访问|找到)|"
    "access denied|forbidden|服务器(?:错误|繁忙)|已被(?:删除|屏蔽)|内容(?:不存在|已被)|just a moment|attention required|安全验证|访问(?:异常|受限|验证)|系统(?:提示|错误)|page (?:unavailable|missing)",
    re.IGNORECASE,
)


def is_article(page: Page, best: Box, text: str, told: Told) -> bool:
    """Whether `text`, the body found in `best`, is the article of the page."""
    weight = weigh(text)
    if _ERROR.search(page.head_title) and weight < 600:
        return False
    if weight < 40:
        return False
    rows = page.rows[max(best.first, 0) : best.last]
    linked = sum(row.linked for row in rows)
    total = sum(row.weight for row in rows) or 1.0
    teasers = sum(row.linked > row.weight * 0.8 and row.weight >= 8 for row in rows)
    prose = [row for row in rows if row.linked < row.weight * 0.3 and row.weight >= 30]
    link_share = linked / total
    if teasers > 12 and teasers > len(prose) * 1.5 and link_share > 0.35:
        return False
    said = told.is_article or told.first("type")[0].lower() in ("article", "news", "news.article")
    if said:
        return weight >= 60 and link_share < 0.7
    everything = sum(row.weight for row in page.rows) or 1.0
    all_linked = sum(row.linked for row in page.rows) / everything
    if weight < _ENOUGH and all_linked > 0.6 and weight < everything * 0.08:
        return False
    return link_share < 0.5
