"""Links beside an article: what is said to be related, and where its comments are."""

import re
from collections.abc import Iterator

from tui.document.media import resolve
from tui.extract.page import Box, Page, Row, weigh
from tui.model.page import Related
from tui.text.clean import clean_text, cut

_HEADING = re.compile(
    "相关(?:阅读|新闻|文章|链接|报道|推荐|资讯|内容|专题)|延伸阅读|推荐阅读|同类资讯|猜你喜欢|"
    "更多阅读|related|read next|more on this|see also|you may also",
    re.IGNORECASE,
)
_COMMENTS = re.compile("评论|跟[帖贴]|留言|comments?\\b", re.IGNORECASE)
_MOST = 20
_FARTHEST = 60


def related(page: Page, best: Box) -> tuple[Related, ...]:
    """The articles that the page says are related, at most 20, each once."""
    found: dict[str, Related] = {}
    for box in _places(page, best):
        for link in [box, *box.boxes()]:
            if link.tag == "a" and (one := _link(link, page)) and one.url != page.url:
                found.setdefault(one.url, one)
        if len(found) >= _MOST:
            break
    return tuple(found.values())[:_MOST]


def _places(page: Page, best: Box) -> Iterator[Box]:
    """Parts under a heading that says so, wherever they are; the part around the heading up to a few dozen links."""
    for row in page.rows:
        if row.weight > 24 or not _HEADING.search(row.text):
            continue
        for box in list(row.box.above())[:4]:
            if box is best or box in best.above():
                yield from _after(box, row)
                break
            links = sum(inner.tag == "a" and weigh(inner.text) >= 6 for inner in box.boxes())
            if links >= 2 and links <= _FARTHEST:
                yield box
                break


def _after(parent: Box, row: Row) -> Iterator[Box]:
    """What follows the row in `parent` as long as it is links."""
    inside = False
    for child in parent.children:
        if not isinstance(child, Box):
            continue
        if row.box is child or (row.box is not parent and child in row.box.above()):
            inside = True
            continue
        if inside:
            if child.prose > 0:
                return
            yield child


def _link(box: Box, page: Page) -> Related | None:
    title = clean_text(box.text)
    if weigh(title) < 6 or _HEADING.fullmatch(title):
        return None
    url = resolve(box.attrs.get("href"), page.base_url)
    return Related(cut(title, 200), url) if url.startswith("http") else None


def comments_url(page: Page) -> str:
    """Where the page's comments are, or ""."""
    for box in page.boxes:
        if box.tag == "a" and _COMMENTS.search(box.text[:40]) and weigh(box.text[:60]) < 16:
            url = resolve(box.attrs.get("href"), page.base_url)
            if url.startswith("http") and "login" not in url:
                return url
    return ""
