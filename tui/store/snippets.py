"""Showing where in a text the sought words stand."""

from collections.abc import Sequence

from tui.text.contains import find, places
from tui.text.fold import fold_map
from tui.text.spelling import heard, parts

Span = tuple[int, int]

BEFORE = 20  # characters of text before the first hit
LENGTH = 120


def snippet(text: str, words: list[str], summary: str) -> tuple[str, tuple[Span, ...]]:
    """A line of ``text`` around the first of the folded ``words``, and where they stand in it; else the summary."""
    start = _first(text, words)
    if start is None:
        line = " ".join((summary or text[: 4 * LENGTH]).split())
        line = line if len(line) <= LENGTH else line[: LENGTH - 1] + "…"
        return line, marked(line, words)
    begin = max(0, start - BEFORE)
    end = min(len(text), begin + LENGTH)
    line = " ".join(text[begin:end].split())
    line = ("…" if begin else "") + line + ("…" if end < len(text) else "")
    return line, marked(line, words)


def marked(line: str, words: list[str], letters: Sequence[str] = (), spelling: str = "") -> tuple[Span, ...]:
    """Where the folded ``words`` stand in ``line``: (start, end) in order, touching and overlapping ones joined.

    Where the line's spelling is known, also the characters that the ``letters`` stand for.
    """
    spans = [span for word in words for span in places(word, line)]
    if letters and spelling:
        folded, offsets = fold_map(line)
        stand = parts(folded)
        for typed in letters:
            for first, behind in heard(typed, spelling):
                if behind <= len(stand):
                    spans.append((offsets[stand[first][0]], offsets[stand[behind - 1][1] - 1] + 1))
    return tuple(_joined(sorted(spans)))


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _first(text: str, words: list[str]) -> int | None:
    """The index in ``text`` of a hit of any of the folded words, the first as a rule."""
    found = [place for word in words if word and (place := find(word, text)) >= 0]
    return min(found, default=None)
