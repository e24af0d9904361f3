"""What the reader adds to articles, notes and highlights; and what others changed in them."""

from typing import TYPE_CHECKING

from tui.i18n import t
from tui.i18n.times import exact
from tui.screens.main.base import Part

if TYPE_CHECKING:
    from tui.model.entry import Entry


class Noting(Part):
    """Commands on what stands beside the text of an article."""

    def do_note(self) -> None:
        """Write a note on the article, which stands at its foot from then on."""
        from tui.screens.dialogs.note import NoteDialog

        entry = self.current_entry()
        if entry is None:
            return
        chosen, before = entry, self.newsroom.library.notes.note(entry.id)

        def answered(text: str | None) -> None:
            if text is not None and text.strip() != before:
                self.begin(self._keep_note(chosen, text))

        self.app.push_screen(NoteDialog(self.ink, t("note.title", title=entry.title), before), answered)

    async def _keep_note(self, entry: "Entry", text: str) -> None:
        if await self.newsroom.keeper.write_note(entry.id, text):
            self.say(t("note.kept" if text.strip() else "note.removed"))
            self.remarked(entry.id)

    def on_article_view_mark_wanted(self) -> None:
        """Highlight what is selected, or no longer."""
        shown, selection = self.shown, self.article.selection
        if shown is not None and selection is not None:
            self.article.end_selection()
            start, end = selection
            # The head stands before the text, at places below 0.
            self.begin(self._highlight(shown.entry.id, max(0, start), max(0, end)))

    async def _highlight(self, entry: int, start: int, end: int) -> None:
        turned = await self.newsroom.keeper.turn_highlight(entry, start, end)
        self.say(t({True: "note.marked", False: "note.unmarked", None: "note.no_text"}[turned]))
        if turned is not None:
            self.remarked(entry)

    # Versions --------------------------------------------------------------------------------------------------------

    def do_versions(self) -> None:
        """Show how the article was changed since it was first here."""
        entry = self.current_entry()
        if entry is None:
            return
        changes = self.newsroom.keeper.changes(entry.id)
        if not changes:
            self.say(t("saving.unchanged"))
            return
        from tui.screens.dialogs.versions import VersionsDialog

        marked, last = self.ink.few, len(changes)
        titles = [
            t("versions.title", n=number, total=last, time=exact(change.at)) for number, change in enumerate(changes, 1)
        ]
        self.app.push_screen(
            VersionsDialog(self.ink, self.article.options, titles, lambda n: changes[n].document(marked=marked))
        )

    def remarked(self, entry: int) -> None:
        """Show an article's note and highlights as they are now, in the mirror folder too."""
        if self.shown is not None and self.shown.entry.id == entry:
            _, document = self.newsroom.article(entry)
            self.article.renew(document, self.newsroom.remarks(entry))
        self.mirror([entry])
