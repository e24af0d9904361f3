"""Browser, links, clipboard, help, palette, theme, and leaving."""

from dataclasses import replace

from tui.i18n import t
from tui.keymap.bindings import OwnKeys
from tui.screens.main.base import MainBase
from tui.services.browser import open_address
from tui.text.clean import clean_url
from tui.widgets.article import ArticleView

NARROWEST, WIDEST = 24, 120


class Program(MainBase):
    """Commands that reach outside the library."""

    def do_open(self) -> None:
        """Open the entry's page in the browser."""
        entry = self.current_entry()
        if entry is None or not entry.url:
            self.say(t("notice.no_address"))
            return
        self._browse(entry.url)

    def _browse(self, address: str) -> None:
        safe = clean_url(address)
        if not safe.startswith(("http://", "https://")):
            self.say(t("notice.refused_link", url=address), severe=True)
        elif open_address(safe, self.newsroom.settings.browser.command):
            self.say(t("notice.opened"))
        else:
            self.app.copy_to_clipboard(safe)
            self.say(t("notice.not_opened", url=safe))

    def do_open_link(self) -> None:
        """Choose one of the article's links and open it."""
        from tui.screens.dialogs.choose import Choose

        links = self.article.links if self.shown is not None else ()
        if not links:
            self.say(t("notice.no_link"))
            return

        def answered(index: int | None) -> None:
            if index is not None:
                self._browse(links[index])

        rows = [(link, "") for link in links]
        self.app.push_screen(Choose(self.ink, self.chrome, t("dialog.links_title"), rows), answered)

    def on_article_view_link_clicked(self, message: ArticleView.LinkClicked) -> None:
        """A click on a link opens it."""
        self._browse(message.address)

    def do_copy_address(self) -> None:
        """Put the entry's address on the clipboard."""
        entry = self.current_entry()
        if entry is None or not entry.url:
            self.say(t("notice.no_address"))
        else:
            self.app.copy_to_clipboard(entry.url)
            self.say(t("notice.copied", url=entry.url))

    def do_narrower(self) -> None:
        """A narrower measure."""
        self._measure(-4)

    def do_wider(self) -> None:
        """A wider measure."""
        self._measure(4)

    def _measure(self, step: int) -> None:
        options = self.article.options
        measure = max(NARROWEST, min(WIDEST, options.measure + step))
        self.article.set_options(replace(options, measure=measure))

    def do_fold(self) -> None:
        """Open or close credits and disclaimer."""
        self.article.toggle_fold()

    def do_help(self) -> None:
        """Show the keys."""
        self._choose_command()

    def do_palette(self) -> None:
        """Find a command by name."""
        self._choose_command()

    def _choose_command(self) -> None:
        from tui.screens.dialogs.help import help_screen

        ids, dialog = help_screen(self.ink, self.chrome, self.own_keys)

        def answered(index: int | None) -> None:
            if index is not None:
                self.action_run(ids[index])

        self.app.push_screen(dialog, answered)

    own_keys: OwnKeys
