"""Regular expressions of a search: those that cannot take for ever, looked for line by line in folded text."""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tui.text.fold import fold

LINE = 400
"""Characters of a line that are looked at together; longer ones are looked at in pieces."""

MOST_REPEATS = 2
MOST_WAYS = 4096
_REPEAT = re.compile(r"[*+?]|\{\d{0,5}(?:,\d{0,5})?\}")
_ESCAPE = re.compile(r"\\(?:[0-9]|[a-zA-Z]|.|$)", re.DOTALL)


class BadPattern(ValueError):
    """Not a regular expression (bad-regex), or one that could take very long (slow-regex), from ``position`` on."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position


def check(pattern: str) -> None:
    """BadPattern for what is no regular expression, and for one that a text could make run without end."""
    try:
        _compiled(pattern)
    except re.error as error:
        raise BadPattern("bad-regex", min(error.pos or 0, len(pattern))) from None
    except (OverflowError, RecursionError):
        raise BadPattern("bad-regex", 0) from None
    _bounded(pattern)


def fits(pattern: str, text: str) -> bool:
    """Whether a line of ``text`` has a place that ``pattern`` fits; case, width, accents and 繁/简 do not matter."""
    found = _compiled(pattern)
    return any(found.search(line) for line in _lines(fold(text)))


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    # Only what is not ASCII is folded: a \S made small would be its contrary.
    folded = "".join(char if char.isascii() else fold(char) for char in pattern)
    with warnings.catch_warnings():
        # That "[[" may once mean something else is nothing to tell a reader in the middle of the screen.
        warnings.simplefilter("ignore", FutureWarning)
        return re.compile(folded, re.IGNORECASE)


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for begin in range(0, len(line) or 1, LINE):
            yield line[begin : begin + LINE]


def _bounded(pattern: str) -> None:
    """Refuse repeats of what itself repeats or chooses, references back, and many choices or repeats.

    What is left tries, from each place of a line, at most ``MOST_WAYS`` ways for each choice of ends of two repeats.
    """
    groups: list[int] = [1]  # ways to go through each open group
    repeated: list[bool] = [False]
    closed = False  # whether the piece before is a group that has ways or repeats
    ways, repeats = 1, 0
    for kind, at in _pieces(pattern):
        varied, closed = closed, False
        if kind == "(":
            groups.append(1)
            repeated.append(False)
        elif kind == ")" and len(groups) > 1:
            inside, again = groups.pop(), repeated.pop()
            ways *= inside
            closed = inside > 1 or again
            repeated[-1] = repeated[-1] or closed
        elif kind == "|":
            groups[-1] += 1
        elif kind == "few":
            ways *= 2
            repeated[-1] = True
        elif kind in ("repeat", "some", "times"):
            repeats += kind == "repeat"
            ways *= 4 if kind == "some" else 1
            repeated[-1] = repeated[-1] or kind != "times"
            if varied:
                raise BadPattern("slow-regex", at)
        if kind == "reference" or repeats > MOST_REPEATS or ways * groups[0] > MOST_WAYS:
            raise BadPattern("slow-regex", at)


def _pieces(pattern: str) -> Iterator[tuple[str, int]]:
    """Groups, choices, repeats and references back with their places; what stands in ``[ ]`` is none."""
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if escape := _ESCAPE.match(pattern, at):
            reference = escape[0][1:].isdigit() and escape[0] != "\\0"
            yield "reference" if reference else "char", at
            at = escape.end()
        elif char == "[":
            at = _class_end(pattern, at)
            yield "char", at
        elif char == "(" and pattern.startswith("(?", at):
            yield ("reference", at) if pattern.startswith(("(?P=", "(?("), at) else ("(", at)
            at += 2
        elif repeat := _REPEAT.match(pattern, at):
            yield _kind(repeat[0]), at
            at = repeat.end()
        else:
            yield (char if char in "()|" else "char"), at
            at += 1


def _kind(repeat: str) -> str:
    """``few`` for one at most, ``times`` for a given number, ``some`` for up to three more than that, else repeat."""
    if repeat == "?":
        return "few"
    least, comma, most = repeat.strip("{}").partition(",")
    if least.isdigit() and int(least) <= 100 and not comma:
        return "times"
    return "some" if most.isdigit() and int(most) - int(least or 0) <= 3 and int(most) <= 100 else "repeat"


def _class_end(pattern: str, start: int) -> int:
    """Behind the ``]`` of a class that begins at ``start``."""
    at = start + 1
    at += pattern.startswith("^", at)
    at += pattern.startswith("]", at)
    for place, (char, _) in enumerate(pairwise(pattern[at:] + "  "), at):
        if char == "]" and not _escaped(pattern, at, place):
            return place + 1
    return len(pattern)


def _escaped(pattern: str, start: int, place: int) -> bool:
    before = pattern[start:place]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1
