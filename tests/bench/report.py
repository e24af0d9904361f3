"""The lines of all rows as a table for people and as JSON for the next run."""

import json
import os
import platform
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.measure import Line

HEADS = ("", "figure", "peer", "ratio", "target", "", "")
DECIMALS = ((100, 0), (10, 1), (0, 2))


def shown(figure: float | None, unit: str) -> str:
    """A figure with as many digits as mean something."""
    if figure is None:
        return "not here"
    if not unit or not figure:
        return f"{figure:,g} {unit}".strip()
    digits = next(digits for least, digits in DECIMALS if abs(figure) >= least)
    return f"{figure:,.{digits}f} {unit}".strip()


def cells_of(line: Line) -> tuple[str, ...]:
    """A line as the columns of the table."""
    peer = f"{line.peer} {shown(line.peer_figure, line.unit)}" if line.peer else ""
    ratio = f"{line.ratio:.2f}" if line.ratio is not None else ""
    return (line.what, shown(line.figure, line.unit), peer, ratio, line.target, line.verdict, line.note)


def table(rows: Iterable[tuple[str, Sequence[Line]]]) -> list[str]:
    """The lines, row by row under their names, in aligned columns."""
    found = [(name, [cells_of(line) for line in lines]) for name, lines in rows]
    every = [HEADS, *(cells for _, lines in found for cells in lines)]
    widths = [max(_width(cells[n]) for cells in every) for n in range(len(HEADS))]
    out = [_aligned(HEADS, widths)]
    for name, lines in found:
        out.append(f"[{name}]")
        out += [_aligned(cells, widths) for cells in lines]
    return out


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    pads = [" " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)]
    right = {1, 3}
    parts = [pad + cell if n in right else cell + pad for n, (cell, pad) in enumerate(zip(cells, pads, strict=True))]
    return "  " + "  ".join(parts).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def machine() -> dict[str, Any]:
    """When and on what it was measured."""
    return {
        "date": time.strftime("%Y-%m-%d"),
        "cores": os.cpu_count(),
        "machine": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def write(file: Path, rows: Iterable[tuple[str, Sequence[Line]]], quick: bool) -> None:
    """Everything as JSON, for ``--compare`` and for whoever keeps figures."""
    lines = [
        {"row": name, **asdict(line), "ratio": line.ratio, "verdict": line.verdict} for name, of in rows for line in of
    ]
    about = {**machine(), "quick": quick, "lines": lines}
    file.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")


def worse(before: Mapping[str, Any], rows: Iterable[tuple[str, Sequence[Line]]], by: float = 0.3) -> list[str]:
    """Sentences on the lines whose ratio to their peer got worse by more than so much; both need the same peer."""
    old = {(line["row"], line["what"], line["peer"]): line["ratio"] for line in before["lines"]}
    found = []
    for name, lines in rows:
        for line in lines:
            then = old.get((name, line.what, line.peer))
            if line.ratio is None or not then:
                continue
            if line.ratio > then * (1 + by):
                change = f"{line.ratio / then:.2f} times what it was"
                found.append(f"{name}: {line.what}: the ratio to {line.peer} is {line.ratio:.2f}, {change}")
    return found
