"""Search, find in the article, the tag filter, and which states the list shows."""

from tui.dataclass import replace
from tui.i18n import t
from tui.i18n.query import query_text
from tui.model.errors import QueryError
from tui.model.feed import Tag
from tui.screens.main.base import Part
from tui.services.newsroom import TagFilter, View, ViewState
from tui.services.trackers import without_trackers
from tui.widgets.prompt import Prompt


class Finding(Part):
    """The commands that narrow what is shown."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.prompt = Prompt()
        self._before: tuple[View, int | None] | None = None
        self._carried: tuple[str, list[str]] = ("", [])  # what find took over from the search, until it is changed

    # Search ----------------------------------------------------------------------------------------------------------

    def do_search(self) -> None:
        """Search titles and texts of what the list shows, from the first character typed."""
        current = self.entries.current
        self._before = (replace(self.view, query=None), current.id if current is not None else None)
        text = self.search_text if self.view.query is not None else ""
        if ":" in text.rpartition(" ")[2]:
            text += " "  # what is typed next is another word, no part of a field's value
        if self.pane == "sources":
            self.go_to("entries")
        self.prompt.open("search", "/", t("dialog.search_hint"), text)

    def do_find(self) -> None:
        """Find in the article that is shown."""
        if self.shown is not None:
            self.go_to("article")
            self.article.begin_find()
            terms = self._came_with()
            text = " ".join(terms)
            self.prompt.open("find", "f", t("dialog.find_hint"), text)
            self._carried = (text, terms)
            if terms:
                self.article.find(text, terms)

    def _came_with(self) -> list[str]:
        """What the search was for that has found the article."""
        if self.view.query is None or self.shown is None:
            return []
        return self.newsroom.library.terms(self.view.query, self.shown.entry.id)

    def on_prompt_changed(self, message: Prompt.Changed) -> None:
        """Search and find follow every key."""
        if message.purpose == "find":
            text, terms = self._carried
            self.article.find(message.text.strip(), terms if message.text.strip() == text else ())
        elif self._before is not None:
            self._search(self._before[0], message.text)

    def _search(self, base: View, text: str) -> None:
        if not text.strip():
            self.open_view(base)
            return
        try:
            view = self.newsroom.search_view(base, text)
        except QueryError as error:
            # Where the word can be completed it is only half typed, and that is what the foot tells.
            self.foot.tell("" if self.foot.standing else query_text(error), severe=not self.foot.standing)
            return
        if self.foot.severe:
            self.foot.tell("")
        self.search_text = text
        self.open_view(view)

    def on_prompt_done(self, message: Prompt.Done) -> None:
        """Enter keeps the hits, Esc brings back what was there."""
        if message.purpose == "find":
            self.go_to("article")
            if not message.kept:
                self.article.find("")
            elif message.text.strip() and not self.article.hits:
                self.article.find("")
                self.say(t("notice.not_found", text=message.text.strip()))
            return
        if not message.kept and self._before is not None:
            view, entry = self._before
            self.open_view(view, keep=entry)
        self._before = None
        self.call_after_refresh(lambda: self.preview(self.entries.cursor))
        self.go_to("entries")

    def on_article_page_state_changed(self) -> None:
        """Tell at the foot what is pointed at, selected or found."""
        article = self.article
        selected = article.selection[1] - article.selection[0] if article.selection is not None else 0
        words = ""
        if article.pointed:
            words = without_trackers(article.pointed)
        elif article.hints:
            words = t("article.hints")
        elif article.visual:
            words = t("article.choosing", n=selected)
        elif selected:
            words = t("article.selected", n=selected)
        elif article.hits:
            words = t("article.at_hit", n=article.hit + 1, total=len(article.hits), text=article.needle)
        elif article.needle:
            words = t("article.no_hit", text=article.needle)
        self.foot.stand(words)

    # States and tags -------------------------------------------------------------------------------------------------

    def do_unread_only(self) -> None:
        """Only what is unread, or everything."""
        current = self.entries.current
        state: ViewState = "all" if self.view.state == "unread" else "unread"
        self.open_view(replace(self.view, state=state), keep=current.id if current is not None else None)

    def open_tag(self, name: str) -> None:
        """Show the entries that have a tag."""
        state = self.view.state if self.view.state in ("all", "unread") else "all"
        self.open_view(View(tags=TagFilter(all=(name,)), state=state))

    def do_tag_filter(self) -> None:
        """Choose tags: with all of these, with any of these, without these."""
        self.opening(self._tag_filter())

    async def _tag_filter(self) -> None:
        from tui.screens.dialogs.tag_filter import TagFilterDialog

        view, tags = replace(self.view, tags=TagFilter()), self.newsroom.tags()
        if view != View():
            # The counts are those of what the list shows; what is chosen already can be taken back in any case.
            chosen = {*self.view.tags.all, *self.view.tags.any, *self.view.tags.none}
            inside = await self.newsroom.finder.tags_in(view, tags)
            known = {tag.name for tag in inside}
            tags = inside + [tag._replace(entries=0, unread=0) for tag in tags if tag.name in chosen - known]

        def answered(choice: TagFilter | None) -> None:
            if choice is not None and choice != self.view.tags:
                self.open_view(replace(self.view, tags=choice))

        self.app.push_screen(TagFilterDialog(self.ink, self.chrome, tags, self.view.tags, self._tags_like), answered)

    def _tags_like(self, text: str) -> list[Tag]:
        return self.newsroom.library.tags.like(text, limit=10_000)

    def do_show_new(self) -> None:
        """Show what has arrived since the list was opened."""
        window = self.entries.window
        if window is None or not window.arrived():
            self.say(t("notice.no_new"))
            return
        self.open_view(self.view)
        self.entries.move_to(0)
