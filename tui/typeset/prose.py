"""Running text: paragraphs, headings, captions, list items."""

import re
from collections.abc import Iterable, Iterator

from tui.text.wrap import WrappedLine, iter_lines
from tui.typeset.options import NARROW
from tui.typeset.role import Role
from tui.typeset.row import Part, Row, Slice, blank, centred
from tui.typeset.setting import Setting
from tui.typeset.strand import Strand

INDENT = 4
"""Two Han."""

WINDOW = 20_000
WAITING = 3
SAMPLE = 80
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_OTHER = re.compile("[^\\W\\d_\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_BLANKS = " \t\u3000"


def set_lines(
    strand: Strand, setting: Setting, *, role: Role = Role.TEXT, indent: int = 0
) -> Iterator[tuple[Part, ...]]:
    """The lines of a text, broken where it says so and where the width is full; lazily, whatever the length.

    The first line starts ``indent`` cells in, and so does one that brings its own ideographic spaces.
    """
    text, start = strand.text, 0
    while True:
        stop = text.find("\n", start)
        end = len(text) if stop < 0 else stop
        begin = start
        while begin < end and text[begin] in _BLANKS:
            begin += 1
        new = start == 0 or "\u3000" in text[start:begin]
        if begin < end:
            yield from _paragraph(Slice(strand, begin, end, "", role), setting, indent if new else 0)
        else:
            yield (Slice(strand, begin, begin, "", role),)
        if stop < 0:
            return
        start = stop + 1


def _paragraph(whole: Slice, setting: Setting, indent: int) -> Iterator[tuple[Part, ...]]:
    """The lines of a stretch without a forced break.

    The filler looks at a whole text before its first line, so one without end is given to it in windows; the last
    lines of a window wait for the next, which may change them.
    """
    strand, begin, role = whole.strand, whole.start, whole.role
    while begin < whole.end:
        stop = min(begin + WINDOW, whole.end)
        wrapping = setting.options.wrapping(setting.language, indent=indent)
        lines: Iterable[WrappedLine] = iter_lines(strand.text[begin:stop], setting.width, wrapping)
        following = whole.end
        if stop < whole.end:
            settled = list(lines)
            following = begin + (settled[-WAITING].start if len(settled) > WAITING else stop - begin)
            lines = settled[:-WAITING] if len(settled) > WAITING else settled
        for line in lines:
            part = Slice(strand, begin + line.start, begin + line.end, line.text, role)
            yield (blank(line.indent), part) if line.indent else (part,)
        begin, indent = following, 0


def set_prose(strand: Strand, setting: Setting, *, role: Role = Role.TEXT, first: bool = False) -> Iterator[Row]:
    """Rows of running text; ``first`` asks for the first-line indent of Chinese prose where it fits."""
    indents = first and setting.options.indent_first and setting.width >= NARROW
    indent = INDENT if indents and is_chinese(strand.text, setting.language) else 0
    for parts in set_lines(strand, setting, role=role, indent=indent):
        yield Row(parts, _start(parts))


def set_centred(strand: Strand, setting: Setting, *, role: Role) -> Iterator[Row]:
    """Rows of text in the middle of the measure."""
    for parts in set_lines(strand, setting, role=role):
        yield Row(centred(parts, setting.width), _start(parts))


def is_chinese(text: str, language: str) -> bool:
    """Whether a text is Chinese prose: by its characters, and in doubt by the language of the document."""
    if language and not language.lower().startswith(("zh", "yue")):
        return False
    sample = text[:SAMPLE]
    return 2 * sum(map(len, _HAN.findall(sample))) > sum(map(len, _OTHER.findall(sample)))


def _start(parts: tuple[Part, ...]) -> int:
    """Where a line's text starts; its text is the last part."""
    part = parts[-1]
    return part.first if isinstance(part, Slice) else 0
