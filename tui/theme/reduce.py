"""A palette for a terminal of 256 colours: the nearest ones by eye, as long as they can still be read and told apart.

Rounding each colour by itself, as terminal libraries do, makes a slate paper teal and a selection the paper.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from tui.dataclass import replace
from tui.theme.palette import LINES, ROLES, TERMINAL_COLOURS, TEXTS, Palette

READABLE = 4.5
"""Contrast of text with paper and panel, WCAG 2.2 AA; with the selection, which is one line, a little less will do."""
READABLE_SELECTED = 3.9


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21, WCAG 2.2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def reduced(palette: Palette) -> Palette:
    """The palette in colours that all terminals of 256 have; with any of the terminal's own it is as it was."""
    if any(getattr(palette, role) in TERMINAL_COLOURS for role in ROLES):
        return palette
    made = {"paper": _nearest(palette.paper, _table())}
    for role in ("panel", "selection", "hit", "code_paper"):
        # Grounds that lie on one another have to differ; code may stand on the panel's colour.
        others = {made[name] for name in made if role != "code_paper" or name == "paper"}
        made[role] = _nearest(getattr(palette, role), [c for c in _table() if c not in others])
    for role in TEXTS:
        fit = [c for c in _table() if _can_be_read(c, role, made)]
        made[role] = _nearest(getattr(palette, role), fit or _table())
    for role in LINES:
        made[role] = _nearest(getattr(palette, role), [c for c in _table() if contrast(c, made["paper"]) >= 1.3])
    changes: dict[str, Any] = {role: made[role] for role in ROLES}
    return replace(palette, **changes)


def _can_be_read(colour: str, role: str, made: dict[str, str]) -> bool:
    grounds = ["paper", "panel", *(("code_paper",) if role in ("ink", "link", "code") else ())]
    if role in ("ink", "selection_ink") and contrast(colour, made["hit"]) < READABLE_SELECTED:
        return False
    selected = contrast(colour, made["selection"]) >= READABLE_SELECTED
    return selected and all(contrast(colour, made[ground]) >= READABLE for ground in grounds)


def _nearest(colour: str, among: Iterable[str]) -> str:
    wanted = _oklab(colour)
    return min(among, key=lambda each: sum((a - b) ** 2 for a, b in zip(wanted, _oklab(each), strict=True)))


@cache
def _table() -> tuple[str, ...]:
    """The colours of the cube and the greys that Rich passes on as they are."""
    from rich.color import Color, ColorSystem

    steps = (0, 95, 135, 175, 215, 255)
    cube = [(r, g, b) for r in steps for g in steps for b in steps]
    greys = [(8 + 10 * n,) * 3 for n in range(24)]
    found = []
    for red, green, blue in [*cube, *greys]:
        colour = Color.from_rgb(red, green, blue)
        if colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor() == (red, green, blue):
            found.append(f"#{red:02x}{green:02x}{blue:02x}")
    return tuple(dict.fromkeys(found))


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


@cache
def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def _oklab(colour: str) -> tuple[float, float, float]:
    """Lightness and two axes of hue in which distances are as they look: Ottosson, OKLab."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )
