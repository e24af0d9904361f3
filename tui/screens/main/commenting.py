"""The comments on the article that is shown: read below it where they have a feed, else on their page."""

from tui.i18n import error_text, t
from tui.model.comment import Comment
from tui.model.errors import KanbaoError
from tui.screens.main.base import Part
from tui.screens.main.whole import Reading


class Commenting(Reading, Part):
    """Fetching comments, showing them below the article, and putting them away."""

    _comments: tuple[int, list[Comment]] = (0, [])
    """The entry whose comments are shown as long as it is, and they."""
    _left_at = 0
    _refused = 0  # the entry whose comments did not come

    def do_comments(self) -> None:
        """Show the comments below the article, or put them away; those without a feed are opened in the browser."""
        shown = self.shown
        if shown is None or not (shown.comments_feed or shown.comments_url):
            self.say(t("notice.no_comments"))
        elif self.article.has_below:
            self._comments = (0, [])
            self.article.show_below(())
            if self._left_at:
                self.article.go_to_position(self._left_at)
            else:
                self.article.to_start()
        elif not shown.comments_feed or (shown.comments_url and self._refused == shown.entry.id):
            self._refused = 0
            self.browse(shown.comments_url)
        elif self.fetches_under_way():
            self.say(t("notice.whole_running"))
        else:
            self.fetching = self.run_worker(self._fetch_comments(shown.entry.id), exit_on_error=True)

    async def _fetch_comments(self, entry: int) -> None:
        self.foot.tell(t("notice.comments_fetching"), severe=False)
        try:
            comments = await self.newsroom.fetch_comments(entry)
        except KanbaoError as error:
            self._refused = entry
            self._tell_page(t("notice.comments_failed", why=error_text(error)), severe=True)
            return
        if not comments:
            self._refused = entry
            self._tell_page(t("notice.comments_none"))
            return
        self.foot.tell("")
        if self.shown is None or self.shown.entry.id != entry:
            return  # the reader has gone on
        self._comments = (entry, comments)
        self._left_at = self.article.position
        self.go_to("article")
        self.article.go_to_position(self._set_below())
        self.say(t("notice.comments_fetched", n=len(comments)))

    def _tell_page(self, message: str, *, severe: bool = False) -> None:
        """Tell something, and that there is still the page of the comments."""
        if self.shown is not None and self.shown.comments_url:
            message = t("notice.comments_page", message=message)
        self.say(message, severe=severe)

    def show_comments_again(self) -> None:
        """The article has been set anew: its comments come below it again; another article has its own."""
        if self.shown is not None and self._comments[0] == self.shown.entry.id:
            self._set_below()
        else:
            self._comments = (0, [])

    def _set_below(self) -> int:
        from tui.document.blocks import Document
        from tui.document.rewrite import rewritten
        from tui.text.scripts import converter
        from tui.widgets.article_comments import comment_blocks

        blocks = comment_blocks(self._comments[1], self.newsroom.now())
        script = self.newsroom.scripts.of(self.shown.entry.feed) if self.shown is not None else ""
        return self.article.show_below(rewritten(Document(blocks), converter(script)).blocks)
