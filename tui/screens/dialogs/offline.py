"""What to take along before a journey, and about how much that is."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tui.i18n import error_text, t
from tui.i18n.query import query_text
from tui.i18n.times import bytes_text
from tui.model.errors import ConfigError, KanbaoError, QueryError
from tui.screens.dialogs.fields import Field, FieldsDialog
from tui.widgets.ink import Chrome, Ink

if TYPE_CHECKING:
    from tui.services.offline import Estimate

Scope = Literal["list", "all", "query"]
SCOPES: tuple[Scope, ...] = ("list", "all", "query")


@dataclass(frozen=True, slots=True)
class OfflineChoice:
    """Whose unread articles go along, and the bounds: articles and megabytes."""

    scope: Scope
    entries: int
    megabytes: int
    query: str = ""


class OfflineDialog(FieldsDialog):
    """A row for each choice, what it would come to below; the last row begins."""

    def __init__(
        self,
        ink: Ink,
        chrome: Chrome,
        choice: OfflineChoice,
        estimate: "Callable[[OfflineChoice], Awaitable[Estimate]]",
        begin: "Callable[[OfflineChoice, Estimate], None]",
    ) -> None:
        self.choice = choice
        self._ask_estimate = estimate
        self._begin = begin
        self._estimate: Estimate | None = None
        self._trouble = ""
        super().__init__(ink, chrome, t("offline.title"))

    def keys_hint(self) -> str:
        """The keys of the panel, in words."""
        return t("offline.hint_keys")

    def on_mount(self) -> None:
        """Begin at the first row, and work out what the choice comes to."""
        super().on_mount()
        self._work_out()

    def fields(self) -> list[Field]:
        """Whose, within which bounds, about how much."""
        choice = self.choice
        rows = [Field("scope", t("offline.scope"), t(f"offline.scope_{choice.scope}"), t("export.hint_what"))]
        if choice.scope == "query":
            rows.append(Field("query", t("export.query"), choice.query or t("setting.none"), t("export.hint_query")))
        rows += [
            Field("entries", t("setting.name.keep.offline_entries"), f"{choice.entries:,}", t("offline.hint_bound")),
            Field(
                "megabytes", t("setting.name.keep.offline_megabytes"), f"{choice.megabytes:,} MB",
                t("offline.hint_bound"),
            ),
            Field("go", t("offline.go"), self._about(), t("offline.hint_go")),
        ]  # fmt: skip
        return rows

    def _about(self) -> str:
        if self._trouble:
            return self._trouble
        found = self._estimate
        if found is None:
            return t("offline.estimating")
        if not found.entries:
            return t("offline.nothing")
        return t("offline.estimate", n=len(found.entries), pictures=found.pictures, size=bytes_text(found.bytes))

    def _work_out(self) -> None:
        async def work() -> None:
            self._trouble = ""
            try:
                self._estimate = await self._ask_estimate(self.choice)
            except QueryError as error:
                self._trouble = query_text(error)
            except KanbaoError as error:
                self._trouble = error_text(error)
            self.renew()

        self._estimate = None
        self.run_worker(work(), exclusive=True)

    def step(self, key: str, by: int) -> bool:
        """The next of a few values."""
        if key == "scope":
            place = (SCOPES.index(self.choice.scope) + by) % len(SCOPES)
            self.choice = replace(self.choice, scope=SCOPES[place])
            self.rows.most = len(self.fields())
            self.rows.refresh(layout=True)
            self._work_out()
        elif key == "go":
            if by > 0 and self._estimate is not None and self._estimate.entries:
                self.dismiss(None)
                self._begin(self.choice, self._estimate)
        else:
            return False
        return True

    def typed(self, key: str) -> str:
        """The value as it would be typed."""
        choice = self.choice
        return choice.query if key == "query" else str(choice.entries if key == "entries" else choice.megabytes)

    def take(self, key: str, text: str) -> str:
        """Set what was typed."""
        typed = text.strip()
        if key == "query":
            self.choice = replace(self.choice, query=typed)
        else:
            if not (typed.isascii() and typed.isdigit() and 1 <= int(typed[:9]) <= 100_000):
                name = t(f"setting.name.keep.offline_{key}")
                raise ConfigError(file="", line=1, key=name, reason="range", expected="1–100000")
            number = int(typed)
            entries, megabytes = (number, self.choice.megabytes) if key == "entries" else (self.choice.entries, number)
            self.choice = replace(self.choice, entries=entries, megabytes=megabytes)
        self._work_out()
        return ""
