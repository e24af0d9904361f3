"""What has changed between two texts, character by character: a pure function, bounded in time.

Paragraphs are compared first and what differs in them then, by the algorithm of E. W. Myers, "An O(ND) Difference
Algorithm and Its Variations" (1986). Where two passages have hardly anything in common the one simply stands for the
other, which is also what a person can read.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import Literal, TypeVar

from tui.dataclass import dataclass
from tui.text.width import graphemes

Kind = Literal["same", "removed", "added"]
Unit = TypeVar("Unit", bound=Hashable)

MOST_EDITS = 1_000
"""Edits after which two sequences count as unlike; time and memory grow with its square."""

SHORTEST_SAME = 2
"""Characters in common between two changes below which they are told as one change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that is in both, only in the old or only in the new one."""

    kind: Kind
    text: str


def changes(old: str, new: str) -> tuple[Change, ...]:
    """How ``old`` became ``new``: without what was added the changes are ``old``, without what was removed ``new``.

    Grapheme clusters are never parted; neighbours differ in kind, and what was removed stands before what was added.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Change] = []
    removed: list[str] = []
    added: list[str] = []
    for kind, line in [*_steps(before, after), ("same", "")]:
        if kind == "removed":
            removed.append(line)
        elif kind == "added":
            added.append(line)
        else:
            found += _within("".join(removed), "".join(added))
            removed.clear()
            added.clear()
            found.append(Change("same", line))
    return tuple(_tidied(found))


def _within(old: str, new: str) -> list[Change]:
    """The changes in a passage that differs."""
    if not old or not new:
        return [Change("removed", old), Change("added", new)]
    return [Change(kind, unit) for kind, unit in _steps(list(graphemes(old)), list(graphemes(new)))]


def _steps(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Kind, Unit]]:
    """Each unit with what became of it, in order."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    yield from (("same", unit) for unit in old[:start])
    yield from _middle(old[start : len(old) - end], new[start : len(new) - end])
    yield from (("same", unit) for unit in old[len(old) - end :])


def _middle(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[Kind, Unit]]:
    if not old or not new or (trace := _trace(old, new)) is None:
        yield from (("removed", unit) for unit in old)
        yield from (("added", unit) for unit in new)
        return
    yield from reversed(_back(old, new, trace))


def _trace(old: Sequence[Unit], new: Sequence[Unit]) -> list[dict[int, int]] | None:
    """How far each diagonal is reached after each number of edits; None where they are too many."""
    furthest = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        trace.append(dict(furthest) if edits < 2 else {k: furthest[k] for k in range(-edits + 1, edits, 2)})
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            while x < len(old) and x - k < len(new) and x - k >= 0 and old[x] == new[x - k]:
                x += 1
            furthest[k] = x
            if x >= len(old) and x - k >= len(new):
                return trace
    return None


def _back(old: Sequence[Unit], new: Sequence[Unit], trace: list[dict[int, int]]) -> list[tuple[Kind, Unit]]:
    """The steps from the end to the beginning."""
    steps: list[tuple[Kind, Unit]] = []
    x, y = len(old), len(new)
    for edits in range(len(trace) - 1, -1, -1):
        reached, k = trace[edits], x - y
        down = k == -edits or (k != edits and reached.get(k - 1, -1) < reached.get(k + 1, -1))
        before = k + 1 if down else k - 1
        before_x = reached.get(before, 0) if edits else 0
        before_y = before_x - before if edits else 0
        while x > before_x and y > before_y and x > 0 and y > 0 and (x - before_x, y - before_y) != (0, 0):
            if old[x - 1] != new[y - 1]:
                break
            x, y = x - 1, y - 1
            steps.append(("same", old[x]))
        if edits:
            if down:
                y -= 1
                steps.append(("added", new[y]))
            else:
                x -= 1
                steps.append(("removed", old[x]))
    return steps


def _tidied(found: list[Change]) -> Iterator[Change]:
    """Neighbours of a kind joined, and crumbs between two changes told with them."""
    runs = _joined(found)
    removed: list[str] = []
    added: list[str] = []
    for place, run in enumerate(runs):
        inside = 0 < place < len(runs) - 1
        if run.kind == "removed":
            removed.append(run.text)
        elif run.kind == "added":
            added.append(run.text)
        elif inside and (removed or added) and len(run.text) < SHORTEST_SAME and "\n" not in run.text:
            removed.append(run.text)
            added.append(run.text)
        else:
            yield from _flushed(removed, added)
            yield run
    yield from _flushed(removed, added)


def _flushed(removed: list[str], added: list[str]) -> Iterator[Change]:
    if any(removed):
        yield Change("removed", "".join(removed))
    if any(added):
        yield Change("added", "".join(added))
    removed.clear()
    added.clear()


def _joined(found: list[Change]) -> list[Change]:
    joined: list[tuple[Kind, list[str]]] = []
    for change in found:
        if not change.text:
            continue
        if joined and joined[-1][0] == change.kind:
            joined[-1][1].append(change.text)
        else:
            joined.append((change.kind, [change.text]))
    return [Change(kind, "".join(texts)) for kind, texts in joined]
