"""The tag filter: with all of these, with any of these, without these."""

from collections.abc import Callable, Collection

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Input

from tui.i18n import t
from tui.lines.hues import hue
from tui.model.feed import Tag
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import PanelRows
from tui.services.newsroom import TagFilter
from tui.text.fold import fold
from tui.text.width import cells
from tui.widgets.ink import Chrome, Ink
from tui.widgets.line_input import LineInput
from tui.widgets.pieces import LineBuilder
from tui.widgets.rows import RowList
from tui.widgets.words import Words


class TagRows(PanelRows):
    """Tags with a mark for what is wanted of each, and their counts."""

    around = 9

    def __init__(self, ink: Ink, chrome: Chrome, tags: list[Tag], choice: TagFilter) -> None:
        super().__init__(ink, chrome)
        self.tags = self.every = tags
        self.most = len(tags)
        self.wanted = set(choice.all) | set(choice.any)
        self.refused = set(choice.none)

    def row_count(self) -> int:
        """All tags."""
        return len(self.tags)

    def row_strips(self, index: int, width: int, *, selected: bool) -> list[Strip]:
        """One tag on one line."""
        tag = self.tags[index]
        on = "selection" if selected else "panel"
        mark = self.chrome.chosen if tag.name in self.wanted else "-" if tag.name in self.refused else " "
        count = f"{tag.unread:,} / {tag.entries:,}"
        line = LineBuilder(width, self.ink.style("ink", on))
        line.put(self.chrome.bar if selected else " ", self.ink.style("focus", on))
        line.put(mark.ljust(2), self.ink.style("error" if mark == "-" else "accent", on, "bold"))
        style = self.ink.style(hue(tag.colour), on, "bold" if tag.own else "")
        line.put(" ").put(tag.name, style, keep=cells(count) + 2)
        return [line.right(count, self.ink.style("muted", on), margin=1).strip()]

    def narrow(self, like: Collection[str] | None) -> None:
        """Show only tags of these names; all for None."""
        self.tags = self.every if like is None else [tag for tag in self.every if tag.name in like]
        self.cursor = self.top = 0
        self.redraw()

    def turn(self) -> None:
        """Wanted, refused, neither."""
        if not self.tags:
            return
        name = self.tags[self.cursor].name
        if name in self.wanted:
            self.wanted.discard(name)
            self.refused.add(name)
        elif name in self.refused:
            self.refused.discard(name)
        else:
            self.wanted.add(name)
        self.redraw_row(self.cursor)


class TagFilterDialog(Dialog[TagFilter]):
    """Answers with the filter chosen."""

    def __init__(
        self, ink: Ink, chrome: Chrome, tags: list[Tag], choice: TagFilter, like: Callable[[str], list[Tag]]
    ) -> None:
        super().__init__(ink)
        self._like = like
        self._input = LineInput(placeholder=t("dialog.filter_search"))
        self._input.display = False
        chosen = [*choice.all, *choice.any, *choice.none]
        self.rows = TagRows(ink, chrome, sorted(tags, key=lambda tag: tag.name not in chosen), choice)
        self._any = bool(choice.any)
        self._mode = Words(id="mode")

    def compose(self) -> ComposeResult:
        """Title, how the tags are joined, the tags, the keys."""
        with Vertical(id="panel"):
            yield Words(t("dialog.filter_title"), id="title")
            yield self._mode
            yield self._input
            yield self.rows
            yield Words(t("dialog.filter_hint") if self.rows.tags else t("dialog.filter_none"), id="hint")

    def on_mount(self) -> None:
        """Begin at the first tag."""
        self._tell_mode()
        self.rows.focus()

    def _tell_mode(self) -> None:
        self._mode.update(t("dialog.filter_or" if self._any else "dialog.filter_and"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tags by Han, pinyin or initials, at every key."""
        text = event.value.strip()
        self.rows.narrow({tag.name for tag in self._like(text)} if text else None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Back to the tags that are left."""
        self.rows.focus()

    def on_key(self, event: events.Key) -> None:
        """All keys of this dialog but Esc."""
        if self._input.has_focus:
            if event.key == "down":
                self.rows.focus()
                event.stop()
            return
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": 10, "pageup": -10, "ctrl+d": 8, "ctrl+u": -8}
        match event.key:
            case key if key in steps:
                self.rows.move_to(self.rows.cursor + steps[key])
            case "g" | "home":
                self.rows.move_to(0)
            case "G" | "end":
                self.rows.move_to(self.rows.row_count() - 1)
            case "space" | "x":
                self.rows.turn()
            case "slash":
                self._input.display = True
                self._input.focus()
            case "a" | "o":
                self._any = event.key == "o"
                self._tell_mode()
            case "c":
                self.rows.wanted.clear()
                self.rows.refused.clear()
                self.rows.redraw()
            case "enter":
                self._finish()
            case _:
                self._jump(event)
                return
        event.stop()

    def _jump(self, event: events.Key) -> None:
        """A character goes to the next tag that begins with it."""
        if not event.character or not event.is_printable:
            return
        wanted = fold(event.character)
        count = self.rows.row_count()
        for step in range(1, count + 1):
            row = (self.rows.cursor + step) % count
            if fold(self.rows.tags[row].name).startswith(wanted):
                self.rows.move_to(row)
                break

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A click turns a tag."""
        self.rows.turn()

    def _finish(self) -> None:
        wanted, refused = tuple(sorted(self.rows.wanted)), tuple(sorted(self.rows.refused))
        self.dismiss(TagFilter((), wanted, refused) if self._any else TagFilter(wanted, (), refused))
