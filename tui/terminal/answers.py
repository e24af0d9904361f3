"""What a terminal answered, sorted out of what was typed meanwhile."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tui.terminal.samples import PROSE, SAMPLES, SEQUENCES
from tui.text.width import cells

Mode = Literal["unknown", "on", "off", "always", "never"]

_ANSWER = re.compile(rb"\x1b\[(\d{1,5});(\d{1,5})R|\x1b\[\?2027;(\d)\$y|\x1b\[\?[\d;]{0,80}(c)")
# DECRPM, the answer to a question for a mode.
_MODES: Mapping[bytes, Mode] = {b"1": "on", b"2": "off", b"3": "always", b"4": "never"}
WIDEST = 8
"""No sample is wider in any terminal; a greater number is noise."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How the terminal draws.

    asked       whether there was a terminal to ask
    complete    whether it answered to the end within its time
    cells       class of `SAMPLES` → cells it took; empty where that is not sure
    graphemes   mode 2027, as it was found
    kept        what else came from the keyboard, as bytes: keys for whoever reads them next
    """

    asked: bool = False
    complete: bool = False
    cells: Mapping[str, int] = field(default_factory=dict)
    graphemes: Mode = "unknown"
    kept: bytes = b""

    @property
    def ambiguous(self) -> int | None:
        """Cells of an East Asian Ambiguous character, by what prose is full of; None if nobody knows."""
        if not self.cells:
            return None
        return 2 if sum(self.cells[name] == 2 for name in PROSE) * 2 > len(PROSE) else 1

    @property
    def unlike(self) -> frozenset[str]:
        """The emoji sequences that take other cells than we count, by the name of their class."""
        return frozenset(name for name in SEQUENCES if name in self.cells and self.cells[name] != cells(SAMPLES[name]))


def sort(data: bytes) -> Answers:
    """The answers in what a terminal sent, and the rest.

    The cursor's place counts only where it came for every sample and the plainest one came out right.
    """
    places: list[re.Match[bytes]] = []
    graphemes: Mode = "unknown"
    complete = False
    for match in _ANSWER.finditer(data):
        if match[1]:
            places.append(match)
        elif match[3]:
            graphemes = _MODES.get(match[3], "unknown")
        else:
            complete = True
    places = _on_one_row(places)[: len(SAMPLES)]
    taken = [match.span() for match in places]
    taken += [match.span() for match in _ANSWER.finditer(data) if not match[1]]
    found = {name: int(match[2]) - 1 for name, match in zip(SAMPLES, places, strict=False)}
    sure = len(found) == len(SAMPLES) and found["wide"] == 2 and all(0 <= size <= WIDEST for size in found.values())
    return Answers(True, complete, found if sure else {}, graphemes, _without(data, taken))


def is_complete(data: bytes) -> bool:
    """Whether the answer to the last question is among `data`."""
    return any(match[4] for match in _ANSWER.finditer(data))


def _on_one_row(places: list[re.Match[bytes]]) -> list[re.Match[bytes]]:
    """The places on the row that comes most often: a few keys (F3 with shift) look like a place on row 1."""
    if len(places) <= len(SAMPLES):
        return places
    [(row, _)] = Counter(match[1] for match in places).most_common(1)
    return [match for match in places if match[1] == row]


def _without(data: bytes, taken: list[tuple[int, int]]) -> bytes:
    rest, at = b"", 0
    for start, end in sorted(taken):
        rest += data[at:start]
        at = end
    return rest + data[at:]
