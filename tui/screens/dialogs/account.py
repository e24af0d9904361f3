"""Adding an account: a few facts, tried before they are kept."""

from collections.abc import Awaitable, Callable

from tui.dataclass import dataclass, replace
from tui.fetch.address import in_the_clear
from tui.i18n import error_text, t
from tui.model.account import NewAccount
from tui.model.errors import KanbaoError
from tui.screens.dialogs.ask import Ask
from tui.screens.dialogs.fields import Field, FieldsDialog
from tui.widgets.ink import Chrome, Ink

Add = Callable[[NewAccount], Awaitable[None]]
KINDS = ("miniflux", "greader")
SWITCHES = ("allow_private", "verify")


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    value: str


class AccountDialog(FieldsDialog):
    """Kind, address, user, password or key; the last row tries and adds."""

    def __init__(self, ink: Ink, chrome: Chrome, add: Add) -> None:
        self.new = NewAccount("miniflux", "", "")
        self._add = add
        self._busy = False
        super().__init__(ink, chrome, t("sync.add_title"))

    def fields(self) -> list[Field]:
        """A row for each fact, and one to add."""
        rows = [Field(row.key, t(f"sync.name.{row.key}"), row.value, self._purpose(row.key)) for row in self._values()]
        return [*rows, Field("add", t("sync.add_now"), "", self._purpose("add"))]

    def _values(self) -> list[_Row]:
        new = self.new
        none = t("sync.unset")
        return [
            _Row("kind", t(f"sync.kind.{new.kind}")),
            _Row("url", new.url or none),
            _Row("user", new.user or t("setting.none")),
            _Row("secret", "*" * min(12, len(new.secret)) or none),
            _Row("name", new.name or t("sync.by_host")),
            _Row("allow_private", t("setting.yes" if new.allow_private else "setting.no")),
            _Row("verify", t("setting.yes" if new.verify else "setting.no")),
        ]

    def _purpose(self, key: str) -> str:
        if key in ("url", "secret", "add") and in_the_clear(self.new.url):
            return t("cli.plain_http")
        return t(f"sync.what.{key}_{self.new.kind}") if key in ("url", "user", "secret") else t(f"sync.what.{key}")

    def step(self, key: str, by: int) -> bool:
        """The next of a few values; the last row adds."""
        if key == "kind":
            at = (KINDS.index(self.new.kind) + by) % len(KINDS)
            self.new = replace(self.new, kind=KINDS[at])
        elif key == "allow_private":
            self.new = replace(self.new, allow_private=not self.new.allow_private)
        elif key == "verify":
            self.new = replace(self.new, verify=not self.new.verify)
        elif key == "add":
            self._try_it()
        else:
            return False
        return True

    def _ask(self, field: Field) -> None:
        """A password is typed unseen; all else as in any panel."""
        if field.key != "secret":
            super()._ask(field)
            return

        def answered(text: str | None) -> None:
            if text is not None:
                self.take("secret", text)
                self.renew()

        self.app.push_screen(Ask(self.ink, field.label, field.what, hidden=True), answered)

    def typed(self, key: str) -> str:
        """The value as it would be typed."""
        return str(getattr(self.new, key))

    def take(self, key: str, text: str) -> str:
        """Set what was typed."""
        value = text if key == "secret" else text.strip()
        self.new = replace(self.new, **{key: value})  # type: ignore[arg-type]
        return ""

    def reset(self, key: str) -> None:
        """Empty a row."""
        if key not in ("kind", "add"):
            self.new = replace(self.new, **{key: getattr(NewAccount("", "", ""), key)})

    def _try_it(self) -> None:
        missing = [key for key in ("url", "secret") if not getattr(self.new, key)]
        if self._busy:
            return
        if missing:
            self.call_after_refresh(self._tell, t("sync.missing", what=t(f"sync.name.{missing[0]}")))
            return
        self._busy = True
        self.call_after_refresh(self._tell, t("sync.looking", name=self.new.url))

        async def work() -> None:
            try:
                await self._add(self.new)
            except KanbaoError as error:
                self._tell(error_text(error))
            else:
                self.dismiss(None)
            finally:
                self._busy = False

        self.run_worker(work())
