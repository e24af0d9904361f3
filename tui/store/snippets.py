"""Showing where in a text the sought words stand."""

from collections.abc import Sequence

from tui.text.fold import fold, fold_map
from tui.text.spelling import heard, parts

Span = tuple[int, int]

BEFORE = 20  # characters of text before the first hit
LENGTH = 120
_WINDOW = 256  # characters mapped at a time on the way to a hit


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
    folded, offsets = fold_map(line)
    spans: list[Span] = []
    for word in filter(None, words):
        at = folded.find(word)
        while at >= 0:
            # A letter may fold to several: the span reaches to the end of the letter its last piece came from.
            last = offsets[at + len(word) - 1]
            spans.append((offsets[at], last + 1))
            at = folded.find(word, at + len(word))
    places = parts(folded) if letters and spelling else []
    for typed in letters:
        for first, behind in heard(typed, spelling):
            if behind <= len(places):
                spans.append((offsets[places[first][0]], offsets[places[behind - 1][1] - 1] + 1))
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
    """The index in ``text`` of the first hit of any of the folded words."""
    for looked_at in (text, text.lower()):  # folding takes long, and mostly this will do
        places = _places(looked_at, words)
        if places and len(looked_at) == len(text):
            return min(places)
    places = _places(fold(text), words)
    return _unfolded(text, min(places)) if places else None


def _places(text: str, words: list[str]) -> list[int]:
    return [at for word in words if word and (at := text.find(word)) >= 0]


def _unfolded(text: str, place: int) -> int:
    """The index in ``text`` of the character that begins at or before ``place`` in its fold."""
    done = 0
    for begin in range(0, len(text), _WINDOW):
        piece = text[begin : begin + _WINDOW]
        length = len(fold(piece))
        if done + length > place:
            return begin + fold_map(piece)[1][place - done]
        done += length
    return len(text)
