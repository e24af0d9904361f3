"""The line filler written for plainness, slow on purpose: what `tui.text.wrap` is held to.

It tries the break opportunities of the whole paragraph one after another and measures every candidate line anew.
"""

import re
from itertools import accumulate

from tui.text.breaks import breaks
from tui.text.width import cells, graphemes
from tui.text.wrap import WrapOptions

BLANKS = " \t\u3000\u200b\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f"
FORBIDDEN_START = "，。、；：？！）」』】》〉〕”’％·～／…,.;:?!)]}%・‧〗〙〛｝］｠〞﹂﹄々ー‰℃"
FORBIDDEN_END = "（「『【《〈〔“‘([{〖〘〚｛［｟〝﹁﹃"
UNBREAKABLE = "\u00a0\u202f\u2007\u2060\ufeff"
HAN = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
LONE = re.compile(f"[{re.escape(FORBIDDEN_END)}]*{HAN}[{re.escape(FORBIDDEN_START)}]*")
LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
UNPRINTED = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def shaped(s: str) -> str:
    """What of a piece of source has a shape on the screen."""
    return UNPRINTED.sub("", s).replace("\t", " ")


def printed(line: str) -> str:
    """What of the source of a whole line appears on the screen."""
    return shaped(line.rstrip(BLANKS))


def wide(piece: str) -> int:
    """Cells of a printed piece, counted both as a whole and by clusters, whichever is more."""
    return max(cells(shaped(piece)), sum(cells(shaped(cluster)) for cluster in graphemes(piece)))


def reference_wrap(text: str, width: int, options: WrapOptions) -> list[tuple[int, int, str, int]]:
    """(start, end, printed text, indent) of every line; no justification and no added spaces."""
    lines = []
    at = 0
    paragraphs = LINE_END.split(text)
    if len(paragraphs) > 1 and not paragraphs[-1]:
        paragraphs.pop()
    for paragraph in paragraphs:
        for start, end, indent in _fill(paragraph, max(1, width), options):
            lines.append((at + start, at + end, printed(paragraph[start:end]), indent))
        at += len(paragraph)
        ending = LINE_END.match(text, at)
        at = ending.end() if ending else at
    return lines


def _fill(paragraph: str, width: int, options: WrapOptions) -> list[tuple[int, int, int]]:
    length = len(paragraph.rstrip(BLANKS))
    opportunities = [*breaks(paragraph, options.level, options.language)]
    start = _after_blanks(paragraph, 0, length)
    indent = max(options.indent, cells(shaped(paragraph[:start])))
    indent = indent if indent * 2 <= width and width - indent >= 2 else 0
    lines = []
    while True:
        stop = _line_stop(paragraph, start, length, width - indent, opportunities, options)
        if options.widow and width >= 12:
            stop = _without_orphan(paragraph, (start, stop, length), (width - indent, width), opportunities)
        lines.append((start, start + len(paragraph[start:stop].rstrip(BLANKS)), indent))
        if stop >= length:
            return lines
        start, indent = _after_blanks(paragraph, stop, length), 0


def _after_blanks(paragraph: str, at: int, length: int) -> int:
    while at < length and paragraph[at] in BLANKS:
        at += 1
    return at


def _line_stop(
    paragraph: str, start: int, length: int, room: int, opportunities: list[int], options: WrapOptions
) -> int:
    if wide(paragraph[start:length]) <= room:
        return length
    fitting = 0
    for stop in opportunities:
        line = paragraph[start:stop].rstrip(BLANKS)
        hangs = options.hanging and line[-1:] in ("，", "。", "、")
        if stop > start and (wide(line) <= room or (hangs and wide(line[:-1]) <= room)):
            fitting = stop
        if stop > start and wide(line[:-1].rstrip(BLANKS)) > room:
            break
    return min(fitting, length) or _forced(paragraph, start, room)


def _forced(paragraph: str, start: int, room: int) -> int:
    edges = [start + edge for edge in accumulate(map(len, graphemes(paragraph[start : start + 4 * room + 200])))]
    fitting = [edge for edge in edges if wide(paragraph[start:edge].rstrip(BLANKS)) <= room] or edges[:1]
    for edge in reversed(fitting):
        after = paragraph[edge : edge + 1] or "x"
        before = paragraph[start:edge].rstrip(BLANKS)[-1]
        if after not in FORBIDDEN_START + UNBREAKABLE and before not in FORBIDDEN_END + UNBREAKABLE:
            return edge
    return fitting[-1]


def _without_orphan(
    paragraph: str, line: tuple[int, int, int], rooms: tuple[int, int], opportunities: list[int]
) -> int:
    start, stop, length = line
    room, width = rooms
    earlier = [each for each in opportunities if start < each < stop]
    if not earlier or not LONE.fullmatch(paragraph[stop:length].strip(BLANKS)):
        return stop
    left = paragraph[start : earlier[-1]].rstrip(BLANKS)
    moved = paragraph[earlier[-1] : stop].strip(BLANKS)
    ragged = room - cells(shaped(left)) >= 6
    if LONE.fullmatch(moved) and not ragged and wide(paragraph[earlier[-1] : length]) <= width:
        return earlier[-1]
    return stop
