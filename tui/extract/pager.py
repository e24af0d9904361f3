"""Several pages of one article made into one."""

import re
from collections.abc import Sequence

from tui.dataclass import replace
from tui.model.page import PageArticle, Related

_BLOCK_END = re.compile(r"\n(?=<)")
_BARE = re.compile(r"<[^>]*>|[\W_]+")


def joined(pages: Sequence[PageArticle]) -> PageArticle:
    """The first page's article with the bodies of all, what every page repeats at its head or foot said once.

    Facts that only a later page has (credits, disclaimer, related) are taken from there.
    """
    first = pages[0]
    if len(pages) == 1:
        return first
    html = _joined([_BLOCK_END.split(page.html) for page in pages], "\n")
    text = _joined([page.text.split("\n\n") for page in pages], "\n\n")
    related: dict[str, Related] = {link.title: link for page in pages for link in page.related}
    people = {role: name for page in reversed(pages) for role, name in page.credits.items()}
    return replace(
        first,
        html=html,
        text=text,
        credits=people,
        disclaimer=next((page.disclaimer for page in pages if page.disclaimer), ""),
        promotion=next((page.promotion for page in pages if page.promotion), ""),
        tags=next((page.tags for page in pages if page.tags), ()),
        related=tuple(related.values()),
        images=tuple(dict.fromkeys(image for page in pages for image in page.images)),
        is_article=any(page.is_article for page in pages),
        next_pages=(),
    )


def _joined(pages: list[list[str]], joint: str) -> str:
    kept: list[str] = []
    seen: set[str] = set()
    for page in pages:
        blocks = list(page)
        while blocks and (not blocks[0].strip() or _bare(blocks[0]) in seen):
            blocks.pop(0)
        while blocks and (not blocks[-1].strip() or _bare(blocks[-1]) in seen):
            blocks.pop()
        kept += blocks
        seen.update(filter(None, map(_bare, blocks)))
    return joint.join(kept)


def _bare(block: str) -> str:
    return _BARE.sub("", block) or block
