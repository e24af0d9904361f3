"""The walk over a document: what has to be set, one after another, and where it stands in the document's text."""

from collections.abc import Iterator
from functools import cached_property

from tui.dataclass import dataclass
from tui.document.blocks import (
    Block,
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

DEEPEST = 8
"""Nesting below this is set like the level above: no page has room for more, and hostile ones nest by the thousand."""

PARTING = "\n\n"
"""Between two pieces of the document's text."""


@dataclass(frozen=True, slots=True, eq=False)
class InQuote:
    """Inside a quotation."""


@dataclass(frozen=True, slots=True, eq=False)
class InItem:
    """Inside an item of the list ``owner``: its number or None, the widest number's digits, bullet lists around it."""

    owner: ListBlock
    number: int | None
    digits: int
    depth: int


@dataclass(frozen=True, slots=True, eq=False)
class InNote:
    """Inside a footnote."""

    mark: str


@dataclass(frozen=True, slots=True, eq=False)
class InFold:
    """Inside an opened fold."""

    number: int


Step = InQuote | InItem | InNote | InFold
Task = tuple[Block, tuple[Step, ...], bool]


@dataclass(frozen=True)
class Piece:
    """One thing to set: a leaf of the block tree, the caption of one, or the label of a fold.

    ``index`` is the block's place in `walk`, ``offset`` that of the piece in the document's text, ``steps`` what it is
    nested in, of which the first ``shared`` are also the previous piece's, ``gap`` the blank lines above.
    """

    block: Block
    index: int
    offset: int
    steps: tuple[Step, ...] = ()
    shared: int = 0
    gap: int = 0
    caption: bool = False
    fold: int = -1
    hidden: bool = False

    @cached_property
    def text(self) -> str:
        """What the piece adds to the document's text."""
        return own_text(self.block, caption=self.caption)


def own_text(block: Block, *, caption: bool = False) -> str:
    """A block's own text without that of blocks inside it; cells are parted by tabs, rows by line breaks."""
    match block:
        case Figure() | Table() if caption:
            return block.caption.text
        case Paragraph() | Heading():
            return block.content.text
        case Code():
            return block.text
        case Table():
            return "\n".join("\t".join([cell.content.text for cell in row]) for row in block.rows)
        case Figure():
            # Many sites repeat the caption as alternative text; nobody wants to read it twice.
            return "" if block.alt.strip() == block.caption.text.strip() else block.alt
        case _:
            return ""


def pieces(document: Document, open_folds: frozenset[int] = frozenset()) -> Iterator[Piece]:
    """Every piece in reading order, lazily; those in a closed fold come as ``hidden``, since they count in the text.

    Walks with a list instead of recursion: nesting is the publisher's choice and must not exhaust the stack.
    """
    waiting: list[Iterator[Task]] = [((block, (), False) for block in document.blocks)]
    index = folds = -1
    offset = 0
    before: Piece | None = None
    while waiting:
        task = next(waiting[-1], None)
        if task is None:
            waiting.pop()
            continue
        block, steps, hidden = task
        index += 1
        if isinstance(block, Folded):
            folds += 1
        for caption in (False, True):
            if not _is_set(block, caption=caption):
                continue
            fold = folds if isinstance(block, Folded) else -1
            shared = _shared(steps, before)
            gap = 0 if caption else _gap(block, steps, shared, before)
            piece = Piece(block, index, offset, steps, shared, gap, caption, fold, hidden)
            yield piece
            if piece.text:
                offset += len(piece.text) + len(PARTING)
            if not hidden:
                before = piece
        waiting.append(_inside(block, steps, hidden, folds, open_folds))


def document_text(document: Document) -> str:
    """The text that offsets count in: every piece with text, closed folds too, parted by an empty line."""
    return PARTING.join(piece.text for piece in pieces(document) if piece.text)


def _is_set(block: Block, *, caption: bool) -> bool:
    match block:
        case Figure() | Table():
            return bool(block.caption.spans) if caption else True
        case Quote() | ListBlock() | Footnote():
            return False
        case _:
            return not caption


def _shared(steps: tuple[Step, ...], before: Piece | None) -> int:
    """How many outer steps are those of the piece before."""
    count = 0
    for mine, theirs in zip(steps, before.steps if before else (), strict=False):
        if mine is not theirs:
            break
        count += 1
    return count


def _gap(block: Block, steps: tuple[Step, ...], shared: int, before: Piece | None) -> int:
    """Blank lines above: lists, notes and folds keep close, great headings take more air."""
    if before is None:
        return 0
    if isinstance(before.block, Folded):
        inside = any(isinstance(step, InFold) and step.number == before.fold for step in steps)
        if inside or isinstance(block, Folded):
            return 0
    if len(steps) > shared:
        mine = steps[shared]
        theirs = before.steps[shared] if len(before.steps) > shared else None
        within_item = shared > 0 and isinstance(steps[shared - 1], InItem)
        if isinstance(mine, InItem) and (
            (theirs is None and within_item) or (isinstance(theirs, InItem) and theirs.owner is mine.owner)
        ):
            return 0
        if isinstance(mine, InNote) and isinstance(theirs, InNote):
            return 0
    if isinstance(block, Heading):
        return 2 if block.level <= 2 else 1
    return 0 if isinstance(before.block, Heading) and before.block.level >= 4 else 1


def _inside(
    block: Block, steps: tuple[Step, ...], hidden: bool, fold: int, open_folds: frozenset[int]
) -> Iterator[Task]:
    """The blocks inside a block, each with one step more."""

    def deeper(step: Step) -> tuple[Step, ...]:
        return (*steps, step) if len(steps) < DEEPEST else steps

    match block:
        case Quote():
            within = deeper(InQuote())
            return ((child, within, hidden) for child in block.blocks)
        case Footnote():
            within = deeper(InNote(block.mark))
            return ((child, within, hidden) for child in block.blocks)
        case Folded():
            within = deeper(InFold(fold))
            closed = hidden or fold not in open_folds
            return ((child, within, closed) for child in block.blocks)
        case ListBlock():
            return _items(block, steps, hidden)
        case Paragraph() | Heading() | Code() | Table() | Figure() | Rule():
            return iter(())


def _items(block: ListBlock, steps: tuple[Step, ...], hidden: bool) -> Iterator[Task]:
    depth = sum(isinstance(step, InItem) and step.number is None for step in steps)
    last = (block.start or 0) + len(block.items) - 1
    digits = max(len(str(block.start)), len(str(last)))
    for place, item in enumerate(block.items):
        number = None if block.start is None else block.start + place
        step = InItem(block, number, digits, depth)
        within = (*steps, step) if len(steps) < DEEPEST else steps
        for child in item.blocks:
            yield child, within, hidden
