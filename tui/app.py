"""The program as a Textual app: theme, keys, first screen. Wiring only."""

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, cast

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import Worker

from tui.config.load import UNREAD, load
from tui.config.settings import Reading, Settings
from tui.i18n import error_text, t
from tui.keymap.bindings import counts, keymap
from tui.keymap.commands import OwnKeys, alt_characters, own_keys
from tui.keymap.own import KeyMap, key_map
from tui.model.errors import ConfigError, KanbaoError
from tui.screens.main.screen import MainScreen
from tui.services.look import Look, keep_look, terminal_name
from tui.services.newsroom import Newsroom
from tui.terminal.answers import Facts
from tui.terminal.ending import on_ending
from tui.terminal.title import title_sequence
from tui.text.kinsoku import Level
from tui.text.width import ambiguous
from tui.theme.choose import DARK, FEW, choose_theme, light_by_environment, wish_fault
from tui.theme.load import list_themes, load_theme, theme_file, theme_title
from tui.theme.palette import ROLES, Palette
from tui.theme.textual_theme import to_textual
from tui.theme.watch import Watch
from tui.typeset.options import TypesetOptions
from tui.widgets.failure import failure_text, harmless
from tui.widgets.gate import KeyGate
from tui.widgets.guard import guarded
from tui.widgets.ink import ASCII, PRETTY, Chrome, Ink
from tui.widgets.painted import Painted

UNKNOWN = Facts()
WATCH_SECONDS = 1.0
GONE = 129
"""The exit status of what a closed terminal ends: that of SIGHUP."""


class KanbaoApp(App[None], inherit_bindings=False):
    """Opens the main screen on a newsroom; Textual's own keys, with which Ctrl-q quits from anywhere, are none here."""

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
        found: list[Any] | None = None,
    ) -> None:
        # Before anything of Textual's: its style sheet asks for variables that hang on them.
        self.newsroom = newsroom
        self.settings: Settings = newsroom.settings
        # With NO_COLOR, Textual would turn the terminal's own colours into greys unless it is told here that they are.
        super().__init__(driver_class=_driver(facts, found), ansi_color=True if "NO_COLOR" in os.environ else None)
        self._facts = facts
        self._simplify = _simplifier(facts)
        self._problems = problems
        self._themes = themes
        self._watch, self._config = Watch(), Watch()
        self._config.on(newsroom.config)
        self._title = ""
        self._gate = KeyGate(self)
        self._painted = Painted()
        self.alt_characters = ""
        self._main: MainScreen | None = None
        self.paper: tuple[str, str] | None = None
        """Search and time of a morning paper to begin with, instead of the list."""
        self.begin_at: int | None = None
        """The entry that the cursor stands on at first; the one at the top where that is None or gone."""
        self._few = self.no_color
        self._reduce = False
        self.status = 0
        fault = wish_fault(self.settings.reading.theme, list_themes(themes), newsroom.config)
        if fault is not None:
            self._problems = [*self._problems, fault]
        self._begin_with(self.settings.reading.theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and behind them the guard."""
        return guarded(super().get_line_filters(), self._simplify)

    def get_css_variables(self) -> dict[str, str]:
        """The theme's variables, and the line between panes: a drawing character only where it is one cell wide."""
        return {**super().get_css_variables(), "divider": "ascii" if self._chrome() is ASCII else "solid"}

    def _chrome(self) -> Chrome:
        return ASCII if ambiguous() == 2 or self.settings.reading.chrome == "ascii" else PRETTY

    def get_default_screen(self) -> MainScreen:
        """The first screen is the one below all others."""
        if not self.is_headless and self.console.color_system != "truecolor":
            self._few = self._few or self.console.color_system != "256"
            self._reduce = True
            self._begin_with(self.settings.reading.theme)
        self._usual_motion = self.animation_level
        self._set_motion()
        keys, own = self._keys()
        self._problems = [*self._problems, *keys.faults, *own.faults]
        options = typeset_options(self.settings.reading)
        self._main = MainScreen(self.newsroom, self.ink, self._chrome(), options, keys.keys, program=self)
        self._main.command_keys = own.keys
        self._main.begin_at = self.begin_at
        self.set_keymap(keymap(keys.keys))
        return self._main

    def _set_motion(self) -> None:
        self.animation_level = "none" if self.settings.reading.reduced_motion else self._usual_motion

    def on_mount(self) -> None:
        """Say what is wrong, watch the theme, hear when it is to end."""
        if self.paper is not None and self._main is not None:
            self._main.paper_wish = self.paper
            self.call_after_refresh(self._main.do_paper)
        self.call_after_refresh(self._tell, self._problems)
        self.app_resume_signal.subscribe(self, self._come_back)
        if not self.is_headless:
            on_ending(self._end)
        self.set_interval(WATCH_SECONDS, self._look_at_files)
        if not self.is_headless:
            self.set_timer(WATCH_SECONDS, self._keep_look)

    def _keep_look(self) -> None:
        palette = self._current
        colours = {} if self.no_color or palette.of_terminal else {role: getattr(palette, role) for role in ROLES}
        many = self.console.color_system == "truecolor"
        keep_look(self.newsroom.folder, Look(colours, many, ambiguous(), terminal_name(os.environ)))

    def _tell(self, problems: Sequence[KanbaoError], place: str = "error") -> None:
        for problem in problems[:1]:
            if self._main is not None:
                more = t("notice.more_problems", n=len(problems) - 1) if len(problems) > 1 else ""
                self._main.say(error_text(problem, place) + more, severe=True)

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
                names.append((name, theme_title(load_theme(name, self._themes))))
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

    def _look_at_files(self) -> None:
        """Show the theme anew, and live by the settings, when their file was changed; leave when nobody is there."""
        if getattr(self._driver, "gone", False):
            self._end(GONE)
        if self._watch.changed():
            self.show_theme(self._wish)
        if self._config.changed():
            self.run_worker(self._reload(), exit_on_error=True)

    # Settings --------------------------------------------------------------------------------------------------------

    def _keys(self) -> tuple[KeyMap, OwnKeys]:
        keys = key_map(self.settings.reading.keymap, self.settings.keys, self.newsroom.config)
        self.alt_characters = "".join(alt_characters(keys.keys, self.settings.commands))
        return keys, own_keys(self.settings.commands, keys.keys, self.newsroom.config)

    async def _reload(self) -> None:
        """Live by the configuration as an editor has left it; one that cannot be read changes nothing."""
        settings, problems = await asyncio.to_thread(load, self.newsroom.config)
        unread = any(problem.about.get("reason") in UNREAD for problem in problems)
        if settings != self.settings and not unread and self._main is not None:
            self._main.say(t("notice.config_read"))
            await self.use(settings)
        self._tell(problems, "reload")

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
        if settings.reading.chrome != before.reading.chrome:
            self._main.set_chrome(self._chrome())
            self.refresh_css(animate=False)
        self._set_motion()
        if _of_keys(settings) != _of_keys(before):
            keys, own = self._keys()
            self.set_keymap(keymap(keys.keys))
            self._main.command_keys = own.keys
            self._main.use_keys(keys.keys)
            self._tell([*keys.faults, *own.faults])

    def tell_terminal(self, title: str) -> None:
        """Put a title on the terminal's window; an empty one gives back that which was there before."""
        if self._driver is None or self.is_headless:
            return
        if hasattr(self._driver, "show_title"):
            self._driver.show_title(title)
        else:
            self._driver.write(title_sequence(self._title, title))
            self._title = title

    def ring(self, sequence: str) -> None:
        """Write what calls the reader; nothing where there is no terminal."""
        if sequence and self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    async def on_event(self, event: events.Event) -> None:
        """One key after the other, each to what the one before has called up."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._gate.admit(event):
            screen, to = self.screen, self.focused or self.screen
            straight = isinstance(event, events.Key) and screen is self._main and await self._gate.straight(event, to)
            if not straight:
                await super().on_event(event)
            self._gate.follow(to, screen)

    def on_resize(self) -> None:
        """What stands in the terminal is no longer where it stood."""
        self._painted.forget()

    def _come_back(self, _app: App[Any]) -> None:
        """The terminal is ours again, and empty; Textual draws then only what changes."""
        self._painted.forget()
        self.screen.refresh()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, self._painted.lessened(renderable))

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top."""
        closed = super().pop_screen()
        self._gate.closed()
        return closed

    def keys_wait_for(self, opening: Worker[None]) -> None:
        """What is typed next is for what this opens."""
        self._gate.wait_for(opening)

    async def action_quit(self) -> None:
        """Leave; the reading position is kept."""
        if self._main is not None:
            self._main.do_quit()
        else:
            self.exit()

    def _end(self, status: int) -> None:
        """Leave as by q, because the program is told to end."""
        if not self.status:
            self.status = status
            self.run_worker(self.action_quit(), exit_on_error=True)

    def _fatal_error(self) -> None:
        """Textual would print the values around the fault, which are strangers' texts, to the terminal as they are."""
        self.panic(failure_text(self._exception))

    def _print_error_renderables(self) -> None:
        """The last words, through the same gate as everything else."""
        if self._exit_renderables:
            sys.stderr.write(harmless(self._exit_renderables[:1]).rstrip() + "\n")
        self._exit_renderables.clear()

    async def on_unmount(self) -> None:
        """Finish what is being written, and keep what the next start begins with."""
        self.tell_terminal("")
        if not self.is_headless and self._main is not None:
            self._keep_look()
        await self.newsroom.close()


def _of_keys(settings: Settings) -> tuple[object, ...]:
    """What says which key does what."""
    return settings.reading.keymap, settings.keys, settings.commands


def _driver(facts: Facts, found: list[Any] | None) -> type[Driver] | None:
    """Our driver, where terminals are asked; Textual's own on Windows."""
    if sys.platform == "win32":
        return None
    from tui.widgets.driver import driver_for  # no terminal is asked on Windows, where this cannot be imported

    return driver_for(facts, found)


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
