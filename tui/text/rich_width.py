"""Makes Rich, and so Textual, measure text as `tui.text.width` does; nothing else touches Rich's private parts.

Rich has no setting for the width of ambiguous characters, so its cell table is replaced in the running program. That
is private to Rich 15: every step is tried on samples afterwards, and taken back as a whole if one does not agree.
"""

from types import ModuleType
from typing import Any

from tui.text import width_table
from tui.text.width import Spans, cells, ranges, set_ambiguous, widths

# One of each kind, and lines that mix them; long ones pass by Rich's cache.
SAMPLES = (
    *("abc", "中文，。", "“引”——…", "①■★→·", "ΑαЯя", "─│┌█", "é°±×÷", "e\u0301"),
    *("👍🏽👨\u200d👩\u200d👧❤\ufe0f🇨🇳🫩", "ｱｲ！～", "\u200b\u2060\ufeff", "한국어", "一" * 600 + "“”"),
)
_PLACES = (
    ("rich.cells", "load_cell_table"),
    ("rich.cells", "_SINGLE_CELLS"),
    ("rich.cells", "_is_single_cell_widths"),
    ("rich.segment", "_is_single_cell_widths"),
)


def apply(ambiguous: int) -> bool:
    """Set the width of ambiguous characters, here and in Rich; False if Rich could not be brought to agree.

    If it could not, both are left at one cell, as far as Rich's own table goes.
    """
    set_ambiguous(ambiguous)
    try:
        import rich.cells
        import rich.segment

        if _agrees():
            return True
        modules: dict[str, ModuleType] = {"rich.cells": rich.cells, "rich.segment": rich.segment}
        before = {place: getattr(modules[place[0]], place[1]) for place in _PLACES}
        _replace(modules, _new_values(rich.cells))
        if _agrees():
            return True
        _replace(modules, before)
    except (AttributeError, ImportError, TypeError, ValueError):
        # Rich is built otherwise than it was; nothing has been replaced before its parts were found.
        pass
    set_ambiguous(1)
    return False


def _agrees() -> bool:
    """Whether Rich and we count the same cells for every sample, by each of Rich's ways of counting."""
    from rich.cells import cell_len, get_character_cell_size
    from rich.segment import Segment
    from rich.text import Text

    return all(
        cells(sample) == cell_len(sample) == Segment(sample).cell_length == Text(sample).cell_len
        and Segment(sample).split_cells(1)[0].cell_length == min(1, cells(sample))
        for sample in SAMPLES
    ) and all(widths().of(ch) == get_character_cell_size(ch) for sample in SAMPLES for ch in sample)


def _new_values(rich_cells: ModuleType) -> dict[tuple[str, str], Any]:
    now = widths()
    zero: Spans = ranges(width_table.ZERO)
    spans = sorted([(first, last, 0) for first, last in zero] + [(first, last, 2) for first, last in now.wide])
    table = rich_cells.CellTable("17.0.0", spans, now.widened)
    usual = (chr(code) for first, last in rich_cells._SINGLE_CELL_UNICODE_RANGES for code in range(first, last + 1))
    single = frozenset(ch for ch in usual if now.of(ch) == 1)
    return {
        ("rich.cells", "load_cell_table"): lambda version="auto": table,
        ("rich.cells", "_SINGLE_CELLS"): single,
        ("rich.cells", "_is_single_cell_widths"): single.issuperset,
        ("rich.segment", "_is_single_cell_widths"): single.issuperset,
    }


def _replace(modules: dict[str, ModuleType], values: dict[tuple[str, str], Any]) -> None:
    """Put `values` in place and forget every width that was counted by those before."""
    from rich.cells import cached_cell_len, get_character_cell_size
    from rich.segment import Segment

    caches = (cached_cell_len.cache_clear, get_character_cell_size.cache_clear, Segment._split_cells.cache_clear)
    for (module, name), value in values.items():
        setattr(modules[module], name, value)
    for forget in caches:
        forget()
