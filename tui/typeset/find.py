"""Find in an article: where a text occurs, and which cells of a line show it, across line ends."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tui.dataclass import dataclass
from tui.document.blocks import Document
from tui.text.contains import places
from tui.text.fold import fold
from tui.text.width import cells
from tui.typeset.line import Line
from tui.typeset.pieces import document_text

_FORMLESS = re.compile("[\u00ad\u200b\u2060\ufeff]")


class Hit(NamedTuple):
    """An occurrence: from ``start`` to before ``end`` in the document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HitSpan:
    """Cells ``start`` to before ``end`` of a line, margin included, that show part of hit number ``hit``."""

    start: int
    end: int
    hit: int


def find(where: Document | str, needle: str) -> list[Hit]:
    """Every occurrence, in order, whatever the case; a space also matches several, or a forced line break.

    Marks that only tell where a word may be parted, as the soft hyphen, stand in no one's way. Where a text does not
    occur as it was typed, it does in the other script, in full width, or with accents.
    """
    words = _FORMLESS.sub("", needle).split()
    if not words:
        return []
    text = where if isinstance(where, str) else document_text(where)
    between = _FORMLESS.pattern + "*" if _FORMLESS.search(text) else ""
    spelled = (between.join(map(re.escape, word)) for word in words)
    pattern = re.compile(rf"{between}(?:[^\S\n]+|\n){between}".join(spelled), re.IGNORECASE)
    found = [Hit(*match.span()) for match in pattern.finditer(text)]
    return found or find_terms(text, [fold(needle.strip())])


def find_terms(text: str, terms: Sequence[str]) -> list[Hit]:
    """Every occurrence of any of some folded terms, in order and apart: where two overlap, the first or longer."""
    found = sorted({span for term in terms for span in places(term, text)}, key=lambda span: (span[0], -span[1]))
    hits: list[Hit] = []
    for start, end in found:
        if not hits or start >= hits[-1].end:
            hits.append(Hit(start, end))
    return hits


def hits_on(line: Line, hits: Sequence[Hit]) -> list[HitSpan]:
    """The cells of a line to mark; ``hits`` must be in order and apart, as `find` gives them."""
    spans: list[HitSpan] = []
    edge = line.left
    for run in line.runs:
        size = cells(run.text)
        if run.offset >= 0:
            spans.extend(_on_run(run.text, run.offset, edge, hits))
        edge += size
    return spans


def _on_run(text: str, offset: int, edge: int, hits: Sequence[Hit]) -> list[HitSpan]:
    spans = []
    number = max(bisect_right(hits, offset, key=lambda hit: hit.start) - 1, 0)
    while number < len(hits) and hits[number].start < offset + len(text):
        begin = max(hits[number].start - offset, 0)
        end = min(hits[number].end - offset, len(text))
        if begin < end:
            first = edge + cells(text[:begin])
            spans.append(HitSpan(first, first + cells(text[begin:end]), number))
        number += 1
    return spans
