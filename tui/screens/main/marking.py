"""Read, starred, saved, tagged; and taking it back."""

from typing import TYPE_CHECKING

from tui.dataclass import replace
from tui.i18n import t
from tui.model.entry import Entry
from tui.model.errors import KanbaoError
from tui.screens.main.base import Part
from tui.services.newsroom import Flag, Newsroom
from tui.services.undoing import Way, told
from tui.store.acts import Undone

if TYPE_CHECKING:
    from tui.screens.main.setting import Shown


class Marking(Part):
    """Acts on the entry at hand; every one of them is on disk before it shows, and can be undone."""

    newsroom: Newsroom
    program: "Shown"

    def open_entry(self, entry: Entry, *, mark: bool = True) -> None:
        """Show an article; opening it marks it read unless the reader has set that off."""
        if self.shown is None or self.shown.entry.id != entry.id:
            self.show_entry(entry)
        self.whole_by_itself(entry)
        if mark and not entry.read and self.newsroom.settings.reading.mark_read_on_open:
            # Counted at once, so that the article and the count are one picture; the mark comes back after that.
            self.head.tell(replace(self.head.facts, unread=self.head.facts.unread - 1))
            self.begin(self._mark(entry, "read", True, ""))

    async def _mark(self, entry: Entry, field: Flag, value: bool, notice: str) -> None:
        try:
            await self.newsroom.mark([entry.id], field, value)
        except KanbaoError:
            self.tell_head()
            raise
        self.entries_changed([entry.id])
        if notice:
            self.say(t(notice))

    def do_toggle_read(self) -> None:
        """Read becomes unread, unread read."""
        if self.pane != "article" and self.act_on_selection("read"):
            return
        entry = self.current_entry()
        if entry is not None:
            value = not entry.read
            self.begin(self._mark(entry, "read", value, "notice.read" if value else "notice.unread"))

    def do_star(self) -> None:
        """Star, or take the star away."""
        if self.pane != "article" and self.act_on_selection("starred"):
            return
        entry = self.current_entry()
        if entry is not None:
            value = not entry.starred
            self.begin(self._mark(entry, "starred", value, "notice.starred" if value else "notice.unstarred"))

    def do_save(self) -> None:
        """Keep for good, or no longer."""
        if self.pane != "article" and self.act_on_selection("saved"):
            return
        entry = self.current_entry()
        if entry is not None:
            self.begin(self._save(entry, not entry.saved))

    async def _save(self, entry: Entry, value: bool) -> None:
        await self._mark(entry, "saved", value, "notice.saved" if value else "notice.unsaved")
        if value:
            self.keep_saved()

    def do_mark_all(self) -> None:
        """Mark the whole list read, as far as it was there to see."""
        window = self.entries.window
        if window is None:
            return

        async def work() -> None:
            act = await self.newsroom.mark_all(window.view, window.newest)
            self.entries_changed(None)
            self.say(t("notice.marked_all", n=act.changed))

        self.begin(work())

    def do_tag(self) -> None:
        """Ask for tags; a leading minus takes one away."""
        from tui.screens.dialogs.tagging import Tagging

        entry = self.current_entry()
        if entry is None:
            return
        several = bool(self.selection) and self.pane != "article"

        def answered(text: str | None) -> None:
            words = (text or "").replace("，", " ").replace(",", " ").replace("#", " ").split()
            if words and several:
                self.tag_selection(*given_and_taken(words))
            elif words:
                self.begin(self._tag(entry, words))

        self.app.push_screen(Tagging(self.ink, self.chrome, self.newsroom.tags_like), answered)

    async def _tag(self, entry: Entry, words: list[str]) -> None:
        give, take = given_and_taken(words)
        await self.newsroom.tag([entry.id], give, take)
        self.entries_changed([entry.id])
        self.say(t("notice.tagged", tags=" ".join(words)))
        self.mirror([entry.id])

    def do_undo(self) -> None:
        """Take back the last act."""
        self.begin(self._travel("undo"))

    def do_redo(self) -> None:
        """Do again what was taken back."""
        self.begin(self._travel("redo"))

    async def _travel(self, way: Way) -> None:
        undone = await self.newsroom.travel(way)
        if undone is None:
            self.say(t(f"notice.nothing_{way}"))
            return
        self.travelled(undone)
        self.say(told(way, undone))

    def travelled(self, undone: Undone) -> None:
        """Show what taking an act back, or doing it again, has changed."""
        if undone.kind in ("add", "remove") or undone.kind.startswith(("feed_", "folder_")):
            self.subscriptions_changed()
        self.entries_changed(None)
        if undone.kind in ("note", "highlight"):
            self.remarked(undone.entries[0])
        elif undone.kind == "tag":
            self.mirror(list(undone.entries))
        elif undone.kind == "rules":
            self.begin(self.program.use(self.newsroom.settings))
        elif undone.kind == "feed_set":
            self.write_again()

    def refreshed_shown(self, *, again: bool = False) -> None:
        """Bring the facts of the shown article up to date, as drawn too where they are the same (``again``)."""
        if self.shown is None:
            return
        rows = self.newsroom.library.entries.rows([self.shown.entry.id])
        entry = self.newsroom.scripts.entry(rows[0]) if rows else self.shown.entry
        if again or entry != self.shown.entry:
            self.shown = replace(self.shown, entry=entry)
            self.article.update_article(self.shown)


def given_and_taken(words: list[str]) -> tuple[list[str], list[str]]:
    """Tags to give, and those with a leading minus, to take away."""
    give = [word for word in words if word[0] not in "-－"]
    return give, [word.lstrip("-－") for word in words if word[0] in "-－" and word.lstrip("-－")]
