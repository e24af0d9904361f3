"""The program as a Textual app: theme, keys, first screen. Wiring only."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, cast

from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter

from tui.config.settings import Settings
from tui.i18n import error_text, t
from tui.keymap.bindings import keymap
from tui.model.errors import ConfigError, KanbaoError
from tui.screens.main.screen import MainScreen
from tui.services.newsroom import Newsroom
from tui.terminal.answers import Facts
from tui.text.emoji import simplifier
from tui.text.kinsoku import Level
from tui.text.width import ambiguous
from tui.theme.load import list_themes, load_theme
from tui.theme.palette import Palette
from tui.theme.textual_theme import to_textual
from tui.typeset.options import TypesetOptions
from tui.widgets.guard import guarded
from tui.widgets.ink import ASCII, PRETTY, Ink
from tui.widgets.typed import typed_events

DARK_THEME, LIGHT_THEME = "mo", "xuan"
UNKNOWN = Facts()


class KanbaoApp(App[None]):
    """Opens the main screen on a newsroom."""

    TITLE = "看报"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True)]

    def __init__(
        self,
        newsroom: Newsroom,
        problems: Sequence[KanbaoError] = (),
        *,
        themes: Path | None = None,
        facts: Facts = UNKNOWN,
    ) -> None:
        super().__init__()
        self._facts = facts
        self._simplify = simplifier(facts.odd_emoji)
        self.newsroom = newsroom
        self.settings: Settings = newsroom.settings
        self._problems = problems
        self._themes = themes
        self._main: MainScreen | None = None
        self._apply(self._palette(self.settings.reading.theme))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and behind them the guard."""
        return guarded(super().get_line_filters(), self._simplify)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and the line between panes: a drawing character only where it is one cell wide."""
        line = "ascii" if ambiguous() == 2 else "solid"
        return {**super().get_css_variables(), "divider": line}

    def on_mount(self) -> None:
        """Open the first screen."""
        chrome = ASCII if ambiguous() == 2 else PRETTY
        reading = self.settings.reading
        options = TypesetOptions(
            width=80,
            measure=reading.measure,
            indent_first=reading.indent,
            level=cast(Level, reading.level),
            hanging=reading.hanging,
            justify=reading.justify,
            han_latin_space=reading.han_latin_space,
            ambiguous=ambiguous(),
            labels={kind: t(f"article.{kind}") for kind in ("image", "video", "audio", "embed")},
        )
        ink = Ink(self._current, plain=self.no_color)
        self._main = MainScreen(self.newsroom, ink, chrome, options, own_keys(self.settings))
        self.set_keymap(keymap(own_keys(self.settings)))
        self.push_screen(self._main)
        for key in typed_events(self._facts.typed):
            self.call_after_refresh(self.post_message, key)
        for problem in self._problems[:1]:
            self.call_after_refresh(self._main.say, error_text(problem), severe=True)

    # Themes ----------------------------------------------------------------------------------------------------------

    def _palette(self, wish: str) -> Palette:
        try:
            return load_theme(wish if wish in list_themes(self._themes) else self._default_theme, self._themes)
        except ConfigError as error:
            self._problems = [*self._problems, error]
            return load_theme(self._default_theme)

    @property
    def _default_theme(self) -> str:
        return LIGHT_THEME if self._facts.light else DARK_THEME

    def _apply(self, palette: Palette) -> None:
        self._current = palette
        theme = to_textual(palette)
        self.register_theme(theme)
        self.theme = theme.name

    def action_next_theme(self) -> None:
        """The next theme, live."""
        names = list_themes(self._themes)
        current = self._current.name
        name = names[(names.index(current) + 1) % len(names)] if current in names else names[0]
        self._apply(self._palette(name))
        if self._main is not None:
            self._main.set_ink(Ink(self._current, plain=self.no_color))
            self._main.say(t("notice.theme", name=name))

    async def action_quit(self) -> None:
        """Leave; the reading position is kept."""
        if self._main is not None:
            self._main.do_quit()
        else:
            self.exit()

    async def on_unmount(self) -> None:
        """Finish what is being written."""
        await self.newsroom.close()


def own_keys(settings: Settings) -> dict[str, tuple[str, ...]]:
    """The reader's key map."""
    return {name: tuple(keys) for name, keys in settings.keys.items()}
