"""Tables of data set apart from tables that only put things side by side."""

from tui.document.blocks import Cell, Inline, Span, Table
from tui.document.inline import inline
from tui.document.tree import Element

_WIDEST = 60
_LONG_CELL = 240
_Grid = list[list[Cell | None]]


def is_layout(table: Element) -> bool:
    """Whether the table holds blocks, pictures, whole passages or a single column, and so no data."""
    rows = [row.children for row in table.children if row.tag == "tr"]
    if max(len(row) for row in rows) < 2:
        return True
    cells = [cell for row in rows for cell in row]
    if any(block.tag != "p" or block.has_image() for cell in cells for block in cell.children):
        return True
    return any(
        len(cell.children) > 1 and sum(len(block.text) for block in cell.children) > _LONG_CELL for cell in cells
    )


def to_table(table: Element) -> Table:
    """The block of a table of data; a cell that spans several places leaves empty cells in the others."""
    captions = [part for part in table.children if part.tag == "caption"]
    grid: _Grid = []
    for number, row in enumerate(part for part in table.children if part.tag == "tr"):
        _place(grid, number, row)
    rows = tuple(tuple(cell or Cell(Inline()) for cell in row) for row in grid)
    return Table(rows, inline(captions[0].pieces) if captions else Inline())


def _place(grid: _Grid, number: int, row: Element) -> None:
    _reach(grid, number)
    column = 0
    for element in row.children:
        while column < len(grid[number]) and grid[number][column] is not None:
            column += 1
        if column >= _WIDEST:
            return
        wide = min(int(element.attrs.get("colspan", 1)), _WIDEST - column)
        tall = min(int(element.attrs.get("rowspan", 1)), 100)
        cell = Cell(_content(element), element.tag == "th")
        for below in range(tall):
            # A cell may not reach beyond the rows there are; rows are only known as they come, so a free row ends it.
            _reach(grid, number + below)
            _fill(grid[number + below], column, wide, Cell(Inline(), cell.header))
        grid[number][column] = cell
        column += wide


def _reach(grid: _Grid, number: int) -> None:
    while len(grid) <= number:
        grid.append([])


def _fill(row: list[Cell | None], column: int, wide: int, cell: Cell) -> None:
    row.extend([None] * (column + wide - len(row)))
    row[column : column + wide] = [cell] * wide


def _content(cell: Element) -> Inline:
    spans: list[Span] = []
    for block in cell.children:
        if spans:
            spans.append(Span("\n"))
        spans += inline(block.pieces).spans
    return Inline(tuple(spans))
