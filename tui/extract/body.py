"""The blocks of the chosen box, parted into the article and what stood around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tui.document.tables import is_layout
from tui.document.tree import Break, Element, Image, Piece, Text
from tui.extract.boxes import units
from tui.extract.phrases import DATE, Kind, kind_of

_WORDS = re.compile(r"[\W_]+")
_SENTENCE_END = re.compile(r"[。！？…”：；.!?\"]\W*$")
SEVERAL = 4
"""So many lines that only tell a date make a page a row of entries."""

ENOUGH = 0.4
"""A heading of comments or related articles ends the body only after this share of its text."""


@dataclass(slots=True)
class Parted:
    """The article's blocks, and the lines that were taken out of it by kind."""

    blocks: list[Element] = field(default_factory=list)
    aside: dict[Kind, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Part:
    block: Element
    text: str
    weight: float
    links: float
    kind: Kind = "body"

    @property
    def linked(self) -> bool:
        return self.links > 0.6 * self.weight and (self.weight < 50 or not _SENTENCE_END.search(self.text))

    @property
    def picture(self) -> bool:
        return self.block.tag == "figure" or self.block.has_image()


def part(blocks: list[Element], title: str) -> Parted:
    """Tell the article from what stands around it; ``title`` is not repeated in the body."""
    parts = [_measured(piece) for block in blocks for piece in _lines(block)]
    whole = sum(each.weight for each in parts if not each.linked) or 1.0
    parts = _first_of_several(_without_head(parts, title))
    parts, rest = _until_the_end(parts, whole)
    parted = Parted()
    for each in parts:
        if each.kind == "body":
            parted.blocks.append(each.block)
        else:
            parted.aside.setdefault(each.kind, []).append(each.text)
    for each in rest:
        parted.aside.setdefault(each.kind if each.kind != "body" else "related", []).append(each.text)
    return parted


def _lines(block: Element) -> Iterator[Element]:
    """The block itself, or one for each of its lines where one of these is none of the article's."""
    if block.tag == "table" and is_layout(block):
        for row in block.children:
            for cell in row.children:
                for inner in cell.children:
                    yield from _lines(inner)
        return
    if block.tag != "p" or not any(isinstance(piece, Break) for piece in block.pieces):
        yield block
        return
    rows: list[list[Piece]] = [[]]
    for piece in block.pieces:
        if isinstance(piece, Break):
            rows.append([])
        else:
            rows[-1].append(piece)
    filled = [Element("p", pieces=row) for row in rows if row]
    texts = [row.text.strip() for row in filled]
    weights = [units(text) for text in texts]
    verse = len(filled) > 1 and sum(weights) / len(filled) < 14
    if verse and all(kind_of(text, weight) == "body" for text, weight in zip(texts, weights, strict=True)):
        yield block
    else:
        yield from filled


def _measured(block: Element) -> _Part:
    texts = list(_texts(block))
    text = " ".join("".join(piece.text for piece in texts).split())
    weight = units(text)
    links = sum(units(piece.text) for piece in texts if piece.href)
    measured = _Part(block, text, weight, links)
    if block.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "blockquote"):
        measured.kind = kind_of(text, weight)
    return measured


def _texts(block: Element) -> Iterator[Text]:
    for piece in block.pieces:
        if isinstance(piece, Text):
            yield piece
    for child in block.children:
        yield from _texts(child)
        yield Text(" ")


def _without_head(parts: list[_Part], title: str) -> list[_Part]:
    """Without the title said again, and without what is said of the article before its first sentence."""
    bare = _WORDS.sub("", title)
    first = next((n for n, each in enumerate(parts) if each.kind == "body" and _is_prose(each)), len(parts))
    kept = []
    for number, each in enumerate(parts):
        own = _WORDS.sub("", each.text)
        again = bool(bare) and number <= first and own and (own == bare or (len(own) > 6 and own in bare))
        if again and each.weight < 80 and not each.picture:
            continue
        if not each.picture and each.kind == "body" and each.linked and (number < first or _is_pointer(each)):
            continue
        kept.append(each)
    return kept


def _first_of_several(parts: list[_Part]) -> list[_Part]:
    """The first entry, where a page is a row of dated entries."""
    dated = [number for number, each in enumerate(parts) if each.kind == "facts" and DATE.search(each.text)]
    first = next((number for number, each in enumerate(parts) if _is_prose(each) and each.kind == "body"), 0)
    later = [number for number in dated if number > first]
    if len(dated) < SEVERAL or not later:
        return parts
    end = later[0]
    while end > first + 1 and not _is_prose(parts[end - 1]):
        end -= 1
    return parts[:end]


def _is_pointer(each: _Part) -> bool:
    """Whether a line between others is nothing but a link to something else."""
    return each.block.tag in ("p", "h3", "h4") and each.weight < 70 and each.links > 0.9 * each.weight


def _is_prose(each: _Part) -> bool:
    return each.weight >= 30 and not each.linked


def _until_the_end(parts: list[_Part], whole: float) -> tuple[list[_Part], list[_Part]]:
    """The parts up to where the article ends, and those after it."""
    seen = 0.0
    for number, each in enumerate(parts):
        if each.kind in ("comments", "related") and seen > ENOUGH * whole and seen > 60:
            after = sum(later.weight for later in parts[number:] if _is_prose(later) and later.kind == "body")
            if each.kind == "comments" or after < 0.5 * seen:
                return _without_tail(parts[:number], parts[number:])
        if each.kind == "comments" and seen > 100:
            return _without_tail(parts[:number], parts[number:])
        if not each.linked and each.kind == "body":
            seen += each.weight
    return _without_tail(parts, [])


def _without_tail(parts: list[_Part], rest: list[_Part]) -> tuple[list[_Part], list[_Part]]:
    end = len(parts)
    while end:
        last = parts[end - 1]
        if last.kind != "body" or last.picture:
            end -= 1
            continue
        if last.linked and last.block.tag != "table":
            end -= 1
            continue
        break
    kept = parts[:end] + [each for each in parts[end:] if each.picture or each.kind != "body"]
    return kept, [each for each in parts[end:] if each.kind == "body" and not each.picture] + rest


def subheads(blocks: list[Element]) -> list[Element]:
    """The blocks, with short lines that are only bold, or bare between sentences, made headings."""
    bare_too = not any(block.tag in ("h2", "h3") for block in blocks)
    return [_as_heading(blocks, number, block, bare_too=bare_too) for number, block in enumerate(blocks)]


def _as_heading(blocks: list[Element], number: int, block: Element, *, bare_too: bool) -> Element:
    if block.tag != "p" or not block.pieces or any(isinstance(piece, Image) for piece in block.pieces):
        return block
    text = block.text.strip()
    if not 2 <= units(text) <= 30 or _SENTENCE_END.search(text) or number + 1 == len(blocks):
        return block
    bold = all("strong" in piece.marks or not piece.text.strip() for piece in block.pieces if isinstance(piece, Text))
    before = _sentences(blocks[:number][-3:]) if number else False
    after = _sentences(blocks[number + 1 : number + 4])
    linked = any(isinstance(piece, Text) and piece.href for piece in block.pieces)
    if (bold and after) or (bare_too and before and after and not linked):
        pieces = [replace(piece, marks=()) if isinstance(piece, Text) and bold else piece for piece in block.pieces]
        return Element("h3", pieces=pieces)
    return block


def _sentences(blocks: list[Element]) -> bool:
    return any(block.tag == "p" and units(block.text) > 40 and _SENTENCE_END.search(block.text) for block in blocks)
