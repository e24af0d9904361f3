"""What is kept and handed on: what comes of savings, exports, the clipboard in Markdown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.worker import Worker

from tui.i18n import error_text, language, t
from tui.i18n.query import query_text
from tui.model.errors import KanbaoError, NotFound, QueryError
from tui.model.events import EntryKept, SavingEnded, SavingStarted
from tui.screens.main.base import Part
from tui.store.view import View

if TYPE_CHECKING:
    from tui.config.edit import Value
    from tui.config.settings import Settings
    from tui.screens.dialogs.export import ExportChoice, What
    from tui.services.desk_export import ExportWish


COALESCE_SECONDS = 0.4


class Keeping(Part):
    """The commands that write articles elsewhere."""

    exporting: Worker[None] | None = None
    saving: tuple[int, int] = (0, 0)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self._kept: set[int] = set()

    def do_copy_markdown(self) -> None:
        """Put the article on the clipboard as Markdown."""
        entry = self.current_entry()
        if entry is None:
            return
        try:
            text = self.newsroom.keeper.markdown(entry.id)
        except NotFound as error:
            self.complain(error)
            return
        self.copy(text, t("export.copied", n=sum(not char.isspace() for char in text)))

    # Saving ----------------------------------------------------------------------------------------------------------

    def keep_saved(self) -> None:
        """Have pages and pictures fetched of whatever is saved and not whole yet."""

        async def work() -> None:
            await self.newsroom.keep_saved()

        self.begin(work())

    def heard_saving(self, event: SavingStarted | EntryKept | SavingEnded) -> None:
        """How far the saving has come stands in the head; what could not be had is told."""
        match event:
            case SavingStarted(total):
                self.saving = (0, total)
            case EntryKept():
                self.saving = (self.saving[0] + 1, self.saving[1])
                self._tell_kept(event)
                if not self._kept:
                    self.set_timer(COALESCE_SECONDS, self._show_kept)
                self._kept.add(event.entry)
            case SavingEnded():
                self.saving = (0, 0)
        done, total = self.saving
        self.tell_work(t("saving.working", done=f"{done:,}", total=f"{total:,}") if total else "")

    def _show_kept(self) -> None:
        """Draw anew what was saved."""
        entries, self._kept = list(self._kept), set()
        self.entries_changed(entries)
        if self.shelf is not None:
            self.shelf.kept(entries)
        self.mirror(entries)
        self.show_anew(entries)

    def show_anew(self, entries: Sequence[int]) -> None:
        """More has come of these: the article in sight is shown as it is now, if the reader is at its beginning."""
        shown = self.shown
        if shown is not None and shown.entry.id in entries and not self.article.top and self.article.selection is None:
            self.show_entry(shown.entry)

    def _tell_kept(self, event: EntryKept) -> None:
        if event.status == "failed":
            self.say(t("saving.failed", title=event.title, why=error_text(event.error)), severe=True)
        elif event.status == "partial":
            self.say(t("saving.partly", title=event.title, missing=event.missing, why=error_text(event.error)))
        elif self.saving[1] == 1:
            key = "saving.done" if event.pictures else "saving.done_text"
            self.say(t(key, title=event.title, pictures=event.pictures))

    # Export ----------------------------------------------------------------------------------------------------------

    def do_export(self) -> None:
        """Ask what to export, how and where to, and have it done."""
        from tui.screens.dialogs.export import ExportChoice, ExportDialog

        if self.exporting is not None and not self.exporting.is_finished:
            self.say(t("export.running"))
            return
        counts: dict[What, int] = {}
        if self.current_entry() is not None:
            counts["entry"] = 1
        window = self.entries.window
        if window is not None and len(window):
            counts["list"] = self.newsroom.library.entries.count(self.view)
        if saved := self.newsroom.counts().saved:
            counts["saved"] = saved
        keep = self.newsroom.settings.keep
        query = self.search_text if self.view.query is not None else ""
        what: What = next(iter(counts), "query")
        choice = ExportChoice(what, keep.export_format, keep.export_folder, query, keep.export_format == "epub")
        self.app.push_screen(ExportDialog(self.ink, self.chrome, choice, counts, self._begin_export))

    def _begin_export(self, choice: "ExportChoice") -> None:
        entry = self.current_entry()
        view: View | None = None
        if choice.what == "list":
            view = self.view
        elif choice.what == "saved":
            view = View(state="saved")
        elif choice.what == "query":
            try:
                view = self.newsroom.search_view(View(), choice.query)
            except QueryError as error:
                self.say(query_text(error), severe=True)
                return
        elif entry is None:
            return
        alone = entry.id if entry is not None else 0
        self.exporting = self.run_worker(self._export(choice, view, alone), exit_on_error=True)

    async def _export(self, choice: "ExportChoice", view: View | None, entry: int) -> None:
        keeper = self.newsroom.keeper
        try:
            entries = (entry,) if view is None else await keeper.entries(view)
            if not entries:
                self.say(t("export.nothing"))
                return
            told = await keeper.export(self._export_wish(choice, entries))
            self._remember_export(choice)
        except KanbaoError as error:
            self.complain(error)
            return
        finally:
            self.tell_work("")
        where = told["path"] if told["files"] == 1 else choice.folder
        if told["failed"]:
            words = t("export.done_failed", n=told["done"], path=where, failed=told["failed"])
            self.say(f"{words} · {error_text(told['error'])}", severe=True)
        else:
            self.say(t("export.done", n=told["done"], path=where))

    def _export_wish(self, choice: "ExportChoice", entries: tuple[int, ...]) -> "ExportWish":
        from tui.services.desk_export import ExportWish

        title = ""
        if choice.what != "entry" and choice.together:
            named = self.search_text if choice.what == "list" and self.view.query is not None else choice.query
            title = named if choice.what in ("list", "query") and named else t("export.name_list", n=len(entries))
        reading = self.article.options
        return ExportWish(
            entries, choice.format, choice.folder, title, reading.measure, reading.ambiguous, language()
        )  # fmt: skip

    def _remember_export(self, choice: "ExportChoice") -> None:
        keep = self.newsroom.settings.keep
        if keep.export_format != choice.format:
            self._set("keep", "export_format", choice.format)
        if keep.export_folder != choice.folder:
            self._set("keep", "export_folder", choice.folder)

    def stop_export(self) -> bool:
        """Give up the export that is running; whether there was one."""
        if self.exporting is None or self.exporting.is_finished:
            return False
        self.exporting.cancel()
        self.tell_work("")
        self.say(t("export.cancelled"))
        return True

    if TYPE_CHECKING:

        def tell_work(self, words: str) -> None: ...
        def _set(self, section: str, name: str, value: Value) -> Settings: ...
