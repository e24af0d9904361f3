"""Styles as a terminal is sent them, for the one picture that is drawn before Textual is there."""

from collections.abc import Mapping

from tui.dataclass import dataclass
from tui.lines.builder import Line
from tui.text.forbidden import without_forbidden

_MARKS = {"bold": "1", "dim": "2", "italic": "3", "underline": "4", "reverse": "7", "strike": "9"}
_RESET = "\x1b[0m"
_STEPS = (0, 95, 135, 175, 215, 255)
_GREYS = range(8, 239, 10)


class AnsiInk:
    """The styles of a theme as SGR sequences: ``colours`` by role, each ``#rrggbb``.

    Without ``many`` the terminal has 256, and the colours are among them.
    """

    def __init__(self, colours: Mapping[str, str], *, many: bool) -> None:
        self._codes = {role: _code(colour, many=many) for role, colour in colours.items()}
        self._known: dict[tuple[str, str, str], str] = {}

    @property
    def few(self) -> bool:
        """All roles have colours of their own."""
        return False

    def style(self, role: str, on: str = "", marks: str = "") -> str:
        """A role's ink on the ground of another role."""
        key = (role, on, marks)
        if key not in self._known:
            codes = [_MARKS[mark] for mark in marks.split()] + ["38;" + self._codes[role]]
            self._known[key] = f"\x1b[{';'.join([*codes, '48;' + self._codes[on]] if on else codes)}m"
        return self._known[key]


def _code(colour: str, *, many: bool) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"2;{red};{green};{blue}" if many else f"5;{number(red, green, blue)}"


def number(red: int, green: int, blue: int) -> int:
    """Which of a terminal's 256 colours this one is; ValueError where it is none of them."""
    if red == green == blue and red in _GREYS:
        return 232 + _GREYS.index(red)
    return 16 + 36 * _STEPS.index(red) + 6 * _STEPS.index(green) + _STEPS.index(blue)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line at a place of the screen, both counted from 0."""

    x: int
    y: int
    line: Line[str]


def drawn(lines: list[Placed]) -> str:
    """What a terminal has to be sent to show these lines."""
    parts = []
    for placed in lines:
        parts.append(f"\x1b[{placed.y + 1};{placed.x + 1}H")
        # No guard of Textual's stands behind this.
        parts += [style + without_forbidden(text) + _RESET for text, style in placed.line]
    return "".join(parts)
