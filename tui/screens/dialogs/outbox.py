"""What servers have yet to hold: what was put aside and why, and what waits."""

from collections.abc import Coroutine
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from tui.i18n import error_text, t
from tui.i18n.sync import wish_text
from tui.model.account import Waiting
from tui.screens.dialogs.base import Dialog
from tui.screens.dialogs.choose import ChoiceRows
from tui.services.account_desk import AccountDesk
from tui.widgets.ink import Chrome, Ink
from tui.widgets.rows import RowList
from tui.widgets.words import Words


class OutboxDialog(Dialog[None]):
    """The rows; ``r`` sends again what was put aside, ``d`` forgets the row under the cursor."""

    DEFAULT_CSS = "OutboxDialog > #panel { width: 84; }"

    def __init__(self, ink: Ink, chrome: Chrome, desk: AccountDesk) -> None:
        super().__init__(ink)
        self._desk = desk
        self._waiting = desk.waiting()
        self.rows = ChoiceRows(ink, chrome, [self._row(row) for row in self._waiting])
        self.rows.around = 10
        self._hint = Words("", id="hint")

    @staticmethod
    def _row(row: Waiting) -> tuple[str, str]:
        return f"{wish_text(row)}  {row.what}", f"{row.account} · {t(f'sync.state.{row.state}')}"

    def compose(self) -> ComposeResult:
        """Title, rows, why the row under the cursor is not through."""
        with Vertical(id="panel"):
            yield Words(t("sync.outbox_title", n=len(self._waiting)), id="title")
            yield self.rows
            yield self._hint

    def on_mount(self) -> None:
        """Begin at the first."""
        self.rows.focus()
        self._tell()

    def _tell(self) -> None:
        row = self._waiting[self.rows.cursor]
        why = error_text(row.error) or t(f"sync.why.{row.state}")
        self._hint.update(f"{why}\n{t('sync.outbox_hint')}")

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Tell of the row."""
        message.stop()
        self._tell()

    def on_key(self, event: events.Key) -> None:
        """All keys of this panel but Esc."""
        page = self.rows.page()
        steps = {"j": 1, "down": 1, "pagedown": page, "k": -1, "up": -1, "pageup": -page}
        match event.key:
            case key if key in steps:
                self.rows.move_to(self.rows.cursor + steps[key])
            case "r":
                self._change(self._retry())
            case "d" | "delete":
                self._change(self._drop())
            case "q":
                self.dismiss(None)
            case _:
                return
        event.stop()

    def _change(self, work: Coroutine[Any, Any, None]) -> None:
        async def run() -> None:
            await work
            self._waiting = self._desk.waiting()
            if not self._waiting:
                self.dismiss(None)
                return
            self.rows.all = [self._row(row) for row in self._waiting]
            self.rows.narrow("")
            self._tell()

        self.run_worker(run())

    async def _retry(self) -> None:
        await self._desk.retry([row.id for row in self._waiting if row.state == "parked"])

    async def _drop(self) -> None:
        await self._desk.drop([self._waiting[self.rows.cursor].id])
