"""A document with its characters written otherwise, structure, styles, links and lengths as they were."""

from collections.abc import Callable
from typing import assert_never

from tui.dataclass import replace
from tui.document.blocks import (
    Block,
    Code,
    Document,
    Figure,
    Folded,
    Footnote,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
)

Convert = Callable[[str], str]


def rewritten(document: Document, convert: Convert) -> Document:
    """The document with ``convert``, which must keep the length of a text, done to everything but code."""
    return replace(document, blocks=_blocks(document.blocks, convert))


def _blocks(blocks: tuple[Block, ...], convert: Convert) -> tuple[Block, ...]:
    return tuple(_block(block, convert) for block in blocks)


def _block(block: Block, convert: Convert) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, content=_inline(block.content, convert))
        case ListBlock():
            return replace(block, items=tuple(replace(i, blocks=_blocks(i.blocks, convert)) for i in block.items))
        case Quote() | Footnote():
            return replace(block, blocks=_blocks(block.blocks, convert))
        case Folded():
            return replace(block, label=convert(block.label), blocks=_blocks(block.blocks, convert))
        case Table():
            rows = tuple(tuple(replace(c, content=_inline(c.content, convert)) for c in row) for row in block.rows)
            return replace(block, rows=rows, caption=_inline(block.caption, convert))
        case Figure():
            return replace(block, alt=convert(block.alt), caption=_inline(block.caption, convert))
        case Code() | Rule():
            return block
        case _:
            assert_never(block)


def _inline(content: Inline, convert: Convert) -> Inline:
    """A row converted as a whole, since a word may go over a change of style."""
    whole, at, spans = convert(content.text), 0, []
    for span in content.spans:
        spans.append(replace(span, text=whole[at : at + len(span.text)]))
        at += len(span.text)
    return Inline(tuple(spans))
