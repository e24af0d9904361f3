"""``python -m tests.bench [ROW…]``: figures of speed beside their peers', from one run; ``--help`` tells the rows."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import report
from tests.bench.bench import Bench, Failed
from tests.bench.measure import Line
from tests.bench.registry import BY_NAME, ROWS, Row
from tests.bench.terminal import NeverShown

REPEATS = 5
BUDGET = 25
"""Seconds after which ``--quick`` begins no further row, so that a busy machine's CI does not wait for it."""


def chosen(names: list[str], *, quick: bool, long: bool) -> list[Row]:
    """The rows named, else all that fit the switches."""
    if names:
        return [BY_NAME[name] for name in names]
    if quick:  # the cheapest, which stand last, first: time may run out
        return [row for row in reversed(ROWS) if row.quick]
    return [row for row in ROWS if long or not row.long]


def parsed(words: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    about = "\n".join(f"  {row.name:<18} {row.about}" for row in ROWS)
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", epilog=f"rows:\n{about}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("row", nargs="*", choices=[[], *BY_NAME], metavar="ROW", help="rows to measure; all by default")
    parser.add_argument("--quick", action="store_true", help="the cheap rows, on small data")
    parser.add_argument("--long", action="store_true", help="also the rows that take many minutes")
    parser.add_argument("--repeats", type=int, help=f"how often each thing is measured ({REPEATS})")
    parser.add_argument("--data", type=Path, default=Path(tempfile.gettempdir()) / "kanbao-bench")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--compare", type=Path, help="warn where ratios are much worse than in this file")
    return parser.parse_args(words)


def measured(row: Row, bench: Bench) -> list[Line]:
    """The lines of a row; those it had before it failed, where it does."""
    began = time.perf_counter()
    lines: list[Line] = []
    try:
        lines += row.measure(bench)
    except (NeverShown, Failed, OSError, EOFError, LookupError, subprocess.SubprocessError) as error:
        # One row that cannot be measured must not cost the figures of all others.
        print(f"{row.name} could not be measured: {error}", file=sys.stderr)
    shutil.rmtree(bench.scratch, ignore_errors=True)
    spent, load = time.perf_counter() - began, os.getloadavg()[0]
    print(f"{row.name}: {row.about} {spent:.0f} s, load {load:.1f}", file=sys.stderr, flush=True)
    return lines


def main() -> int:
    """Measure, print, and write or compare where asked."""
    options = parsed()
    # Python that compiles everything anew at every start is not what readers have.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    found: list[tuple[str, list[Line]]] = []
    began = time.perf_counter()
    repeats = options.repeats or (3 if options.quick else REPEATS)
    with tempfile.TemporaryDirectory(prefix="kanbao-bench-") as scratch:
        for row in chosen(options.row, quick=options.quick, long=options.long):
            if options.quick and not options.row and time.perf_counter() - began > BUDGET:
                print(f"{row.name} is left out: {BUDGET} s have passed", file=sys.stderr)
                continue
            bench = Bench(options.data, Path(scratch) / row.name, quick=options.quick, repeats=repeats)
            found.append((row.name, measured(row, bench)))
            if options.json:
                report.write(options.json, found, options.quick)
    print("\n".join(report.table(found)))
    print(*(f"{name} {value}" for name, value in report.machine().items()), sep=", ")
    if options.compare:
        for sentence in report.worse(json.loads(options.compare.read_text("utf-8")), found):
            print(f"warning: {sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
