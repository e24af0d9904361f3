"""Pictures and other media: lines kept free for a picture, or a placeholder that names it."""

from collections.abc import Iterator

from tui.document.blocks import Figure, Inline, Span
from tui.text.clip import clip
from tui.text.width import cells, split_cells
from tui.typeset.pieces import own_text
from tui.typeset.prose import set_lines
from tui.typeset.role import Role
from tui.typeset.row import Mark, Part, Row, Slice, centred
from tui.typeset.setting import Setting
from tui.typeset.strand import Strand


def set_figure(figure: Figure, offset: int, setting: Setting) -> Iterator[Row]:
    """The rows of a figure without its caption; they lead to its link, or to the picture itself."""
    options, links, width = setting.options, setting.links, setting.width
    free = options.picture_rows.get(figure.url, 0)
    if free > 0:
        for nth in range(free):
            yield Row((), offset, texted=False, nth=nth, figure=figure)
        return
    alt = own_text(figure)
    address = figure.link or figure.url
    sign, label = options.chrome.figure, options.labels.get(figure.kind, "")
    strand = Strand(Inline((Span(alt, link=address),)), offset, links)
    if address and not alt:
        links.append(address)
    mark = Mark(clip(f"{sign} {label}".rstrip(), width), Role.FIGURE, len(links) - 1 if address else -1)
    if not alt.strip():
        yield Row(centred((mark,), width), offset, texted=False, figure=figure)
        return
    lead = Mark(mark.text + " ", Role.FIGURE, mark.link)
    for nth, parts in enumerate(_beside(lead, strand, setting)):
        start = next((part.first for part in parts if isinstance(part, Slice)), None)
        place = offset if start is None else start
        yield Row(centred(parts, width), place, texted=start is not None, nth=nth, figure=figure)


def _beside(lead: Mark, strand: Strand, setting: Setting) -> Iterator[tuple[Part, ...]]:
    """The alternative text behind the mark, or below where there is no room for both."""
    indent = cells(lead.text)
    if indent * 2 > setting.width:
        yield (lead._replace(text=split_cells(lead.text, setting.width)[0]),)
        indent = 0
    for number, parts in enumerate(set_lines(strand, setting, role=Role.FIGURE, indent=indent)):
        body = tuple(part for part in parts if isinstance(part, Slice))
        yield (lead, *body) if number == 0 and indent else body
