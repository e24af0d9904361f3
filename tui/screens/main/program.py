"""Browser, links, clipboard, selection and measure."""

from tui.dataclass import replace
from tui.i18n import t
from tui.screens.main.base import Part
from tui.services.browser import open_address
from tui.services.trackers import without_trackers
from tui.text.clean import clean_url
from tui.widgets.article import ArticleView

NARROWEST, WIDEST = 24, 120


class Program(Part):
    """Commands that reach outside the library."""

    def do_open(self) -> None:
        """Open the entry's page in the browser."""
        entry = self.current_entry()
        if entry is None or not entry.url:
            self.say(t("notice.no_address"))
            return
        self.browse(entry.url)

    def browse(self, address: str) -> None:
        """Open an address in the browser, past what only traces or redirects."""
        safe = clean_url(without_trackers(address))
        if not safe.startswith(("http://", "https://")):
            self.say(t("notice.refused_link", url=address), severe=True)
        elif self.app.is_web:
            # The browser that shows the page is where the reader is.
            self.app.open_url(safe)
        elif open_address(safe, self.newsroom.settings.browser.command):
            self.say(t("notice.opened"))
        else:
            self.copy(safe, t("notice.not_opened", url=safe))

    def do_open_link(self) -> None:
        """Put letters beside the links in sight, and open the one whose letters are typed."""
        self.go_to("article")
        self.article.once_set(self._begin_hints)

    def _begin_hints(self) -> None:
        if self.shown is None or not self.article.begin_hints():
            self.say(t("notice.no_link_here" if self.article.links else "notice.no_link"))

    def do_links(self) -> None:
        """Choose one of all the article's links and open it."""
        from tui.screens.dialogs.choose import Choose

        links = self.article.named_links() if self.shown is not None else []
        if not links:
            self.say(t("notice.no_link"))
            return

        def answered(index: int | None) -> None:
            if index is not None:
                self.browse(links[index][0])

        shown = [(without_trackers(link), text) for link, text in links]
        rows = [(text or link, link if text else "") for link, text in shown]
        self.app.push_screen(Choose(self.ink, self.chrome, t("dialog.links_title"), rows), answered)

    def on_hinting_page_link_chosen(self, message: ArticleView.LinkChosen) -> None:
        """A link is followed, or its address copied; a tag leads to its entries, an entry's number to that entry."""
        if message.address.startswith("#"):
            self.open_tag(message.address[1:])
            self.go_to("entries")
        elif message.address.startswith("@"):
            self.go_to_entry(int(message.address[1:]))
        elif message.copy:
            address = without_trackers(message.address)
            self.copy(address, t("notice.copied", url=address))
        else:
            self.browse(message.address)

    def do_copy_address(self) -> None:
        """Put what is selected on the clipboard, else the entry's address."""
        if self.article.selection is not None:
            self.on_article_view_copy_wanted()
            return
        entry = self.current_entry()
        if entry is None or not entry.url:
            self.say(t("notice.no_address"))
        else:
            address = without_trackers(entry.url)
            self.copy(address, t("notice.copied", url=address))

    def on_article_view_copy_wanted(self) -> None:
        """Put the source text of the selection on the clipboard."""
        text = self.article.selected_text()
        self.article.end_selection()
        if text:
            self.copy(text, t("notice.copied_text", n=sum(not char.isspace() for char in text)))
        else:
            self.say(t("notice.nothing_selected"))

    def do_visual(self) -> None:
        """Select text of the article by keys."""
        self.go_to("article")
        self.article.once_set(self.article.begin_visual)

    def do_code_right(self) -> None:
        """Look at long lines of code further right."""
        self._sidestep(1)

    def do_code_left(self) -> None:
        """Look at long lines of code further left; from their beginning on they are set on below again."""
        self._sidestep(-1)

    def _sidestep(self, steps: int) -> None:
        if not self.article.sidestep(steps):
            self.say(t("notice.no_long_code"))

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
        self.article.toggle_folds()
