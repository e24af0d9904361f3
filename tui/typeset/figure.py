"""Pictures and other media: lines kept free for a picture, or a placeholder that names it."""

from collections.abc import Iterator

from tui.document.blocks import Figure, Inline, Span
from tui.text.clip import clip, clip_lines
from tui.text.width import cells, split_cells
from tui.typeset.pieces import own_text
from tui.typeset.prose import set_lines
from tui.typeset.role import Role
from tui.typeset.row import Mark, Part, Row, Slice, centred
from tui.typeset.setting import Setting
from tui.typeset.strand import Strand

LONGEST_NOTE = 4
"""Lines."""


def set_figure(figure: Figure, offset: int, setting: Setting) -> Iterator[Row]:
    """The rows of a figure without its caption; they lead to its link, or to the picture itself."""
    options, links, width = setting.options, setting.links, setting.width
    alt = own_text(figure)
    address = figure.link or figure.url
    if figure.url in options.picture_rows:
        if address:
            links.append(address)
        yield from _free(figure, offset, setting, len(links) - 1 if address else -1)
        return
    sign, label = options.chrome.figure, options.labels.get(figure.kind, "")
    strand = Strand(Inline((Span(alt, link=address),)), offset, links)
    if address and not alt:
        links.append(address)
    mark = Mark(clip(f"{sign} {label}".rstrip(), width), Role.FIGURE, len(links) - 1 if address else -1)
    if alt.strip():
        yield from _named(figure, mark, strand, setting)
    else:
        yield Row(centred((mark,), width), offset, texted=False, figure=figure)
    note = options.picture_notes.get(figure.url, "")
    for line in clip_lines(note, width, LONGEST_NOTE) if note else ():
        yield Row(centred((Mark(line, Role.FIGURE),), width), offset, texted=False, figure=figure)


def room_for(size: tuple[int, int], width: int) -> tuple[int, int]:
    """The columns and lines of a picture where there are only so many cells for a line."""
    columns, lines = size
    return (columns, lines) if columns <= width else (width, max(1, round(lines * width / columns)))


def _free(figure: Figure, offset: int, setting: Setting, link: int) -> Iterator[Row]:
    """Blank cells for a picture, in the middle; the first line stands for the alternative text."""
    columns, lines = room_for(setting.options.picture_rows[figure.url], setting.width)
    parts = centred((Mark(" " * columns, Role.FIGURE, link),), setting.width)
    for nth in range(lines):
        yield Row(parts, offset, texted=nth == 0 and bool(own_text(figure)), nth=nth, figure=figure)


def _named(figure: Figure, mark: Mark, strand: Strand, setting: Setting) -> Iterator[Row]:
    """The placeholder of a figure that has an alternative text."""
    lead = Mark(mark.text + " ", Role.FIGURE, mark.link)
    for nth, parts in enumerate(_beside(lead, strand, setting)):
        start = next((part.first for part in parts if isinstance(part, Slice)), None)
        place = strand.offset if start is None else start
        yield Row(centred(parts, setting.width), place, texted=start is not None, nth=nth, figure=figure)


def _beside(lead: Mark, strand: Strand, setting: Setting) -> Iterator[tuple[Part, ...]]:
    """The alternative text behind the mark, or below where there is no room for both."""
    indent = cells(lead.text)
    if indent * 2 > setting.width:
        yield (lead._replace(text=split_cells(lead.text, setting.width)[0]),)
        indent = 0
    for number, parts in enumerate(set_lines(strand, setting, role=Role.FIGURE, indent=indent)):
        body = tuple(part for part in parts if isinstance(part, Slice))
        yield (lead, *body) if number == 0 and indent else body
