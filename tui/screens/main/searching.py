"""Around the search: completion, history, best first, facets, smart feeds, jump, and acts on everything found."""

import time
from typing import TYPE_CHECKING

from tui.dataclass import replace
from tui.i18n import t
from tui.i18n.query import query_text
from tui.model.errors import QueryError
from tui.screens.main.base import Part
from tui.services.newsroom import View
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from tui.services.completing import Completion
    from tui.services.jumping import Place
    from tui.store.facets import Facets

RECOUNT_SECONDS = 15
"""Between two counts of smart feeds during a refresh; its end counts them in any case."""

ALSO = 6
"""Completions that are shown at the foot."""


class Searching(Part):
    """What helps while one searches, and what one does with what was found."""

    prompt: Prompt
    _completions: "list[Completion]" = []  # noqa: RUF012 - replaced, never changed
    _turn = -1  # which completion stands there, -1 for what was typed
    _typed = _turned_text = ""
    _past = -1  # how far back in the history
    _settled = _counting = False
    _counted_at = 0.0
    progress: tuple[int, int]

    # While one types -------------------------------------------------------------------------------------------------

    def on_prompt_changed(self, message: Prompt.Changed) -> None:
        """Tell what the word at the caret could become."""
        if message.purpose != "search":
            return
        turned = self._turn >= 0 and message.text == self._turned_text
        if not turned:
            self._turn = -1
            self._completions = self.newsroom.finder.complete(message.text, self.prompt.caret)
        names = [each.label for each in self._completions[:ALSO]]
        self.foot.stand(t("search.completions", names="  ".join(names)) if names else "")

    def on_prompt_done(self, message: Prompt.Done) -> None:
        """Remember a search that was kept."""
        if message.purpose != "search":
            return
        self.foot.stand("")
        self._turn = self._past = -1
        if message.kept and message.text.strip():
            self.begin(self._searched(message.text.strip()))

    async def _searched(self, text: str) -> None:
        """Remember a search; where nothing was found and something sounds the same, show that: it was a slip."""
        from tui.query.ast import Word

        await self.newsroom.finder.searched(text)
        window = self.entries.window
        if self.view.query != Word(text) or window is None or window.waiting or len(window):
            return
        letters = await self.newsroom.same_sound(text)
        if letters:
            self.show_search(f"title:{letters}")
            self.say(t("search.same_sound", text=text))

    def search_key(self, key: str) -> bool:
        """Tab completes, the arrows bring back earlier searches; whether the key was one of these."""
        if self.prompt.purpose != "search":
            return key == "tab"
        if key == "tab":
            self._complete()
        elif key in ("up", "down"):
            self._recall(1 if key == "up" else -1)
        else:
            return False
        return True

    def _complete(self) -> None:
        """The next completion in place of what was typed."""
        if not self._completions:
            return
        if self._turn < 0:
            self._typed = self.prompt.text
        self._turn = (self._turn + 1) % len(self._completions)
        chosen = self._completions[self._turn]
        text = self._typed[: chosen.start] + chosen.text + self._typed[chosen.end :]
        self._turned_text = text
        self.prompt.write(text, chosen.start + len(chosen.text))

    def _recall(self, step: int) -> None:
        """An earlier search, or a later one."""
        history = self.newsroom.finder.history()
        self._past = max(-1, min(len(history) - 1, self._past + step))
        self.prompt.write(history[self._past] if self._past >= 0 else "")

    # Searches --------------------------------------------------------------------------------------------------------

    def show_search(self, text: str, base: View | None = None) -> None:
        """Show what a search finds, in everything or in a view."""
        try:
            view = self.newsroom.search_view(base or View(), text)
        except QueryError as error:
            self.say(query_text(error), severe=True)
            return
        self.search_text = text
        self.open_view(view)
        self.go_to("entries")

    def do_best_first(self) -> None:
        """Hits with the best first, or the newest."""
        current = self.entries.current
        self.best_first = not self.best_first
        self.say(t("search.best" if self.best_first else "search.newest"))
        if self.view.query is not None:
            self.open_view(self.view, keep=current.id if current is not None else None)

    def do_history(self) -> None:
        """Choose among earlier searches."""
        from tui.screens.dialogs.choose import Choose

        history = self.newsroom.finder.history()
        if not history:
            self.say(t("search.no_history"))
            return

        def answered(number: int | None) -> None:
            if number is not None:
                self.show_search(history[number])

        rows = [(text, "") for text in history]
        dialog = Choose(self.ink, self.chrome, t("search.history"), rows, hint=t("search.type"), typing=True)
        self.app.push_screen(dialog, answered)

    def do_search_word(self) -> None:
        """Search everything for the words selected in the article."""
        words = " ".join(self.article.selected_text().split()) if self.article.selection is not None else ""
        if not words:
            self.say(t("search.no_word"))
            return
        self.article.end_selection()
        from tui.query.complete import written

        self.show_search(written(words[:60]) or words[:60])

    def do_facets(self) -> None:
        """Narrow the list by a feed, tag, source or month, with how many entries each would leave."""
        self.opening(self._facets())

    async def _facets(self) -> None:
        from tui.screens.dialogs.choose import Choose

        found = facet_rows(await self.newsroom.finder.facets(self.view))
        if not found:
            self.say(t("list.empty_search"))
            return

        def answered(number: int | None) -> None:
            if number is not None:
                before = self.search_text if self.view.query is not None else ""
                self.show_search(f"{before} {found[number][0]}".strip(), replace(self.view, query=None))

        rows = [(f"{t('facet.' + kind)} {label}", f"{count:,}") for _, kind, label, count in found]
        dialog = Choose(self.ink, self.chrome, t("search.facets"), rows, hint=t("search.type"), typing=True)
        self.app.push_screen(dialog, answered)

    # Smart feeds -----------------------------------------------------------------------------------------------------

    def open_smart(self, id_: int) -> None:
        """Show what a smart feed finds."""
        feed = next((each for each in self.newsroom.finder.smart() if each.id == id_), None)
        view = self.newsroom.finder.smart_view(id_)
        if feed is None or view is None:
            self.say(t("search.not_understood"), severe=True)
            return
        self.search_text = feed.query
        self.best_first = feed.sort == "best"
        self.open_view(view)

    def do_keep_search(self) -> None:
        """Keep the search as a smart feed."""
        from tui.screens.dialogs.ask import Ask

        if self.view.query is None:
            self.say(t("search.nothing_to_keep"))
            return
        query = self.search_text

        def answered(title: str | None) -> None:
            if title is not None and title.strip():
                self.begin(self._keep(title.strip(), query))

        self.app.push_screen(Ask(self.ink, t("search.keep_title"), t("search.keep_hint"), query), answered)

    async def _keep(self, title: str, query: str) -> None:
        await self.newsroom.finder.keep(title, query)
        self.renew_sources()
        self.say(t("search.kept", title=title))

    def settle_smart(self) -> None:
        """From now on smart feeds are counted: the first screen does not wait for it."""
        self._settled = True
        self.count_smart()

    def count_smart(self) -> None:
        """Count what is not known of smart feeds, away from the screen, and show it when it is.

        While feeds are being fetched every arrival makes all counts unknown: they wait, but not for ever.
        """
        rests = self.progress[1] and time.monotonic() - self._counted_at < RECOUNT_SECONDS
        if self._settled and not self._counting and not rests:
            self.begin(self._count_smart())

    async def _count_smart(self) -> None:
        self._counting = True
        try:
            changed = await self.newsroom.finder.count_smart()
        finally:
            self._counting = False
            self._counted_at = time.monotonic()
        if changed:
            self.sources.show(self.newsroom.sources(self.folded_folders))

    # Jump ------------------------------------------------------------------------------------------------------------

    def do_jump(self) -> None:
        """Go to a feed, folder, tag, smart feed or article by some of its name."""
        from tui.screens.dialogs.jump import Jump

        def answered(place: "Place | None") -> None:
            if place is not None:
                self._jump(place)

        finder = self.newsroom.finder
        self.app.push_screen(Jump(self.ink, self.chrome, finder.places, finder.collect), answered)

    def _jump(self, place: "Place") -> None:
        match place.kind:
            case "smart":
                self.open_smart(int(place.key))
            case "feed":
                self.open_view(View(feed=int(place.key)))
            case "folder":
                self.open_view(View(folder=place.key))
            case "tag":
                self.open_tag(place.key)
            case "entry":
                self.go_to_entry(int(place.key))
                return
        if self.sources_wait:
            self.renew_sources()  # a tag may be new
        at = self.sources.place_of(place.kind, place.key)
        if at is not None:
            self.sources.move_to(at, tell=False)
        self.go_to("entries")

    def go_to_entry(self, id_: int) -> None:
        """Open an entry among those of its feed."""
        (entry,) = self.newsroom.library.entries.rows([id_]) or (None,)
        if entry is not None:
            self.open_view(View(feed=entry.feed), keep=entry.id)
            self.open_entry(entry)
            self.go_to("article")


def facet_rows(facets: "Facets") -> list[tuple[str, str, str, int]]:
    """What narrows a search, by kind: (what to add to it, kind, label, count)."""
    rows = [(f"feed:{each.key}", "feed", each.label, each.count) for each in facets.feeds[:12]]
    for kind, found in (("tag", facets.tags[:20]), ("source", facets.sources[:12])):
        from tui.query.complete import written

        values = ((each, written(each.label)) for each in found)
        rows += [(f"{kind}:{value}", kind, each.label, each.count) for each, value in values if value is not None]
    return rows + [(f"date:{each.key}", "month", each.key, each.count) for each in facets.months[:24]]
