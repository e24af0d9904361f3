"""The program itself: its commands by name, its keys, its settings and themes, and the terminal around it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from tui.config.settings import Settings
from tui.dataclass import replace
from tui.i18n import t
from tui.keymap.bindings import footer_keys
from tui.screens.main.base import Part
from tui.screens.welcome import Welcome
from tui.typeset.options import TypesetOptions

if TYPE_CHECKING:
    from textual.timer import Timer
    from textual.worker import Worker

    from tui.config.edit import Value

TITLE_SECONDS = 0.3


class Shown(Protocol):
    """What the screen asks of the program that shows it."""

    @property
    def theme_names(self) -> list[tuple[str, str]]:
        """Every theme: name and title."""

    def show_theme(self, wish: str) -> None:
        """Show a theme, live."""

    async def use(self, settings: Settings) -> None:
        """Work by other settings."""

    def keys_wait_for(self, opening: "Worker[None]") -> None:
        """Keep what is typed next for what this opens."""

    def ring(self, sequence: str) -> None:
        """Call the reader by a sequence for the terminal."""

    def tell_terminal(self, title: str) -> None:
        """Title of the terminal's window."""


class Setting(Part):
    """Commands about the program."""

    own_keys: Mapping[str, tuple[str, ...]]
    program: Shown
    welcome: Welcome
    _unread_to_tell = 0
    _title_due: "Timer | None" = None

    # Commands by name ------------------------------------------------------------------------------------------------

    def do_help(self) -> None:
        """Show the keys of this place, then all others."""
        from tui.screens.dialogs.help import Help

        self.app.push_screen(Help(self.ink, self.chrome, self.own_keys, self.pane), self._run_named)

    def do_palette(self) -> None:
        """Find a command by name."""
        from tui.screens.dialogs.palette import Palette

        self.app.push_screen(Palette(self.ink, self.chrome, self.own_keys), self._run_named)

    def _run_named(self, command: str | None) -> None:
        if command:
            self.action_run(command)

    def use_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Show other keys."""
        self.own_keys = keys
        self.tell_keys(beginning=self.welcome.display)
        self.welcome.keys = keys
        self.welcome.refresh()

    def tell_keys(self, *, beginning: bool) -> None:
        """Say at the foot which keys do what; on the welcome page those that mean something there."""
        keys = footer_keys(self.own_keys, beginning=beginning)
        if keys != self.foot.keys:
            self.foot.show_keys(keys)

    # Settings --------------------------------------------------------------------------------------------------------

    def do_settings(self) -> None:
        """Show all settings, to be changed where they stand."""
        from tui.screens.dialogs.settings import SettingsDialog

        names = [name for name, _ in self.program.theme_names]
        dialog = SettingsDialog(self.ink, self.chrome, self.newsroom.settings, self._set, themes=names)
        self.app.push_screen(dialog)

    def _set(self, section: str, name: str, value: "Value") -> Settings:
        """Write one setting and live by it; raises KanbaoError where it does not fit or could not be written."""
        from tui.services.settings import change_setting

        settings = change_setting(self.newsroom.config, self.newsroom.settings, section, name, value)
        # At once, so that the next change builds on this one; what takes time comes after.
        self.newsroom.settings = settings
        self.begin(self.program.use(settings))
        return settings

    def use(self, options: TypesetOptions, *, measure: bool) -> None:
        """Set articles by other rules; ``measure`` False leaves what the reader may have changed by key."""
        if not measure:
            options = replace(options, measure=self.article.options.measure)
        if options != self.article.options:
            self.article.set_options(options)
        self.article.set_graphics(wanted=self.newsroom.settings.reading.graphics == "auto")
        self.entries.set_compact(self.newsroom.settings.reading.list == "compact")

    def do_theme(self) -> None:
        """Choose a theme, each shown as the cursor comes to it."""
        from tui.screens.dialogs.themes import ThemeChoice

        names = [("auto", t("setting.auto")), *self.program.theme_names]
        before = self.newsroom.settings.reading.theme

        def answered(index: int | None) -> None:
            if index is None:
                self.program.show_theme(before)
            elif names[index][0] != before:
                self.begin(self._keep_theme(*names[index]))

        current = next((n for n, (name, _) in enumerate(names) if name == before), 0)
        self.app.push_screen(ThemeChoice(self.ink, self.chrome, names, current, self.program.show_theme), answered)

    async def _keep_theme(self, name: str, title: str) -> None:
        self._set("reading", "theme", name)
        self.say(t("notice.theme", name=title))

    # The terminal ----------------------------------------------------------------------------------------------------

    def tell_title(self, unread: int) -> None:
        """How much there is to read, where the window's title is shown: in a moment, as the window is not looked at.

        Written at once it would hold up the picture of the key that has changed it, and be written for every key.
        """
        self._unread_to_tell = unread
        if self._title_due is None:
            self._title_due = self.set_timer(TITLE_SECONDS, self._put_title)

    def _put_title(self) -> None:
        self._title_due = None
        unread = self._unread_to_tell
        self.program.tell_terminal(t("head.title", n=unread) if unread else t("head.name"))

    def do_suspend(self) -> None:
        """Leave the terminal to the shell until the reader comes back."""
        self.app.action_suspend_process()
