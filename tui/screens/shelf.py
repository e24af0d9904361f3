"""The shelf as a screen of its own: what is saved, by month, source or tag, what it takes, and what is not whole."""

from collections.abc import Coroutine
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from tui.i18n import error_text, t
from tui.i18n.times import bytes_text
from tui.model.entry import Entry
from tui.model.errors import KanbaoError
from tui.services.newsroom import Newsroom
from tui.store.shelf_list import WAYS, By
from tui.widgets.bars import FootBar, ListHead
from tui.widgets.ink import Chrome, Ink
from tui.widgets.rows import RowList
from tui.widgets.shelf_rows import ShelfRows


class ShelfScreen(Screen[Entry]):
    """Answers with the entry to read; Esc leaves."""

    def __init__(self, newsroom: Newsroom, ink: Ink, chrome: Chrome, *, by: By = "date", cursor: int = 0) -> None:
        super().__init__()
        self.newsroom = newsroom
        self.by: By = by
        self.head = ListHead(ink, chrome)
        self.rows = ShelfRows(ink, chrome, clock=newsroom.now)
        self.rows.cursor = cursor
        self.foot = FootBar(ink, [])
        self._usage = ""

    def compose(self) -> ComposeResult:
        """Head, rows, foot."""
        yield self.head
        yield self.rows
        yield self.foot

    def on_mount(self) -> None:
        """Show the groups; what all of it takes is told when it is counted."""
        self.rows.focus()
        self._open(self.rows.cursor)
        self._begin(self._count())

    def set_ink(self, ink: Ink) -> None:
        """Draw in another theme's colours."""
        for part in (self.head, self.rows, self.foot):
            part.ink = ink
            part.refresh()

    def again(self, ink: Ink) -> "ShelfScreen":
        """The same place, to be shown once more."""
        screen = ShelfScreen(self.newsroom, ink, self.rows.chrome, by=self.by, cursor=self.rows.cursor)
        screen.rows.top = self.rows.top
        screen._folded = self._folded
        return screen

    _folded: frozenset[str] = frozenset()

    def _open(self, cursor: int = 0) -> None:
        window = self.newsroom.keeper.shelf(self.by, self._folded)
        self.rows.show(window, max(0, min(cursor, len(window) - 1)))
        self._tell()

    def _tell(self) -> None:
        counts = self.newsroom.counts()
        parts = [t("shelf.title"), t(f"shelf.by_{self.by}"), t("shelf.entries", n=counts.saved)]
        self.head.tell([*parts, self._usage] if self._usage else parts)
        other = WAYS[(WAYS.index(self.by) + 1) % len(WAYS)]
        keys = [("Enter", t("shelf.key_read")), ("Tab", t(f"shelf.by_{other}")), ("d", t("shelf.key_unsave")),
                ("u", t("command.undo"))]  # fmt: skip
        window = self.rows.window
        if window is not None and window.unfinished():
            keys += [("r", t("shelf.key_again")), ("R", t("shelf.key_again_all"))]
        self.foot.show_keys([*keys, ("Esc", t("command.leave"))])

    async def _count(self) -> None:
        usage = await self.newsroom.keeper.usage()
        self._usage = (
            ""
            if not usage.pictures and not usage.page_bytes
            else t(
                "shelf.usage",
                pictures=usage.pictures,
                picture_bytes=bytes_text(usage.picture_bytes),
                page_bytes=bytes_text(usage.page_bytes),
            )
        )
        self._tell()

    def kept(self, entries: list[int]) -> None:
        """Something came of the saving of these: their rows are read anew."""
        if self.rows.window is not None:
            self.rows.window.forget(entries)
            self.rows.redraw()
        self._begin(self._count())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        async def run() -> None:
            try:
                await work
            except KanbaoError as error:
                self.foot.tell(error_text(error), severe=True)

        self.run_worker(run())

    # Acts ------------------------------------------------------------------------------------------------------------

    def _enter(self) -> None:
        """Read what the cursor stands on; a heading folds or opens."""
        window = self.rows.window
        if window is None or not len(window):
            return
        book = self.rows.book
        if book is not None:
            self.dismiss(book.entry)
        else:
            self.rows.show(window, window.fold(self.rows.cursor))
            self._folded = frozenset(window.folded)

    async def _unsave(self, entry: Entry) -> None:
        value = not entry.saved
        await self.newsroom.mark([entry.id], "saved", value)
        self.kept([entry.id])
        self.foot.tell(t("notice.saved" if value else "shelf.unsaved"))

    async def _travel(self, way: str) -> None:
        undone = await (self.newsroom.undo() if way == "undo" else self.newsroom.redo())
        if undone is None:
            self.foot.tell(t(f"notice.nothing_{way}"))
            return
        self.foot.tell(t("notice.undone" if way == "undo" else "notice.redone", what=t(f"act.{undone.kind}")))
        self._open(self.rows.cursor)

    async def _again(self, entries: list[int]) -> None:
        if not entries:
            return
        self.foot.tell(t("shelf.trying", n=len(entries)))
        if not await self.newsroom.keep_saved(entries):
            self.foot.tell(t("shelf.running"))
            return
        left = len(set(self.newsroom.library.shelf_list.unfinished()) & set(entries))
        self.foot.tell(t("shelf.still", n=left) if left else t("shelf.whole", n=len(entries)), severe=bool(left))
        self._open(self.rows.cursor)

    def on_row_list_chosen(self, message: RowList.Chosen) -> None:
        """A double click reads."""
        message.stop()
        self._enter()

    def on_click(self) -> None:
        """What was told is read by now."""
        self.foot.tell("")

    def on_key(self, event: events.Key) -> None:
        """All keys of the shelf."""
        rows, window = self.rows, self.rows.window
        if window is None:
            return
        self.foot.tell("")
        page = rows.page()
        steps = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": page, "space": page, "ctrl+f": page, "ctrl+d": page,
                 "pageup": -page, "b": -page, "ctrl+b": -page, "ctrl+u": -page}  # fmt: skip
        book = rows.book
        match event.key:
            case key if key in steps:
                rows.move_to(rows.cursor + steps[key])
            case "g" | "home":
                rows.move_to(0)
            case "G" | "end":
                rows.move_to(rows.row_count() - 1)
            case "left_curly_bracket" | "right_curly_bracket" if len(window):
                rows.move_to(window.heading(rows.cursor, 1 if event.key.startswith("right") else -1))
            case "enter" | "l" | "right":
                self._enter()
            case "minus" if len(window):
                rows.show(window, window.fold(rows.cursor))
                self._folded = frozenset(window.folded)
            case "tab" | "shift+tab":
                by = 1 if event.key == "tab" else -1
                self.by = WAYS[(WAYS.index(self.by) + by) % len(WAYS)]
                self._folded = frozenset()
                self._open()
            case "d" | "S" if book is not None:
                self._begin(self._unsave(book.entry))
            case "u" | "ctrl+r":
                self._begin(self._travel("undo" if event.key == "u" else "redo"))
            case "r" if book is not None:
                self._begin(self._again([book.entry.id]))
            case "R":
                self._begin(self._again(window.unfinished()))
            case "escape" | "q" | "h" | "left" | "B":
                self.dismiss(None)
            case _:
                return
        event.stop()
        event.prevent_default()
