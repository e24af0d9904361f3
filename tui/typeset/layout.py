"""From pieces to rows: each kind of block to its setter, with the frame it stands in."""

from collections.abc import Iterator
from typing import assert_never

from tui.document.blocks import (
    Code,
    Document,
    Figure,
    Folded,
    Footnote,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from tui.text.clip import clip
from tui.typeset.code import set_code
from tui.typeset.figure import set_figure
from tui.typeset.frame import frame
from tui.typeset.options import TypesetOptions
from tui.typeset.pieces import InFold, Piece, pieces
from tui.typeset.prose import set_centred, set_prose
from tui.typeset.role import Role, role_of_heading
from tui.typeset.row import Mark, Row, Slice, centred
from tui.typeset.setting import Setting
from tui.typeset.strand import Strand, plain
from tui.typeset.table import TableSetter

LONGEST_RULE = 12


def lay_out(document: Document, options: TypesetOptions, links: list[str]) -> Iterator[Row]:
    """The rows of a document, lazily; addresses are added to ``links`` as they are met."""
    language = options.language or document.language
    for piece in pieces(document, options.open_folds):
        if piece.hidden:
            continue
        around = frame(piece.steps, piece.shared, options.columns, options.chrome)
        if piece.gap:
            yield from _gap(piece, options)
        before = around.first
        for row in _set(piece, Setting(around.width, options, language, links)):
            parts = row.parts if around.role is Role.TEXT else _with_role(row, around.role)
            parts = (*before, *parts) if before else parts
            yield Row(parts, row.start, row.texted, row.nth, piece.index, row.fold, row.figure)
            before = around.rest


def _gap(piece: Piece, options: TypesetOptions) -> Iterator[Row]:
    """The blank lines above a piece; the bar of a quotation that goes on runs through them."""
    shared = piece.steps[: piece.shared]
    bars = frame(shared, piece.shared, options.columns, options.chrome).rest
    while bars and not bars[-1].text.strip():
        bars = bars[:-1]
    for _ in range(piece.gap):
        yield Row(bars, piece.offset, texted=False, block=piece.index)


def _with_role(row: Row, role: Role) -> tuple[Mark | Slice, ...]:
    """The parts, the text among them also in the role of its surroundings."""
    return tuple(part._replace(role=part.role | role) if isinstance(part, Slice) else part for part in row.parts)


def _set(piece: Piece, setting: Setting) -> Iterator[Row]:
    """The rows of one piece, without its frame."""
    block, offset, links = piece.block, piece.offset, setting.links
    match block:
        case Figure() | Table() if piece.caption:
            strand = Strand(block.caption, offset, links)
            return set_centred(strand, setting, role=Role.CAPTION)
        case Paragraph():
            first = all(isinstance(step, InFold) for step in piece.steps)
            return set_prose(Strand(block.content, offset, links), setting, first=first)
        case Heading():
            role = role_of_heading(block.level)
            return set_prose(Strand(block.content, offset, links), setting, role=role)
        case Code():
            options = setting.options
            return set_code(plain(block.text, offset), setting.width, options.chrome, options.code_shift)
        case Table():
            return TableSetter(block, offset, setting).rows()
        case Figure():
            return set_figure(block, offset, setting)
        case Rule():
            return iter((_rule(offset, setting),))
        case Folded():
            return iter((_fold(piece, block, setting),))
        case Quote() | ListBlock() | Footnote():
            return iter(())
    assert_never(block)


def _rule(offset: int, setting: Setting) -> Row:
    sign = Mark(setting.options.chrome.rule * min(LONGEST_RULE, setting.width), Role.RULE)
    return Row(centred((sign,), setting.width), offset, texted=False)


def _fold(piece: Piece, block: Folded, setting: Setting) -> Row:
    """The line of a fold; a closed one stands for the text in it."""
    opened = piece.fold in setting.options.open_folds
    chrome = setting.options.chrome
    sign = chrome.opened if opened else chrome.closed
    text = clip(f"{sign} {block.label}", setting.width)
    return Row((Mark(text, Role.FOLD),), piece.offset, texted=not opened, fold=piece.fold)
