"""One paragraph made ready to be cut into lines: where its characters may part and how wide they are.

The filler asks `cut` for one line after another. It jumps to where the line is full and looks only there: between two
Han a line may always end, and elsewhere the rules are run from the nearest place before that is known to be a break.
"""

from bisect import bisect_left, bisect_right
from itertools import accumulate

from apsw.unicode import grapheme_next_break

from tui.text.breaks import next_break
from tui.text.kinsoku import BLANKS, GLUE, NO_END, NO_START, Level, is_lone_han, tailored
from tui.text.pattern import pattern
from tui.text.width import cells, graphemes, narrow_spans

BLANK = "".join(sorted(BLANKS))
HANGS = frozenset("，。、")
# So many empty cells at the end of a line are seen as a hole in the text.
RAGGED = 6
# Never printed: what only tells where to break or in which direction to read, and controls.
UNPRINTED = pattern("[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def printable(s: str) -> str:
    """What of `s` is printed: everything but characters that have no shape, a tab as one space."""
    return s if s.isprintable() else UNPRINTED.sub("", s).replace("\t", " ")


class Paragraph:
    """A text without line ends, its break opportunities and its widths.

    Offsets are those of `text`. `length` leaves out blanks at the end.
    """

    def __init__(self, text: str, level: Level, language: str, hanging: bool = False) -> None:
        self.text = text
        self.length = len(text.rstrip(BLANK))
        self.hanging = hanging
        self._shown = tailored(text, level, language)
        self._spans = narrow_spans(text)
        self._span = 0
        # A break, and the next one after it where that is known already (else 0).
        self._known = 0
        self._ahead = 0
        self.plain = self._spans is not None
        if not self.plain:
            clusters = graphemes(text)
            self._edges = [0, *accumulate(map(len, clusters))]
            self._widths = [0, *accumulate(cells(printable(cluster)) for cluster in clusters)]

    def cut(self, start: int, room: int) -> int:
        """Where the line that begins at `start` ends, blanks after it included, if it has `room` cells."""
        end = self._fit(start, room)
        if end >= self.length:
            return self.length
        if end > start and "一" <= self._shown[end - 1] <= "鿿" and "一" <= self._shown[end] <= "鿿":
            return end
        return self._cut_before(start, end)

    def trimmed(self, start: int, cut: int) -> int:
        """`cut` without the blanks before it."""
        text = self.text
        while cut > start and text[cut - 1] in BLANKS:
            cut -= 1
        return cut

    def skip_blanks(self, at: int) -> int:
        """The first offset from `at` on that is no blank."""
        text = self.text
        while at < self.length and text[at] in BLANKS:
            at += 1
        return at

    def without_orphan(self, start: int, cut: int, room: int, width: int) -> int:
        """`cut`, or the break before it if a single Han would be all of the last line and one more can join it.

        The line of `room` cells that begins at `start` gives one away only if it does not become ragged by that.
        """
        rest = self.text[cut : self.length].strip(BLANK)
        if not is_lone_han(rest):
            return cut
        earlier = self._last_break(start, cut - 1)
        moved = self.text[earlier:cut].strip(BLANK)
        if not earlier or not is_lone_han(moved):
            return cut
        if cells(printable(self.text[start : self.trimmed(start, earlier)])) <= room - RAGGED:
            return cut
        return earlier if cells(printable(self.text[earlier : self.length])) <= width else cut

    def _fit(self, start: int, room: int) -> int:
        """The end of the longest run from `start` that is no wider than `room`."""
        spans, at = self._spans, self._span
        if spans is None:
            return self._fit_clusters(start, room)
        while at and spans[at - 1][1] > start:
            at -= 1
        count = len(spans)
        while at < count:
            first, last = spans[at]
            if first > start:
                wide = 2 * (first - start)
                if wide > room:
                    break
                room -= wide
                start = first
            if last - start > room:
                self._span = at
                return start + room
            if last > start:
                room -= last - start
                start = last
            at += 1
        self._span = at
        return start + room // 2

    def _fit_clusters(self, start: int, room: int) -> int:
        edges, widths = self._edges, self._widths
        first = bisect_left(edges, start)
        at = bisect_right(widths, widths[first] + room) - 1
        # A stray joiner or selector can make a line wider than its clusters are one by one.
        while at > first + 1 and cells(printable(self.text[start : edges[at]].rstrip(BLANK))) > room:
            at -= 1
        return edges[at]

    def _cut_before(self, start: int, end: int) -> int:
        """The last break of the line [start, end), or where it has to be broken by force."""
        text = self.text
        if self.hanging and text[end] in HANGS:
            hung = self.skip_blanks(end + 1)
            if hung == self.length or self._last_break(start, hung) > end:
                return hung
        target = end
        while text[target] in BLANKS:
            target += 1
        return self._last_break(start, target) or self._forced(start, end)

    def _last_break(self, start: int, target: int) -> int:
        """The last break after `start` up to `target`; 0 if there is none."""
        shown = self._shown
        at = target
        while at > start:
            after, before = shown[at], shown[at - 1]
            if "一" <= after <= "鿿":
                if "一" <= before <= "鿿":
                    break
            elif before == " " and "a" <= after <= "z" and at > 1 and "a" <= shown[at - 2] <= "z":
                break
            at -= 1
        ahead = 0
        if at == start:
            at, ahead = (self._known, self._ahead) if self._known <= start else (0, 0)
        best = at if at > start else 0
        while at < target:
            ahead = ahead or next_break(shown, at)
            if ahead > target:
                break
            at, ahead = ahead, 0
            if at > start:
                best = at
        self._known, self._ahead = at, ahead
        return best

    def _forced(self, start: int, end: int) -> int:
        """Where a run that offers no break is cut: between grapheme clusters, by the marks' own rules if possible."""
        text = self.text
        edges = [grapheme_next_break(text, start)]
        while (edge := grapheme_next_break(text, edges[-1])) <= end and edge > edges[-1]:
            edges.append(edge)
        for edge in reversed(edges):
            before, after = text[self.trimmed(start, edge) - 1], text[edge : edge + 1]
            if after not in NO_START and before not in NO_END and after not in GLUE and before not in GLUE:
                return edge
        return edges[-1]
