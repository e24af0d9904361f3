"""Colours of terminals that have few: the nearest of 256, and greys strewn so that their mean is right."""

from collections.abc import Sequence
from functools import lru_cache

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""
Tone = Colour | str | int
"""A colour, the name of one of the terminal's sixteen, or a number of its 256."""

GREYS: tuple[tuple[str, int], ...] = (("black", 0), ("bright_black", 110), ("white", 205), ("bright_white", 255))
"""Those of the sixteen that are grey in every terminal, with about the brightness they have there.

The others are whatever the reader made of them: a photograph in these would be a puzzle, in greys it is a newspaper's.
"""

FLAT = 24
"""Between dark and light, of 255: less is a plain surface, which stays as bright as it is."""
_STEPS = (0, 95, 135, 175, 215, 255)


@lru_cache(maxsize=1 << 14)
def nearest_of_256(colour: Colour) -> int:
    """The number of the nearest colour of xterm's cube (16 to 231) or its greys (232 to 255)."""
    steps = [min(range(6), key=lambda step: abs(_STEPS[step] - part)) for part in colour]
    cube = 16 + 36 * steps[0] + 6 * steps[1] + steps[2]
    mean = sum(colour) // 3
    level = max(0, min(23, round((mean - 8) / 10)))
    grey = 8 + 10 * level
    of_cube = sum((_STEPS[step] - part) ** 2 for step, part in zip(steps, colour, strict=True))
    return cube if of_cube <= sum((grey - part) ** 2 for part in colour) else 232 + level


def luminance(colour: Colour) -> float:
    """How bright a colour is, 0 to 255 (Rec. 709)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def brightness(pixels: Sequence[Sequence[Colour]]) -> list[list[float]]:
    """How bright each pixel is, from 0 for the darkest to 255: with few greys a dull picture would be all one."""
    lines = [[luminance(pixel) for pixel in line] for line in pixels]
    every = sorted(level for line in lines for level in line)
    edge = len(every) // 50  # a few odd pixels do not decide what black and white is
    low, high = (every[edge], every[-1 - edge]) if every else (0.0, 0.0)
    if high - low < FLAT:
        return lines
    scale = 255 / (high - low)
    return [[min(255.0, max(0.0, (level - low) * scale)) for level in line] for line in lines]


def dithered(levels: Sequence[Sequence[float]], greys: Sequence[tuple[str, int]]) -> list[list[Tone]]:
    """Each pixel as one of few greys; what that is off by goes to its neighbours (Floyd and Steinberg)."""
    width = len(levels[0]) if levels else 0
    below = [0.0] * (width + 2)
    lines: list[list[Tone]] = []
    for row in levels:
        here, below = below, [0.0] * (width + 2)
        line: list[Tone] = []
        for x, level in enumerate(row):
            wanted = level + here[x + 1]
            name, grey = min(greys, key=lambda each: abs(each[1] - wanted))
            line.append(name)
            off = wanted - grey
            here[x + 2] += off * 7 / 16
            below[x] += off * 3 / 16
            below[x + 1] += off * 5 / 16
            below[x + 2] += off / 16
        lines.append(line)
    return lines
