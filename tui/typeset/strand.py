"""Inline text laid out flat: where each style and link begins, and where it stands in the document."""

from bisect import bisect_right
from collections.abc import Iterator

from tui.document.blocks import Inline
from tui.typeset.role import Role, role_of_style


class Strand:
    """The text of an `Inline` at ``offset`` in the document's text; its links are added to ``links``.

    Neighbouring spans to one address are one link, so that a link with a bold word in it is followed as a whole.
    """

    __slots__ = ("_marks", "_starts", "offset", "text")

    def __init__(self, content: Inline, offset: int, links: list[str]) -> None:
        self.text = content.text
        self.offset = offset
        self._starts: list[int] = []
        self._marks: list[tuple[Role, int]] = []
        position, previous = 0, ""
        for span in content.spans:
            if not span.text:
                continue
            if span.link and span.link != previous:
                links.append(span.link)
            previous = span.link
            role = role_of_style(span.style)
            mark = (role | Role.LINK, len(links) - 1) if span.link else (role, -1)
            if not self._marks or self._marks[-1] != mark:
                self._starts.append(position)
                self._marks.append(mark)
            position += len(span.text)

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, Role, int]]:
        """``(start, end, role, link)`` of each stretch of one style between two offsets of the text."""
        if len(self._starts) == 1:
            yield start, end, *self._marks[0]
            return
        at = max(bisect_right(self._starts, start) - 1, 0)
        while start < end:
            stop = min(end, self._starts[at + 1]) if at + 1 < len(self._starts) else end
            role, link = self._marks[at]
            yield start, stop, role, link
            start, at = stop, at + 1


def plain(text: str, offset: int) -> Strand:
    """A strand of text without styles."""
    strand = Strand(Inline(), offset, [])
    strand.text = text
    strand._starts.append(0)
    strand._marks.append((Role.TEXT, -1))
    return strand


def stretches(source: str, start: int, end: int, shown: str) -> Iterator[tuple[int, int, str]]:
    """Match a set line to its source: ``(start, end, text)``, where an inserted text has ``start == end``.

    ``shown`` differs from ``source[start:end]`` by spaces put in (justification, Han beside Latin, tabs) and by
    characters left out (break marks, spaces at the edge); every other character is the source's own.
    """
    if source.startswith(shown, start):
        if shown:
            yield start, start + len(shown), shown
        return
    begin, at, position = 0, start, 0
    while position < len(shown):
        if at < end and shown[position] == source[at]:
            at, position = at + 1, position + 1
            continue
        if begin < position:
            yield at - (position - begin), at, shown[begin:position]
        begin = position
        if shown[position] == " " or at >= end:
            yield at, at, shown[position]
            position += 1
            begin = position
        else:
            at += 1
    if begin < position:
        yield at - (position - begin), at, shown[begin:position]
