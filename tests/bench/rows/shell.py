"""Commands in the shell, from start to end."""

import sys
from collections.abc import Iterator

from tests.bench.bench import Bench
from tests.bench.measure import Line, median, spread

MOST = 120.0


def shell(bench: Bench) -> Iterator[Line]:
    """``kanbao list`` and ``search`` from the shell, beside a Python that does nothing."""
    ours = bench.shell(bench.library())
    commands = {
        "kanbao list": [*ours, "list"],
        "kanbao search 降息": [*ours, "search", "降息"],
        "python -c pass": [sys.executable, "-c", "pass"],
    }
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(2 * bench.repeats + 1):
        for name, command in commands.items():
            seconds = bench.timed(command)
            if turn:  # the first warms the files
                spent[name].append(seconds * 1000)
    python = median(spent.pop("python -c pass"))
    for name, times in spent.items():
        yield Line(name, median(times), "ms", "python -c pass", python, most=MOST, note=spread(times))
