"""What a double click takes for one word."""

import re

from tui.text.breaks import breaks
from tui.text.kinsoku import HAN
from tui.text.width import graphemes
from tui.typeset.han_words import han_word

NEAR = 120
"""Characters looked at on either side: no word worth taking is longer."""

_MARKS = re.compile(r"^[^\w$¥€£+\-−#@]+|[^\w%％‰℃+#]+$")
_HAN_RUN = re.compile(f"[{HAN}]+")
_TEXT = re.compile(r"[^\n\t]+")


def word_at(text: str, position: int) -> tuple[int, int]:
    """The word that holds a position: what no line may be broken in, without the marks around it.

    Between two Han a line may always be broken; what is a word there `han_word` tells. A mark is taken alone.
    """
    low, high = max(0, position - NEAR), min(len(text), position + NEAR)
    for line in _TEXT.finditer(text, low, high):
        if line.start() <= position < line.end():
            start, end = _word(line[0], position - line.start())
            start, end = line.start() + start, line.start() + end
            return han_word(text, start, end, position) if _HAN_RUN.fullmatch(text, start, end) else (start, end)
    return position, min(position + 1, len(text))


def next_word(text: str, position: int) -> int:
    """Where the next word begins; the text's end where none does."""
    at = word_at(text, position)[1]
    while at < len(text) and not _is_word(text[at]):
        at += 1
    return at


def previous_word(text: str, position: int) -> int:
    """Where this word begins, or from its beginning the one before."""
    at = position - 1
    while at > 0 and not _is_word(text[at]):
        at -= 1
    return word_at(text, at)[0] if at > 0 else 0


def _is_word(char: str) -> bool:
    return char.isalnum()


def _word(line: str, position: int) -> tuple[int, int]:
    for run in _HAN_RUN.finditer(line):
        if run.start() <= position < run.end():
            return run.span()
    start = 0
    for end in breaks(line):
        if position < end:
            return _bare(line, start, end, position)
        start = end
    return position, position + 1


def _bare(line: str, start: int, end: int, position: int) -> tuple[int, int]:
    """The unbreakable piece without Han that cling to it and without marks at its edges."""
    for run in _HAN_RUN.finditer(line, start, end):
        if run.start() > position:
            end = run.start()
            break
        start = run.end()
    piece = line[start:end]
    left = len(piece) - len(_MARKS.sub("", piece, count=1)) if _MARKS.match(piece) else 0
    bare = _MARKS.sub("", piece)
    if bare and start + left <= position < start + left + len(bare):
        return start + left, start + left + len(bare)
    at = start
    for cluster in graphemes(piece):
        if position < at + len(cluster):
            return at, at + len(cluster)
        at += len(cluster)
    return position, position + 1
