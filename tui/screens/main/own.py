"""The reader's own commands: programs that are given articles, and answer."""

from typing import TYPE_CHECKING

from textual.worker import Worker

from tui.commands import key_cap
from tui.i18n import t
from tui.model.errors import KanbaoError
from tui.model.own import OwnCommand
from tui.screens.main.base import MainBase


class Own(MainBase):
    """Runs the commands of the configuration, one at a time."""

    _own_run: Worker[None] | None = None

    def do_own(self) -> None:
        """Choose one of the reader's own commands."""
        from tui.keymap.own import key_name
        from tui.screens.dialogs.choose import Choose

        commands = self.newsroom.settings.commands
        if not commands:
            self.say(t("notice.no_own"))
            return

        def answered(index: int | None) -> None:
            if index is not None:
                self.action_own(index)

        rows = [(command.name, key_cap(key_name(command.key))) for command in commands]
        self.app.push_screen(Choose(self.ink, self.chrome, t("dialog.own_title"), rows), answered)

    def action_own(self, number: int) -> None:
        """Run one of them, by its place in the configuration."""
        commands = self.newsroom.settings.commands
        if self._own_run is not None and not self._own_run.is_finished:
            self.say(t("notice.own_running"))
        elif number < len(commands):
            self._begin_own(commands[number])

    def _begin_own(self, command: OwnCommand) -> None:
        entry = self.current_entry()
        selection = self.article.selected_text() if command.of == "selection" else ""
        if command.of == "selection" and not selection:
            self.say(t("notice.nothing_selected"))
        elif entry is None and command.of != "query":
            self.say(t("notice.no_article"))
        else:
            self.foot.tell(t("notice.own_begun", name=command.name))
            number, address = (entry.id, entry.url) if entry is not None else (0, "")
            self._own_run = self.run_worker(self._run_own(command, number, address, selection), exit_on_error=True)

    async def _run_own(self, command: OwnCommand, entry: int, address: str, selection: str) -> None:
        from tui.services.own_commands import answer_of, arguments_of, text_as

        try:
            if command.of == "selection":
                data = text_as(selection, command.input)
            else:
                view = self.view if command.of == "query" else None
                data = await self.newsroom.input_of(entry, view, command.input)
            said = await answer_of(arguments_of(command, address), data, command.seconds)
            await self._take_answer(command, entry, said)
        except KanbaoError as error:
            self.complain(error)

    async def _take_answer(self, command: OwnCommand, entry: int, said: str) -> None:
        from tui.screens.dialogs.answer import Answer

        if command.answer == "note" and said and entry:
            await self._note(entry, said)
        elif command.answer == "show" and said:
            self.foot.tell("")

            def answered(wish: str | None) -> None:
                if wish == "note" and entry:
                    self.begin(self._note(entry, said))
                elif wish == "copy":
                    self.copy(said, t("notice.copied_text", n=len(said)))

            self.app.push_screen(Answer(self.ink, self.chrome, command.name, said), answered)
        else:
            self.say(t("notice.own_done", name=command.name))

    async def _note(self, entry: int, said: str) -> None:
        await self.newsroom.add_note(entry, said)
        self.say(t("notice.noted"))
        self.remarked(entry)

    def stop_fetching(self) -> bool:
        """Give up the command that runs, else what is being fetched."""
        if self._own_run is None or self._own_run.is_finished:
            return super().stop_fetching()
        self._own_run.cancel()
        self.say(t("notice.fetching_cancelled"))
        return True

    if TYPE_CHECKING:

        def action_run(self, command: str) -> None: ...
