"""The pages beside the three panes: the morning paper, the shelf; and the way back to them from an article."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.model.entry import Entry
from tui.screens.main.base import Part

if TYPE_CHECKING:
    from tui.export.paper import Paper, Story
    from tui.screens.paper import PaperScreen
    from tui.screens.shelf import ShelfScreen


class Leafing(Part):
    """What opens a page of its own; Esc in an article opened there leads back to it."""

    _way_back: Callable[[], None] | None = None
    paper_wish: tuple[str, str] | None = None
    """Search and time of the paper as asked on the command line; else the settings say."""

    def read_from(self, entry: Entry, back: Callable[[], None]) -> None:
        """Show an article alone, from where Esc goes back."""
        self.zen = True
        self.open_entry(entry)
        self.go_to("article")
        self._way_back = back

    def go_back(self) -> bool:
        """To the page that the article was opened from; False where it was none."""
        back, self._way_back = self._way_back, None
        if back is None or self.pane != "article":
            return False
        self.go_to("entries")
        back()
        return True

    # The shelf -------------------------------------------------------------------------------------------------------

    def do_shelf(self) -> None:
        """Show what is saved."""
        from tui.screens.shelf import ShelfScreen

        self._show_shelf(ShelfScreen(self.newsroom, self.ink, self.chrome))

    def _show_shelf(self, screen: "ShelfScreen") -> None:
        self.shelf = screen

        def answered(entry: Entry | None) -> None:
            self.shelf = None
            self.entries_changed(None)
            if entry is not None:
                self.read_from(entry, lambda: self._show_shelf(screen.again(self.ink)))

        self.app.push_screen(screen, answered)

    # The morning paper -----------------------------------------------------------------------------------------------

    def do_paper(self) -> None:
        """Make an issue of what is new, and show it."""
        from tui.screens.paper import PaperScreen

        settings = self.newsroom.settings.paper
        query, since = self.paper_wish or (settings.query, settings.since)
        options = self.article.options
        self._show_paper(PaperScreen(self.ink, self.chrome, options, self._make_paper, query=query, since=since))

    async def _make_paper(self, query: str, since: str) -> "Paper":
        return await self.newsroom.keeper.paper(query, since)

    def _show_paper(self, screen: "PaperScreen") -> None:
        def answered(story: "Story | None") -> None:
            if story is not None:
                self.read_from(story.entry, lambda: self._show_paper(screen.again(self.ink)))

        self.app.push_screen(screen, answered)
