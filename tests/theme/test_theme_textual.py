"""A palette as Textual's theme."""

import pytest
from textual.app import App
from textual.color import Color

from tui.theme.load import list_themes, load_theme
from tui.theme.palette import ROLES
from tui.theme.textual_theme import to_textual


@pytest.mark.parametrize("name", list_themes())
async def test_an_app_takes_it(name: str) -> None:
    app: App[None] = App()
    theme = to_textual(load_theme(name))
    app.register_theme(theme)
    app.theme = theme.name
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        assert app.current_theme.name == f"kanbao-{name}"
        assert app.screen.styles.background == Color.parse(str(theme.background))


def test_terminal_colours_stay_the_terminals() -> None:
    theme = to_textual(load_theme("terminal"))
    assert theme.ansi
    assert theme.background == "ansi_default"
    assert theme.variables["input-cursor-text-style"] == "reverse"


def test_own_colours_are_passed_on() -> None:
    palette = load_theme("xuan")
    theme = to_textual(palette)
    assert not theme.ansi
    assert (theme.background, theme.foreground, theme.primary) == (palette.paper, palette.ink, palette.accent)
    assert theme.variables["block-cursor-background"] == palette.selection
    assert {role: theme.variables[f"kanbao-{role}"] for role in ROLES} == {
        role: getattr(palette, role) for role in ROLES
    }
