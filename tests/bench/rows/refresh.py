"""Fetching all feeds from the shell: the same feeds, server and delays for everyone, by turns."""

import resource
from collections.abc import Iterator, Mapping

from tests.bench.bench import Bench
from tests.bench.fetchers import fetchers
from tests.bench.measure import Line, median, spread
from tests.bench.site import served

Targets = Mapping[str, float]


def few(bench: Bench) -> Iterator[Line]:
    """Fetch 200 feeds for the first time."""
    number = 40 if bench.quick else 200
    yield from _fetched(bench, number, min(bench.repeats, 3), {"newsboat": 1.0, "curl": 2.2}, again=False)


def many(bench: Bench) -> Iterator[Line]:
    """Fetch 1,000 feeds for the first time."""
    yield from _fetched(bench, 1000, min(bench.repeats, 2), {"newsboat": 0.5, "curl": 2.5}, again=False)


def unchanged(bench: Bench) -> Iterator[Line]:
    """Ask 1,000 feeds that have nothing new."""
    yield from _fetched(bench, 1000, min(bench.repeats, 2), {"newsboat": 0.5}, again=True)


def _fetched(bench: Bench, number: int, repeats: int, targets: Targets, *, again: bool) -> Iterator[Line]:
    seconds: dict[str, list[float]] = {}
    busy: list[float] = []
    with served(bench.data, number) as site:
        for _ in range(repeats):
            for each in fetchers(bench, site):
                if again:
                    bench.timed(each.command)
                before = _busy()
                seconds.setdefault(each.name, []).append(bench.timed(each.command))
                if each.name == "kanbao":
                    busy.append(_busy() - before)
    what = f"{number} feeds{', nothing new' if again else ''}"
    ours = seconds.pop("kanbao")
    note = f"{median(busy) / number * 1000:.1f} ms of CPU a feed; {spread(ours)}"
    for name in dict.fromkeys([*targets, *seconds]):
        theirs = seconds.get(name)
        peer = median(theirs) if theirs else None
        yield Line(what, median(ours), "s", name, peer, ratio_most=targets.get(name), note=note)
        note = ""


def _busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
