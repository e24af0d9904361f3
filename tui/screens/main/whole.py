"""The whole article instead of what the feed gave, and what is known of where it came from."""

from collections.abc import Iterator
from datetime import UTC, datetime

from textual.worker import Worker

from tui.i18n import error_text, known, t
from tui.model.entry import Article, Entry
from tui.model.errors import KanbaoError
from tui.screens.main.base import Part

KINDRED_SECONDS = 0.3


class Reading(Part):
    """Fetching the page of an article, going back to the feed's text, and the article's facts."""

    fetching: Worker[None] | None = None
    by_itself: Worker[None] | None = None
    """What the reader asked for, and what is fetched because its feed is set so."""
    _fetched_for = 0

    def do_whole(self) -> None:
        """Show the article as its page has it, fetched where it is not kept yet; or again as the feed gave it."""
        entry = self.current_entry()
        if entry is None:
            return
        if self.shown is None or self.shown.entry.id != entry.id:
            self.show_entry(entry)
        shown = self.shown
        if shown is None:
            return
        if shown.full_text == "page":
            self.begin(self._show_text(entry.id, back=True))
        elif self.newsroom.library.wholes.kept(entry.id):
            self.begin(self._show_text(entry.id, back=False))
        elif self.fetches_under_way():
            self.say(t("notice.whole_running"))
        else:
            self.fetching = self.run_worker(self._fetch_whole(entry.id), exit_on_error=True)

    def whole_by_itself(self, entry: Entry) -> None:
        """Fetch the article that was opened, where its feed is set so and it is not whole yet."""
        if self.by_itself is not None and not self.by_itself.is_finished:
            if self._fetched_for == entry.id:
                return
            self.by_itself.cancel()  # the reader has gone on
        self._fetched_for = entry.id
        if self.newsroom.library.wholes.wants(entry.id, self.newsroom.now()):
            self.by_itself = self.run_worker(self._fetch_quietly(entry.id), exit_on_error=True)

    async def _fetch_quietly(self, entry: int) -> None:
        self.say(t("notice.whole_fetching"))
        try:
            pages = await self.newsroom.fetch_whole(entry, quiet=True)
        except KanbaoError as error:
            self.say(t("notice.whole_failed", why=error_text(error)))
            return
        if self.shown is None or self.shown.entry.id != entry:
            return
        if self.article.position:
            # Whoever reads already is not thrown out of the text.
            self.say(t("notice.whole_waits"))
            return
        self.say(t("notice.whole_fetched", n=pages))
        self._show_again(entry)

    async def _fetch_whole(self, entry: int) -> None:
        self.foot.tell(t("notice.whole_fetching"), severe=False)
        try:
            pages = await self.newsroom.fetch_whole(entry)
        except KanbaoError as error:
            self.complain(error)
            return
        self.say(t("notice.whole_fetched", n=pages))
        self._show_again(entry)

    async def _show_text(self, entry: int, *, back: bool) -> None:
        await self.newsroom.show_text(entry, "feed" if back else "page")
        self.say(t("notice.whole_back" if back else "notice.whole_shown"))
        self._show_again(entry)

    def _show_again(self, entry: int) -> None:
        self.entries_changed([entry])
        if self.shown is not None and self.shown.entry.id == entry:
            self.show_entry(self.shown.entry)

    def stop_fetching(self) -> bool:
        """Give up the page that is being fetched; whether there was one."""
        running = self.fetches_under_way()
        if not running:
            return False
        for one in running:
            one.cancel()
        self.say(t("notice.fetching_cancelled"))
        return True

    def fetches_under_way(self) -> list[Worker[None]]:
        """What is being fetched for the article, or one before."""
        return [one for one in (self.fetching, self.by_itself) if one is not None and not one.is_finished]

    def do_script(self) -> None:
        """Write articles and lists in the other Chinese script, or again as is set for their feed."""
        if self.shown is None:
            return
        script = self.newsroom.scripts.turn(self.shown)
        self.say(t(f"notice.script_{script or 'own'}"))
        self.entries_changed(None)
        self.write_again()

    def write_again(self) -> None:
        """Show the article in the script that it is shown in by now."""
        if self.shown is None:
            return
        position = self.article.position
        # Both scripts have as many characters, so that the place stays.
        self.show_entry(self.shown.entry)
        self.article.bring_into_sight(position)

    def tell_kindred(self) -> None:
        """Name below the article what the library has about the same thing, once the reader stays with it."""
        shown = self.shown

        def tell() -> None:
            if shown is not None and self.shown is not None and self.shown.entry.id == shown.entry.id:
                self.article.set_kindred(self.newsroom.kindred(shown.entry.id))

        self.set_timer(KINDRED_SECONDS, tell)

    def do_contents(self) -> None:
        """Choose one of the article's headings and go there."""
        from tui.screens.dialogs.choose import Choose
        from tui.typeset.contents import contents

        document = self.article.document
        found = contents(document) if self.shown is not None and document is not None else []
        if not found:
            self.say(t("notice.no_contents"))
            return

        def answered(index: int | None) -> None:
            if index is not None:
                self.go_to("article")
                self.article.go_to_position(found[index].offset)

        top = min(entry.level for entry in found)
        rows = [("  " * (entry.level - top) + entry.text, "") for entry in found]
        self.app.push_screen(Choose(self.ink, self.chrome, t("dialog.contents_title"), rows), answered)

    def do_info(self) -> None:
        """Show what is known of the article and where it came from; below that its highlights, to go to."""
        from tui.screens.dialogs.choose import Choose

        if self.shown is None:
            return
        rows = list(facts(self.shown))
        marks = self.newsroom.keeper.places(self.shown.entry.id) if self.article.remarks.highlights else []
        first = len(rows)
        rows += [(t("note.highlight", text=" ".join(mark.quote.split())), _time(mark.made)) for mark, _ in marks]

        def answered(index: int | None) -> None:
            if index is not None and index >= first and marks[index - first][1] >= 0:
                self.go_to("article")
                self.article.go_to_position(marks[index - first][1])

        self.app.push_screen(Choose(self.ink, self.chrome, t("dialog.info_title"), rows), answered)


def facts(article: Article) -> Iterator[tuple[str, str]]:
    """Rows of the info view: a fact in words, and where it came from."""
    entry = article.entry

    def row(name: str, value: object) -> Iterator[tuple[str, str]]:
        if value not in ("", None, (), []):
            origin = article.origins.get(name, "")
            said = t(f"info.origin.{origin}") if known(f"info.origin.{origin}") else t("info.origin.feed")
            yield f"{t(f'info.{name}')}  {value}", said

    yield from row("title", entry.title)
    yield from row("outlet", article.outlet or entry.feed_title)
    yield from row("authors", "、".join(entry.authors))
    yield from row("source", entry.source)
    yield from row("published", _time(entry.published))
    yield from row("updated", _time(article.updated))
    yield from row("path", " › ".join(article.path))
    yield from row("tags", "、".join(entry.tags))
    yield from row("views", article.views)
    yield from row("comments", article.comments)
    yield from row("address", entry.url)
    text = t("info.text_page", n=article.pages) if article.full_text == "page" else t("info.text_feed")
    yield f"{t('info.text')}  {text}", ""


def _time(moment: int | None) -> str:
    return "" if moment is None else datetime.fromtimestamp(moment, UTC).astimezone().strftime("%Y-%m-%d %H:%M %Z")
