"""Tables: columns where they fit, otherwise one record of ``header: value`` lines for every row."""

from collections.abc import Iterator
from itertools import zip_longest

from tui.document.blocks import Cell, Table
from tui.text.width import cells
from tui.typeset.columns import GAP, Columns, columns, has_header
from tui.typeset.prose import is_chinese, set_lines
from tui.typeset.role import Role
from tui.typeset.row import Mark, Part, Row, Slice, blank
from tui.typeset.setting import Setting
from tui.typeset.strand import Strand, plain

HANG = 2


class TableSetter:
    """Sets one table at ``offset`` of the document's text, a row at a time."""

    def __init__(self, table: Table, offset: int, setting: Setting) -> None:
        self._table = table
        self._offset = offset
        self._setting = setting
        self._width = setting.width
        self._header = has_header(table)

    def rows(self) -> Iterator[Row]:
        """The lines of the table."""
        shape = columns(self._table, self._width)
        return self._records() if shape is None else self._grid(shape)

    def _strands(self) -> Iterator[list[tuple[Strand, Role]]]:
        """The cells of each row; offsets follow the tabs and line breaks between them."""
        offset = self._offset
        for row in self._table.rows:
            line = []
            for cell in row:
                strand = Strand(cell.content, offset, self._setting.links)
                line.append((strand, _role(cell)))
                offset += len(strand.text) + 1
            offset += not row
            yield line

    def _grid(self, shape: Columns) -> Iterator[Row]:
        for number, line in enumerate(self._strands()):
            if not line:
                continue
            if number > self._header and shape.wraps:
                yield Row((), line[0][0].offset, texted=False)
            yield from self._side_by_side(line, shape)
            if number == 0 and self._header:
                yield Row(self._rule(shape), line[0][0].offset, texted=False)

    def _side_by_side(self, line: list[tuple[Strand, Role]], shape: Columns) -> Iterator[Row]:
        columns_of_lines = [self._cell(strand, role, shape.widths[place]) for place, (strand, role) in enumerate(line)]
        for nth, across in enumerate(zip_longest(*columns_of_lines)):
            parts: list[Part] = []
            used = edge = 0
            for width, numeric, part in zip(shape.widths, shape.numeric, across, strict=False):
                if part is not None:
                    size = cells(part.text)
                    lead = edge - used + (max(0, width - size) if numeric else 0)
                    if lead > 0:
                        parts.append(blank(lead))
                    parts.append(part)
                    used += max(lead, 0) + size
                edge += width + GAP
            start = min(part.first for part in across if part is not None)
            yield Row(tuple(parts), start, nth=nth)

    def _cell(self, strand: Strand, role: Role, width: int) -> list[Slice]:
        """The lines of one cell."""
        text = strand.text
        if len(text) <= width and "\n" not in text and text == text.strip() and cells(text) <= width:
            return [Slice(strand, 0, len(text), text, role)]
        lines = set_lines(strand, self._setting.within(width), role=role)
        return [part for parts in lines for part in parts if isinstance(part, Slice)]

    def _rule(self, shape: Columns) -> tuple[Part, ...]:
        parts: list[Part] = []
        for width in shape.widths:
            if parts:
                parts.append(blank(GAP))
            sign = self._setting.options.chrome.rule
            parts.append(Mark(sign * width, Role.TABLE_RULE))
        return tuple(parts)

    def _records(self) -> Iterator[Row]:
        """One record a row, the header's cells as labels; they count as text in the first record only."""
        lines = self._strands()
        header = next(lines, []) if self._header and len(self._table.rows) > 1 else []
        for number, line in enumerate(lines):
            if number and line:
                yield Row((), line[0][0].offset, texted=False)
            nth = 0
            # The first record carries the text of the header, also of columns that it has nothing for.
            bare = header[len(line) :] if number == 0 else []
            fields = line + [(plain("", label.offset), Role.TABLE) for label, _ in bare]
            for place, (strand, role) in enumerate(fields):
                name = header[place][0] if place < len(header) else None
                for parts in self._field(name, strand, role, own_label=number == 0):
                    starts = [part.first for part in parts if isinstance(part, Slice)]
                    yield Row(parts, min(starts, default=strand.offset), texted=bool(starts), nth=nth)
                    nth += 1

    def _field(self, label: Strand | None, value: Strand, role: Role, *, own_label: bool) -> Iterator[tuple[Part, ...]]:
        """The lines of one ``header: value``, further ones hanging; none without a value save in the first record."""
        named = label is not None and bool(label.text.strip())
        if not value.text.strip() and not (own_label and named):
            return
        hang = HANG if self._width > 2 * HANG else 0
        lead: tuple[Part, ...] = ()
        if label is not None and named:
            lead = self._label(label, own_label=own_label)
            if sum(cells(part.text) for part in lead) > self._width // 2:
                yield from self._label_above(label, own_label=own_label)
                if not value.text.strip():
                    return
                lead = (blank(hang),)
        room = self._width - hang
        indent = max(0, sum(cells(part.text) for part in lead) - hang)
        for parts in set_lines(value, self._setting.within(room), role=role, indent=indent):
            yield (*lead, *(part for part in parts if isinstance(part, Slice)))
            lead = (blank(hang),)

    def _label(self, label: Strand, *, own_label: bool) -> tuple[Part, ...]:
        """The header and a colon; ``own_label`` where it counts as text of the document."""
        name = label.text.replace("\n", " ").strip()
        colon = Mark("：" if is_chinese(name, "") else ": ", Role.TABLE_HEADER)
        if own_label:
            return Slice(label, 0, len(label.text), name, Role.TABLE_HEADER), colon
        return Mark(name, Role.TABLE_HEADER), colon

    def _label_above(self, label: Strand, *, own_label: bool) -> Iterator[tuple[Part, ...]]:
        """A header too long to stand beside its value."""
        for parts in set_lines(label, self._setting, role=Role.TABLE_HEADER):
            yield parts if own_label else tuple(Mark(part.text, part.role) for part in parts)


def _role(cell: Cell) -> Role:
    return Role.TABLE | Role.TABLE_HEADER if cell.header else Role.TABLE
