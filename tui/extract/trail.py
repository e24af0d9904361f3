"""The path of sections as a part of the page shows it that bears the name or the label of one, item by item."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile

from tui.extract.page import Box, Page, weigh
from tui.extract.phrases import PATH_HEAD
from tui.text.fold import in_simplified

_NAME = re.compile(r"crumb|(?:^|[\s_-])(?:path|nav-?path|position|location|weizhi|dqwz)(?:$|[\s_-])")
_BETWEEN = re.compile(r"\s*[>＞»›→]+\s*|\s+[-–—/|·]\s+|\s*::\s*")
_EDGES = " \u3000>＞»›→/|·-–—"
_LABEL = re.compile(
    r"^.{0,10}(?:位置|所在)[^:：]{0,3}[:：]?\s*|^.{0,8}[:：]$|^(?:you are here|sie sind hier|location)\W*",
    re.IGNORECASE,
)
_END = re.compile("正文$|^(?:字[号體体].*|默认|[大中小]|打印|分享|收藏)$")
"""What stands behind a path: the article itself, and tools for it."""
_MOST_BOXES = 12
_MOST_NAMES = 8
_MOST_ROWS = 80
_LONGEST_LABEL = 40
_LONGEST = 40.0
_LONGEST_PART = 120.0


def trails(page: Page) -> Iterator[str]:
    """Each such part as a labelled row: 当前位置:首页 > 新闻 > 国内."""
    named = (box for box in page.boxes if box.attrs and _is_named(box.attrs.get("class"), box.attrs.get("id")))
    labelled = (row.box for row in page.rows[:_MOST_ROWS] if PATH_HEAD.search(in_simplified(row.text[:_LONGEST_LABEL])))
    for box in [*islice(named, _MOST_BOXES), *labelled]:
        # Of what lies somewhere much bears such a name; signs between its items tell a path from a bar.
        if box.tag == "body" or ("crumb" not in _names(box) and not _BETWEEN.search(box.text[:300])):
            continue
        names = [name for item in _items(box) if (name := _LABEL.sub("", item))]
        names = list(takewhile(lambda name: not _END.search(name), names))
        if 1 < len(names) <= _MOST_NAMES and all(weigh(name) <= _LONGEST for name in names):
            yield "当前位置:" + " > ".join(names)


@lru_cache(4096)
def _is_named(classes: str | None, identity: str | None) -> bool:
    return _NAME.search(f"{classes or ''} {identity or ''}".lower()) is not None


def _names(box: Box) -> str:
    return f"{box.attrs.get('class') or ''} {box.attrs.get('id') or ''}".lower()


def _items(box: Box) -> list[str]:
    """The texts of its links and list items, and what is between them where that is more than a sign."""
    if weigh(box.text) > _LONGEST_PART:
        return []
    items: list[str] = []
    words: list[str] = []

    def walk(inner: Box) -> None:
        for child in inner.children:
            if isinstance(child, str):
                words.append(child)
            elif child.tag in ("a", "li", "span"):
                end()
                walk(child)
                end()
            else:
                walk(child)

    def end() -> None:
        parts = _BETWEEN.split(" ".join("".join(words).split()))
        items.extend(part for text in parts if (part := text.strip(_EDGES)))
        words.clear()

    walk(box)
    end()
    return items
