"""Moving between rows, pages and panes, and through what is unread."""

import asyncio
from contextlib import suppress

from tui.i18n import t
from tui.model.entry import Entry
from tui.model.errors import NotFound
from tui.screens.main.base import Pane, Part
from tui.store.view import View
from tui.widgets.rows import RowList

ORDER: tuple[Pane, ...] = ("sources", "entries", "article")
READY_SECONDS = 0.06
PREVIEW_SECONDS = 0.16
"""From a row to its article beside it: longer than a hand takes from one row to the next, so that it stands still."""
NEXT_SECONDS = 0.15


class Moving(Part):
    """The commands of movement; they mean the pane that has the focus."""

    def _rows(self) -> RowList:
        return self.sources if self.pane == "sources" else self.entries

    def _move(self, rows: int, lines: int) -> None:
        if self.pane == "article":
            self.article.scroll_lines(lines)
        else:
            self._rows().move_to(self._rows().cursor + rows)

    def do_down(self) -> None:
        """One row or line down."""
        self._move(1, 1)

    def do_up(self) -> None:
        """One row or line up."""
        self._move(-1, -1)

    def do_half_down(self) -> None:
        """Half a screen down."""
        self._move(max(1, self._rows().page() // 2), self.article.size.height // 2)

    def do_half_up(self) -> None:
        """Half a screen up."""
        self._move(-max(1, self._rows().page() // 2), -(self.article.size.height // 2))

    def do_page_down(self) -> None:
        """A screen down, two lines kept for the eye."""
        self._move(self._rows().page(), self.article.size.height - 2)

    def do_page_up(self) -> None:
        """A screen up."""
        self._move(-self._rows().page(), 2 - self.article.size.height)

    def do_top(self) -> None:
        """To the first row or line."""
        if self.pane == "article":
            self.article.to_start()
        else:
            self._rows().move_to(0)

    def do_bottom(self) -> None:
        """To the last row or line."""
        if self.pane == "article":
            self.article.to_end()
        else:
            self._rows().move_to(self._rows().row_count() - 1)

    # In and out ------------------------------------------------------------------------------------------------------

    def do_enter(self) -> None:
        """From a source to its list, from a row to its article."""
        if self.pane == "sources":
            self.open_source()
            self.go_to("entries")
        elif self.pane == "entries":
            entry = self.entries.current
            if entry is not None:
                self.open_entry(entry)
                self.go_to("article")

    def do_leave(self) -> None:
        """Back out: from hits, the article, the search, the filter, to the sources."""
        if self.article.end_selection() or (self.pane == "entries" and self.end_selection()):
            return
        if self.article.needle:
            self.article.find("")
        elif self.go_back():
            pass
        elif self.zen:
            self.do_zen()
        elif self.pane == "article":
            self.go_to("entries")
        elif self.view.query is not None:
            self.open_view(View(self.view.feed, self.view.folder, self.view.tags, self.view.state))
        elif self.pane == "entries":
            self.go_to("sources")

    def do_next_pane(self) -> None:
        """The pane to the right, or round again."""
        self.go_to(ORDER[(ORDER.index(self.pane) + 1) % 3])

    def do_previous_pane(self) -> None:
        """The pane to the left."""
        self.go_to(ORDER[(ORDER.index(self.pane) - 1) % 3])

    def do_pane_sources(self) -> None:
        """To the sources."""
        self.go_to("sources")

    def do_pane_entries(self) -> None:
        """To the list."""
        self.go_to("entries")

    def do_pane_article(self) -> None:
        """To the article."""
        self.go_to("article")

    def do_zen(self) -> None:
        """The article alone, or everything again."""
        self.zen = not self.zen
        if self.zen and self.shown is None and self.entries.current is not None:
            self.open_entry(self.entries.current)
        self.go_to("article" if self.zen else self.pane)

    def open_source(self) -> None:
        """Show the list of the source under the cursor."""
        source = self.source
        if source is None:
            return
        state = self.view.state if self.view.state in ("all", "unread") else "all"
        match source.kind:
            case "state":
                self.open_view(View(state=source.key))  # type: ignore[arg-type]
            case "smart":
                self.open_smart(int(source.key))
            case "folder":
                self.open_view(View(folder=source.key, state=state))
            case "feed":
                self.open_view(View(feed=int(source.key), state=state))
                if source.problem:
                    self.say_problem(int(source.key))
            case "tag":
                self.open_tag(source.key)
            case "heading":
                pass

    # Through the unread ----------------------------------------------------------------------------------------------

    def do_advance(self) -> None:
        """A screen further; at the end of the article the next unread one."""
        if self.pane == "sources":
            self.go_to("entries")
        if self.shown is None or self.article.at_end or not self._is_current():
            entry = self.entries.current
            if entry is not None and not self._is_current() and not entry.read:
                self.open_entry(entry)
            else:
                self.do_next_unread()
        else:
            self.do_mark_shown()
            self.article.scroll_lines(max(1, self.article.size.height - 2))

    def do_mark_shown(self) -> None:
        """The article that is being paged through counts as read."""
        if self.shown is not None and not self.shown.entry.read:
            self.open_entry(self.shown.entry)

    def _is_current(self) -> bool:
        entry = self.entries.current
        return self.shown is not None and (entry is None or entry.id == self.shown.entry.id)

    def do_next_unread(self) -> None:
        """The next unread article, in the list and then from its top."""
        if self.article.hits and self.pane == "article":
            self.article.step_hit(1)
            return
        window = self.entries.window
        place = None
        if window is not None:
            place = window.next_unread(self.entries.cursor)
            if place is None:
                place = window.next_unread(-1)
        self._open_place(place)

    def do_previous_unread(self) -> None:
        """The unread article before."""
        if self.article.hits and self.pane == "article":
            self.article.step_hit(-1)
            return
        window = self.entries.window
        self._open_place(window.previous_unread(self.entries.cursor) if window is not None else None)

    def _open_place(self, place: int | None) -> None:
        window = self.entries.window
        entry = window.entry(place) if window is not None and place is not None else None
        if entry is None or place is None:
            self.say(t("notice.no_unread"))
            return
        self.entries.move_to(place, tell=False)
        self.open_entry(entry)

    # Previews --------------------------------------------------------------------------------------------------------

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show what the cursor stands on, once it rests, without marking it read."""
        if message.rows is self.entries:
            self.preview_soon(message.index)

    def preview_soon(self, place: int) -> None:
        """Show the article of a row in a moment, if the cursor is still there then."""
        self.set_timer(READY_SECONDS, lambda: self.preview(place, PREVIEW_SECONDS - READY_SECONDS))

    def preview(self, place: int, within: float = 0) -> None:
        """Show the article of a row, or have it ready where there is no room for it, if the cursor is still there."""
        entry = self.entries.current
        if entry is not None and self.entries.cursor == place and not self._is_current():
            self.run_worker(self._preview(entry, within), exit_on_error=True)

    async def _preview(self, entry: Entry, within: float) -> None:
        # A key that comes while a long article is being read does not wait for it.
        await asyncio.gather(self._ready(entry), asyncio.sleep(within))
        current = self.entries.current
        if self.article.display and current is not None and current.id == entry.id and not self._is_current():
            self.show_entry(current)

    async def _ready(self, entry: Entry | None) -> None:
        if entry is not None:
            with suppress(NotFound):
                await self.newsroom.prepare(entry.id)

    def _next_ready(self) -> None:
        """Have the next article of the list ready."""
        window = self.entries.window
        if window is not None:
            self.run_worker(self._ready(window.entry(self.entries.cursor + 1)), exit_on_error=True)

    def show_entry(self, entry: Entry) -> bool:
        """Put an article into its pane; False where it is gone."""
        self.keep_place()
        try:
            article, document = self.newsroom.article(entry.id)
        except NotFound:
            self.article.notice = t("article.gone")
            self.article.clear()
            self.shown = None
            return False
        self.shown = article
        self.article.show(article, document, article.position, self.newsroom.remarks(entry.id))
        self.show_comments_again()
        self.tell_kindred()
        self.follow_pictures()
        self.set_timer(NEXT_SECONDS, self._next_ready)
        return True

    def keep_place(self) -> None:
        """Remember how far the shown article has been read."""
        if self.shown is not None and self.article.position != self.shown.position:
            self.begin(self.newsroom.keep_position(self.shown.entry.id, self.article.position))

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click enters what it hits."""
        self.go_to("sources" if message.rows is self.sources else "entries")
        self.do_enter()
