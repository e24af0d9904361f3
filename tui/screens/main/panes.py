"""Which panes are shown and how wide: by the terminal, by the reader's keys and mouse, and as it was left."""

from typing import TYPE_CHECKING

from tui.dataclass import replace
from tui.i18n import t
from tui.lines.arrangement import Arrangement, arrange
from tui.screens.main.base import Part
from tui.screens.welcome import Welcome
from tui.services.layout import Layout, read_layout, write_layout
from tui.widgets.divider import Divider

if TYPE_CHECKING:
    from tui.services.newsroom import Newsroom
    from tui.widgets.ink import Chrome, Ink

STEP = 2


class Panes(Part):
    """Layout of the panes, and the commands that change it."""

    welcome: Welcome

    def __init__(self, newsroom: "Newsroom", ink: "Ink", chrome: "Chrome") -> None:
        super().__init__(newsroom, ink, chrome)
        self.layout_kept: Layout = read_layout(newsroom.folder)
        self.first_divider = Divider(ink, chrome)
        self.second_divider = Divider(ink, chrome)
        self.shown_panes = Arrangement()
        # Whether an act has changed counts since the sources, unseen, were last brought up to date.
        self.sources_wait = False

    def arrange_panes(self) -> None:
        """Show the panes that there is room for, with the width each is to have."""
        if not self.newsroom.has_feeds():
            panes = Arrangement()
        else:
            panes = arrange(self.app.size.width, self.pane, self.layout_kept, zen=self.zen)
        if panes.sources and self.sources_wait:
            self.renew_sources()
        self.welcome.display = panes == Arrangement()
        self.shown_panes = panes
        listing = self.query_one("#list")
        for part, width in ((self.sources, panes.sources), (listing, panes.list), (self.article, panes.article)):
            part.display = width > 0
            part.styles.width = width or "1fr"
        self.first_divider.display = panes.sources > 0 and (panes.list or panes.article) > 0
        self.second_divider.display = panes.list > 0 and panes.article > 0
        in_article = self.pane == "article"
        self.first_divider.show_focus(in_article and not panes.list)
        self.second_divider.show_focus(in_article)

    # By key ----------------------------------------------------------------------------------------------------------

    def do_border_right(self) -> None:
        """Move the line at the right of the pane to the right."""
        self._move_border(STEP)

    def do_border_left(self) -> None:
        """Move the line at the right of the pane to the left."""
        self._move_border(-STEP)

    def _move_border(self, by: int) -> None:
        panes = self.shown_panes
        if self.first_divider.display and (self.pane == "sources" or not panes.list):
            self._change_layout(replace(self.layout_kept, sources=panes.sources + by))
        elif self.second_divider.display:
            self._change_layout(replace(self.layout_kept, list=panes.list + by))
        else:
            self.say(t("notice.one_pane"))

    def do_hide_sources(self) -> None:
        """Show or hide the pane of sources."""
        hide = not self.layout_kept.no_sources
        if hide and self.pane == "sources":
            self.go_to("entries")
        self._change_layout(replace(self.layout_kept, no_sources=hide))
        self.say(t("notice.sources_hidden" if hide else "notice.sources_shown"))

    def do_hide_list(self) -> None:
        """Show or hide the list beside the article."""
        hide = not self.layout_kept.no_list
        if hide and self.pane == "entries":
            self.go_to("article")
        self._change_layout(replace(self.layout_kept, no_list=hide))
        self.say(t("notice.list_hidden" if hide else "notice.list_shown"))

    # By mouse --------------------------------------------------------------------------------------------------------

    def on_divider_dragged(self, message: Divider.Dragged) -> None:
        """The pane at the left of the line ends where the line is."""
        if message.divider is self.first_divider:
            changed = replace(self.layout_kept, sources=max(1, message.x))
        else:
            changed = replace(self.layout_kept, list=max(1, message.x - self.query_one("#list").region.x))
        self._change_layout(changed, keep=message.done)

    def _change_layout(self, layout: Layout, *, keep: bool = True) -> None:
        self.layout_kept = layout
        self.arrange_panes()
        # What was kept is what stands there: beyond its bounds a line would not come back at the first step.
        panes = self.shown_panes
        if panes.sources and layout.sources:
            self.layout_kept = replace(self.layout_kept, sources=panes.sources)
        if panes.list and panes.article and layout.list:
            self.layout_kept = replace(self.layout_kept, list=panes.list)
        if keep:
            write_layout(self.newsroom.folder, self.layout_kept)
