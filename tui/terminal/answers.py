"""What a terminal is asked, and what its answers mean; nothing here touches one.

Each sample is written at the left edge and followed by CSI 6 n, so that the column of the cursor is its width. CSI c
comes last: every terminal answers it, so whatever has not been answered by then will not be.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from tui.dataclass import dataclass, field, replace
from tui.terminal.graphics import QUESTION as _PIXEL

Sample = Literal["han", "quotes", "dashes", "symbols", "lines", "letters", "skin", "selector", "joined", "flag"]

SAMPLES: dict[Sample, str] = {
    "han": "中",
    "quotes": "“",
    "dashes": "—",
    "symbols": "①",
    "lines": "─",
    "letters": "Я",
    "skin": "👍🏽",
    "selector": "❤\ufe0f",
    "joined": "👨\u200d👩\u200d👧",
    "flag": "🇨🇳",
}
AMBIGUOUS: tuple[Sample, ...] = ("quotes", "dashes", "symbols", "lines", "letters")
EMOJI: tuple[Sample, ...] = ("skin", "selector", "joined", "flag")

GRAPHEMES_ON, GRAPHEMES_OFF = "\x1b[?2027h", "\x1b[?2027l"
_GRAPHEMES, _GROUND, _CURSOR, _FENCE = "\x1b[?2027$p", "\x1b]11;?\x07", "\x1b[6n", "\x1b[c"
_NAME, _CELL = "\x1b[>q", "\x1b[16t"

_PATTERN = (
    rb"\x1b\[\d+;(?P<column>\d+)R"
    rb"|\x1b\[\?2027;(?P<graphemes>\d)\$y"
    rb"|\x1b\]11;rgba?:(?P<ground>[0-9A-Fa-f/]{3,30})(?:\x07|\x1b\\)"
    rb"|\x1b_Gi=1;(?P<pixel>[^\x1b\x07]{0,200})\x1b\\"
    rb"|\x1bP>\|(?P<name>[^\x1b\x07]{0,80})\x1b\\"
    rb"|\x1b\[6;(?P<cell>\d{1,4};\d{1,4})t"
    rb"|(?P<fence>\x1b\[\?[\d;]{0,60}c)"
)


@cache
def _answer() -> re.Pattern[bytes]:
    """Compiled while the terminal is answering."""
    return re.compile(_PATTERN)


_WIDEST = 8  # seen: a family of three as six cells
_RESET, _SET = 2, 1
_USUAL_CELL, _LARGEST_CELL = (10, 20), 200
# Others, and kitty before 0.28, show pictures by the same protocol, but would show the placeholders as the strange
# characters that they are.
_KNOW_PLACEHOLDERS = r"(?i)kitty\((?:0\.(?:2[89]|[3-9]\d|\d{3,})|[1-9]\d*\.)|ghostty\b"


def questions(*, graphics: bool = False) -> str:
    """All questions in one piece; the line they were written on is empty afterwards.

    With ``graphics`` also whether pictures can be shown, by whom, and in what cells.
    """
    more = _PIXEL + _NAME + _CELL + "\r" if graphics else ""
    samples = "".join(f"\r{sample}{_CURSOR}" for sample in SAMPLES.values())
    return f"\x1b7{_GRAPHEMES}{GRAPHEMES_ON}{_GROUND}{samples}\r{more}\x1b[K\x1b8{_FENCE}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the terminal; ``answered`` False where it kept silent, and then all else is unknown.

    ``widths`` are cells by sample; ``graphemes`` is whether mode 2027 was met switched off, and is on now;
    ``ground`` the background as red, green, blue of 0 to 1; ``typed`` what the reader typed meanwhile; ``due`` whether
    answers may still come. ``pixel`` is whether it could show one, ``name`` what it calls itself, ``cell`` the width
    and height of a cell in pixels.
    """

    answered: bool = False
    widths: Mapping[Sample, int] = field(default_factory=dict)
    graphemes: bool = False
    ground: tuple[float, float, float] | None = None
    typed: bytes = b""
    due: bool = False
    pixel: bool = False
    name: str = ""
    cell: tuple[int, int] | None = None

    @property
    def ambiguous(self) -> Literal[1, 2] | None:
        """Cells of an East Asian Ambiguous character: what most samples of them took; None where unknown."""
        known = [self.widths[name] for name in AMBIGUOUS if name in self.widths]
        if not known:
            return None
        return 2 if 2 * sum(width == 2 for width in known) > len(known) else 1

    @property
    def odd_emoji(self) -> frozenset[Sample]:
        """The kinds of emoji that are not drawn on two cells, as they ought to be."""
        return frozenset(name for name in EMOJI if self.widths.get(name, 2) != 2)

    @property
    def light(self) -> bool | None:
        """Whether the background is light rather than dark; None where unknown."""
        if self.ground is None:
            return None
        red, green, blue = self.ground
        return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5

    @property
    def picture_cell(self) -> tuple[int, int] | None:
        """A cell in pixels, where pictures can stand in text; None where they cannot or nothing is known."""
        if not self.pixel or not re.match(_KNOW_PLACEHOLDERS, self.name):
            return None
        return self.cell or _USUAL_CELL

    def joined(self, late: "Facts") -> "Facts":
        """With what was said of pictures later."""
        return replace(self, pixel=self.pixel or late.pixel, name=self.name or late.name, cell=self.cell or late.cell)


def complete(received: bytes) -> bool:
    """Whether the fence has been answered."""
    return any(match["fence"] for match in _answer().finditer(received))


def without_answers(received: bytes) -> bytes:
    """What of all that came was typed, and perhaps an answer that has not come whole."""
    return _answer().sub(b"", received)


def understood(received: bytes) -> Facts:
    """The facts in all that came; what is no answer was typed."""
    columns: list[int] = []
    graphemes, ground, answered, pixel, name, cell = 0, None, False, False, "", None
    for match in _answer().finditer(received):
        if match["column"]:
            columns.append(int(match["column"]))
        elif match["graphemes"]:
            graphemes = int(match["graphemes"])
        elif match["ground"]:
            ground = _colour(match["ground"])
        elif match["pixel"] is not None:
            pixel = match["pixel"] == b"OK"
        elif match["name"] is not None:
            name = match["name"].decode("ascii", "replace")
        elif match["cell"]:
            cell = _size(match["cell"])
        else:
            answered = True
    widths = {name: column - 1 for name, column in zip(SAMPLES, columns, strict=False)}
    # Fewer answers than questions belong to no sample for sure; and where Han is not wide, nothing can be trusted.
    sound = len(columns) == len(SAMPLES) and widths["han"] == 2 and all(0 <= w <= _WIDEST for w in widths.values())
    return Facts(
        answered=answered or bool(columns),
        widths=widths if sound else {},
        graphemes=graphemes == _RESET,
        ground=ground,
        typed=without_answers(received),
        due=not answered,
        pixel=pixel,
        name=name,
        cell=cell,
    )


def _size(said: bytes) -> tuple[int, int] | None:
    """Width and height from height and width, if a cell can have them."""
    height, width = map(int, said.split(b";"))
    return (width, height) if 2 <= width <= _LARGEST_CELL and 2 <= height <= _LARGEST_CELL else None


def _colour(said: bytes) -> tuple[float, float, float] | None:
    parts = said.split(b"/")[:3]
    if len(parts) != 3 or not all(parts):
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in parts)
    return red, green, blue
