"""Captions that a page sets as plain paragraphs directly below a picture."""

import re

from tui.dataclass import replace
from tui.document.blocks import Block, Figure, Heading, Paragraph

LONGEST = 100
_BEGINS = re.compile(
    "[（(【\\[]?(?:图为|上图|下图|左图|右图|资料图|配图|题图|示意图|图片?\\s*(?:[一二三四五六七八九十\\d]{0,3}\\s*[:：／/|｜]|来源|说明)"
    "|[▲△▼▽↑↓])"
)
_ENDS = re.compile(
    "(?:[/／\\s（(]摄(?:影)?|(?:记者|通讯员|摄影师?)[^，。；]{1,16}摄|供图|资料图片?)\\s*[)）】\\]]?。?$"
)


def is_caption(text: str) -> bool:
    """Whether a line below a picture says that it speaks of the picture: 图为…, 资料图, 新华社记者 … 摄, …供图."""
    text = text.strip()
    return 0 < len(text) <= LONGEST and bool(_BEGINS.match(text) or _ENDS.search(text))


def captioned(blocks: list[Block]) -> list[Block]:
    """The blocks with each such line given to the picture above it."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if (
            isinstance(block, Paragraph | Heading)
            and isinstance(last, Figure)
            and last.kind == "image"
            and not last.caption.spans
            and is_caption(block.content.text)
        ):
            made[-1] = replace(last, caption=block.content)
        else:
            made.append(block)
    return made
