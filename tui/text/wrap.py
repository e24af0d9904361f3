"""The lines of a text at a width in cells, set by the rules of Chinese typesetting.

What is promised: no line is wider than asked unless one character alone is; nothing but blanks at line ends and
characters without a shape is left out; a line says which part of the source it shows.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tui.dataclass import dataclass
from tui.text.gaps import Spaced, justified
from tui.text.kinsoku import Level
from tui.text.paragraph import Paragraph, printable
from tui.text.pattern import pattern
from tui.text.width import cells, graphemes

_LINE_END = pattern("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# On shorter lines, moving a character down costs more evenness than the single one mends.
_WIDOW_FROM = 12
_TRADITIONAL = pattern(r"zh-(?:.*\b)?(?:hant|tw|hk|mo)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrapOptions:
    """How to set a text.

    level            prohibitions at line start and end: "basic", "gb", "strict" (CLREQ), "uax14" (Unicode untailored)
    indent           cells left empty before the first line of each paragraph
    hanging          a line may put ，。、 into a gutter of two cells right of the width; never in Traditional Chinese
    widow            a last line of a single Han takes one more from the line before (lines of 12 cells and up)
    justify          full lines are spread to the width where one cell in some gaps is enough
    han_latin_space  one space between Han and Latin letters or figures
    language         a language tag; "ja" and "zh-Hant" have rules of their own
    """

    level: Level = "gb"
    indent: int = 0
    hanging: bool = False
    widow: bool = True
    justify: bool = False
    han_latin_space: bool = False
    language: str = "zh"


DEFAULT = WrapOptions()


class WrappedLine(NamedTuple):
    """One line: `text` is what is printed of the source [start, end), after `indent` empty cells.

    `offsets` holds the source offset of every character of `text`, and is empty where these simply count up from
    `start`. A space that was put in has the offset of the character after it.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    offsets: tuple[int, ...] = ()

    def offset_at(self, cell: int) -> int:
        """The source offset of the character printed at `cell`, the line's first cell being 0; `end` right of it."""
        left = self.indent
        index = 0
        for cluster in graphemes(self.text):
            left += cells(cluster)
            if cell < left:
                return self.offsets[index] if self.offsets else self.start + index
            index += len(cluster)
        return self.end

    def cell_at(self, offset: int) -> int:
        """The cell at which the character at source `offset` is printed, or would be were it printed."""
        shown = sum(each < offset for each in self.offsets) if self.offsets else max(0, offset - self.start)
        return self.indent + cells(self.text[:shown])


def wrap(text: str, width: int, options: WrapOptions = DEFAULT) -> list[WrappedLine]:
    """The lines of `text`, at least one; `width` is counted in cells, and taken as 1 if it is less.

    A line end in the source begins a new paragraph; one at the very end begins nothing.

    >>> [line.text for line in wrap("他最爱读《红楼梦》", 10)]
    ['他最爱读', '《红楼梦》']
    """
    return list(iter_lines(text, width, options))


def iter_lines(text: str, width: int, options: WrapOptions = DEFAULT, start: int = 0) -> Iterator[WrappedLine]:
    """The lines of `text` one by one, beginning with the line that starts at the source offset `start`."""
    width = max(1, width)
    begin = 0
    # No end of a line can be printed.
    for match in () if text.isprintable() else _LINE_END.finditer(text):
        if match.end() > start:
            yield from _paragraph_lines(text[begin : match.start()], begin, width, options, start)
        begin = match.end()
    if begin < len(text) or not text:
        yield from _paragraph_lines(text[begin:], begin, width, options, start)


def _paragraph_lines(source: str, base: int, width: int, options: WrapOptions, resume: int) -> Iterator[WrappedLine]:
    """The lines of one paragraph that begins at `base`, from the source offset `resume` on."""
    spaced = Spaced(source) if options.han_latin_space else None
    hanging = options.hanging and not _TRADITIONAL.match(options.language)
    paragraph = Paragraph(spaced.text if spaced else source, options.level, options.language, hanging)
    start = paragraph.skip_blanks(0)
    indent = _indent(paragraph.text[:start], options.indent, width)
    if resume - base > start:
        start, indent = (spaced.position(resume - base) if spaced else resume - base), 0
    as_is = paragraph.plain and not spaced and not options.justify
    widow = options.widow and width >= _WIDOW_FROM
    text, length, cut_at = paragraph.text, paragraph.length, paragraph.cut
    while True:
        room = width - indent
        cut = cut_at(start, room)
        if widow and cut < length <= cut + 8:
            cut = paragraph.without_orphan(start, cut, room, width)
        end = paragraph.trimmed(start, cut)
        line = WrappedLine(base + start, base + end, text[start:end], indent)
        if not as_is:
            spread = room if options.justify and cut < length else 0
            line = _dressed(paragraph, (start, end), line, spread, spaced)
        yield line
        if cut >= length:
            return
        start, indent = paragraph.skip_blanks(cut), 0


def _indent(blanks: str, asked: int, width: int) -> int:
    """Cells before the first line: those asked for or those of the paragraph's own blanks, none on a narrow page."""
    indent = max(asked, cells(printable(blanks)))
    # Half the line at most, and never so much that one wide character has no room beside it.
    return indent if 2 * indent <= width and width - indent >= 2 else 0


def _dressed(
    paragraph: Paragraph, part: tuple[int, int], line: WrappedLine, spread: int, spaced: Spaced | None
) -> WrappedLine:
    """The line that shows `part` of a paragraph whose printed text is not simply a piece of the source."""
    start, end = part
    base = line.start - start
    kept = [at for at in range(start, end) if printable(paragraph.text[at])]
    text = printable(line.text)
    if spread:
        text, kept = justified(text, kept, spread)
    origin = spaced.origin if spaced else int
    offsets = tuple(base + origin(at) for at in kept)
    return WrappedLine(base + origin(start), base + origin(end), text, line.indent, offsets)
