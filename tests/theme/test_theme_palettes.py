"""The program's own themes: readable, whole, and calm."""

import colorsys
import itertools
from dataclasses import replace

import pytest
from rich.color import Color, ColorSystem

from tui.theme.load import FIRST, list_themes, load_theme
from tui.theme.palette import ROLES, TERMINAL_COLOURS, TEXTS, Palette
from tui.theme.reduce import reduced

COLOURED = tuple(name for name in FIRST if name != "terminal")
HIGH = ("contrast-dark", "contrast-light")
TEXT_GROUNDS = ("paper", "panel", "selection")
PAIRS = [(role, on) for role in TEXTS for on in TEXT_GROUNDS] + [
    ("code", "code_paper"),
    ("ink", "code_paper"),
    ("link", "code_paper"),
    ("ink", "hit"),
    ("selection_ink", "hit"),
]


def channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def of_256(colour: str) -> str:
    """What a terminal of 256 colours is given instead."""
    red, green, blue = Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    return f"#{red:02x}{green:02x}{blue:02x}"


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize(("role", "on"), PAIRS)
def test_text_can_be_read(name: str, role: str, on: str) -> None:
    palette = load_theme(name)
    assert contrast(getattr(palette, role), getattr(palette, on)) >= 4.5


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("role", TEXTS)
def test_text_can_be_read_with_256_colours(name: str, role: str) -> None:
    palette = reduced(load_theme(name))
    text = getattr(palette, role)
    assert contrast(text, palette.paper) >= 4.5
    assert contrast(text, palette.panel) >= 4.5
    assert contrast(text, palette.selection) >= 3.9


@pytest.mark.parametrize("name", COLOURED)
def test_256_colours_are_those_there_are_and_grounds_differ(name: str) -> None:
    palette = reduced(load_theme(name))
    assert [role for role in ROLES if of_256(getattr(palette, role)) != getattr(palette, role)] == []
    for one, other in itertools.combinations((palette.paper, palette.panel, palette.selection, palette.hit), 2):
        assert one != other
    assert palette.dark == (luminance(palette.paper) < luminance(palette.ink))


@pytest.mark.parametrize("name", COLOURED)
def test_256_colours_look_like_the_theme(name: str) -> None:
    palette, few = load_theme(name), reduced(load_theme(name))
    for role in ("paper", "ink", "accent"):
        ours, theirs = channels(getattr(palette, role)), channels(getattr(few, role))
        assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < 0.25


@pytest.mark.parametrize("name", COLOURED)
def test_lines_are_seen_but_quiet(name: str) -> None:
    palette = load_theme(name)
    for role in ("rule", "faint"):
        least, most = (3, 7) if name in HIGH else (1.3, 3)
        assert least <= contrast(getattr(palette, role), palette.paper) <= most


@pytest.mark.parametrize("name", HIGH)
@pytest.mark.parametrize(("role", "on"), PAIRS)
def test_high_contrast_is_seven_to_one(name: str, role: str, on: str) -> None:
    palette = load_theme(name)
    assert contrast(getattr(palette, role), getattr(palette, on)) >= 7


@pytest.mark.parametrize("name", COLOURED)
def test_grounds_are_told_apart(name: str) -> None:
    palette = load_theme(name)
    assert contrast(palette.paper, palette.selection) >= 1.1
    assert contrast(palette.paper, palette.hit) >= 1.1
    assert palette.hit != palette.selection


def hue_families(palette: Palette) -> list[list[float]]:
    """The hues (degrees) of all text that is not grey, sorted, parted where a gap of 15 degrees lies between."""
    hues = []
    for role in TEXTS:
        red, green, blue = channels(getattr(palette, role))
        if max(red, green, blue) - min(red, green, blue) > 0.15:
            hues.append(colorsys.rgb_to_hls(red, green, blue)[0] * 360)
    families: list[list[float]] = []
    for hue in sorted(hues):
        if families and hue - families[-1][-1] < 15:
            families[-1].append(hue)
        else:
            families.append([hue])
    return families


@pytest.mark.parametrize("name", COLOURED)
def test_three_hues_beside_ink_and_paper(name: str) -> None:
    families = hue_families(load_theme(name))
    assert 2 <= len(families) <= 3
    assert all(family[-1] - family[0] <= 35 for family in families)


@pytest.mark.parametrize("name", COLOURED)
def test_unread_stands_out_from_read(name: str) -> None:
    palette = load_theme(name)
    assert contrast(palette.unread, palette.paper) > 1.8 * contrast(palette.read, palette.paper)


@pytest.mark.parametrize("name", COLOURED)
def test_dark_says_what_the_paper_is(name: str) -> None:
    palette = load_theme(name)
    assert palette.dark == (luminance(palette.paper) < luminance(palette.ink))


def test_the_terminal_theme_uses_nothing_but_the_terminals_colours() -> None:
    palette = load_theme("terminal")
    assert palette.of_terminal
    assert reduced(palette) == palette
    assert {getattr(palette, role) for role in ROLES} <= TERMINAL_COLOURS


def test_text_of_the_terminal_theme_is_never_a_colour_that_may_be_the_paper() -> None:
    palette = load_theme("terminal")
    risky = {"black", "white", "bright_black"}
    assert not {getattr(palette, role) for role in TEXTS if role != "selection_ink"} & risky


def test_every_theme_of_the_program_loads() -> None:
    assert tuple(list_themes()) == FIRST
    assert len(FIRST) >= 8
    for name in FIRST:
        palette = load_theme(name)
        assert palette.name == name
        assert palette.title


def test_a_theme_that_mixes_in_the_terminals_colours_is_left_as_it_is() -> None:
    mixed = replace(load_theme("nord"), link="blue")
    assert reduced(mixed) == mixed
