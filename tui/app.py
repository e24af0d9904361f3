"""The program as a Textual app: theme, keys, first screen. Wiring only."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, cast

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.widgets import Input

from tui.config.settings import Reading, Settings
from tui.i18n import error_text, t
from tui.keymap.bindings import counts, keymap
from tui.keymap.commands import own_keys
from tui.keymap.own import KeyMap, key_map
from tui.model.errors import ConfigError, KanbaoError
from tui.screens.main.screen import MainScreen
from tui.services.newsroom import Newsroom
from tui.terminal.answers import Facts
from tui.terminal.title import title_sequence
from tui.text.kinsoku import Level
from tui.text.width import ambiguous
from tui.theme.choose import DARK, FEW, choose_theme, light_by_environment, wish_fault
from tui.theme.load import list_themes, load_theme, theme_file
from tui.theme.palette import Palette
from tui.theme.textual_theme import to_textual
from tui.theme.watch import Watch
from tui.typeset.options import TypesetOptions
from tui.widgets.guard import guarded
from tui.widgets.ink import ASCII, PRETTY, Ink

UNKNOWN = Facts()
WATCH_SECONDS = 1.0


class KanbaoApp(App[None]):
    """Opens the main screen on a newsroom."""

    TITLE = "看报"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, priority=True), *counts()]

    def __init__(
        self,
        newsroom: Newsroom,
        problems: Sequence[KanbaoError] = (),
        *,
        themes: Path | None = None,
        facts: Facts = UNKNOWN,
    ) -> None:
        # Before anything of Textual's: its style sheet asks for variables that hang on them.
        self.newsroom = newsroom
        self.settings: Settings = newsroom.settings
        # With NO_COLOR, Textual would turn the terminal's own colours into greys unless it is told here that they are.
        super().__init__(driver_class=_driver(facts), ansi_color=True if "NO_COLOR" in os.environ else None)
        self._facts = facts
        self._simplify = _simplifier(facts)
        self._problems = problems
        self._themes = themes
        self._watch = Watch()
        self._title = ""
        self._main: MainScreen | None = None
        self._few = self.no_color
        self._reduce = False
        fault = wish_fault(self.settings.reading.theme, list_themes(themes), newsroom.config)
        if fault is not None:
            self._problems = [*self._problems, fault]
        self._begin_with(self.settings.reading.theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and behind them the guard."""
        return guarded(super().get_line_filters(), self._simplify)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and the line between panes: a drawing character only where it is one cell wide."""
        line = "ascii" if ambiguous() == 2 or self.settings.reading.chrome == "ascii" else "solid"
        return {**super().get_css_variables(), "divider": line}

    def on_mount(self) -> None:
        """Open the first screen."""
        if not self.is_headless and self.console.color_system != "truecolor":
            self._few = self._few or self.console.color_system != "256"
            self._reduce = True
            self._begin_with(self.settings.reading.theme)
        chrome = ASCII if ambiguous() == 2 or self.settings.reading.chrome == "ascii" else PRETTY
        if self.settings.reading.reduced_motion:
            self.animation_level = "none"
        keys = self._keys()
        options = typeset_options(self.settings.reading)
        self._main = MainScreen(self.newsroom, self.ink, chrome, options, keys.keys, program=self)
        self.set_keymap(keymap(keys.keys))
        own = own_keys(self.settings.commands, keys.keys, self.newsroom.config)
        for key, number in own.keys.items():
            self.bind(key, f"screen.own({number})", show=False)
        self.push_screen(self._main)
        self.call_after_refresh(self._tell, [*self._problems, *keys.faults, *own.faults])
        self.set_interval(WATCH_SECONDS, self._look_at_theme)

    def _tell(self, problems: Sequence[KanbaoError]) -> None:
        for problem in problems[:1]:
            if self._main is not None:
                more = t("notice.more_problems", n=len(problems) - 1) if len(problems) > 1 else ""
                self._main.say(error_text(problem) + more, severe=True)

    # Themes ----------------------------------------------------------------------------------------------------------

    @property
    def ink(self) -> Ink:
        """The styles of the theme that is shown."""
        return Ink(self._current, plain=self.no_color)

    @property
    def theme_names(self) -> list[tuple[str, str]]:
        """Every theme there is: what settings call it, and its title (its name again where its file is at fault)."""
        names = []
        for name in list_themes(self._themes):
            try:
                names.append((name, load_theme(name, self._themes).title))
            except ConfigError:
                names.append((name, name))
        return names

    def _load(self, wish: str) -> Palette:
        """The theme for a wish, its file watched from now on; raises ConfigError."""
        self._wish = wish
        light = self._facts.light
        if light is None:
            light = light_by_environment(os.environ)
        name = choose_theme(wish, list_themes(self._themes), light=light, few_colours=self._few)
        self._watch.on(theme_file(name, self._themes))
        return load_theme(name, self._themes)

    def _begin_with(self, wish: str) -> None:
        """The first theme: another where that of the reader's wish is at fault."""
        try:
            self._apply(self._load(wish))
        except ConfigError as error:
            self._problems = [*self._problems, error]
            self._apply(load_theme(FEW if self._few else DARK))

    def _apply(self, palette: Palette) -> None:
        if self._reduce:
            from tui.theme.reduce import reduced

            palette = reduced(palette)
        self._current = palette
        theme = to_textual(palette)
        self.register_theme(theme)
        if self.theme == theme.name:
            self.refresh_css(animate=False)
        self.theme = theme.name

    def show_theme(self, wish: str) -> None:
        """Show another theme (or ``auto``), live; where its file is at fault that is told, and all stays as it is."""
        try:
            self._apply(self._load(wish))
        except ConfigError as error:
            self._tell([error])
            return
        for screen in self.screen_stack:
            if hasattr(screen, "set_ink"):
                screen.set_ink(self.ink)

    def _look_at_theme(self) -> None:
        """Show the theme anew when its file was changed."""
        if self._watch.changed():
            self.show_theme(self._wish)

    # Settings --------------------------------------------------------------------------------------------------------

    def _keys(self) -> KeyMap:
        return key_map(self.settings.reading.keymap, self.settings.keys, self.newsroom.config)

    async def use(self, settings: Settings) -> None:
        """Work by other settings from now on."""
        before, self.settings = self.settings, settings
        await self.newsroom.use(settings)
        if self._main is None:
            return
        if settings.reading.theme != before.reading.theme:
            self.show_theme(settings.reading.theme)
        measure = settings.reading.measure != before.reading.measure
        self._main.use(typeset_options(settings.reading), measure=measure)
        if (settings.reading.keymap, settings.keys) != (before.reading.keymap, before.keys):
            keys = self._keys()
            self.set_keymap(keymap(keys.keys))
            self._main.use_keys(keys.keys)
            self._tell(keys.faults)

    def tell_terminal(self, title: str) -> None:
        """Put a title on the terminal's window; an empty one gives back that which was there before."""
        if self._driver is not None and not self.is_headless:
            self._driver.write(title_sequence(self._title, title))
            self._title = title

    def ring(self, sequence: str) -> None:
        """Write what calls the reader; nothing where there is no terminal."""
        if sequence and self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    def on_key(self, event: events.Key) -> None:
        """What was typed faster than an input could take the focus is text for it."""
        # An input keeps what it is given: a key that comes up to here was on its way before.
        if event.is_printable and event.character and isinstance(self.focused, Input):
            self.focused.insert_text_at_cursor(event.character)
            event.prevent_default()

    async def action_quit(self) -> None:
        """Leave; the reading position is kept."""
        if self._main is not None:
            self._main.do_quit()
        else:
            self.exit()

    async def on_unmount(self) -> None:
        """Finish what is being written."""
        self.tell_terminal("")
        await self.newsroom.close()


def _driver(facts: Facts) -> type[Driver] | None:
    """The driver for a terminal that has something to hand on or to take back; Textual's own for any other."""
    if not (facts.typed or facts.due or facts.graphemes):
        return None
    from tui.widgets.driver import driver_for  # no terminal is asked on Windows, where this cannot be imported

    return driver_for(facts)


def _simplifier(facts: Facts) -> Callable[[str], str] | None:
    """What makes emoji plainer, for a terminal that needs it."""
    if not facts.odd_emoji:
        return None
    from tui.text.emoji import simplifier

    return simplifier(facts.odd_emoji)


def typeset_options(reading: Reading) -> TypesetOptions:
    """How articles are set, by the reader's settings."""
    return TypesetOptions(
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
