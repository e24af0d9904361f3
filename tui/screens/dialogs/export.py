"""What to export, in which format, and where to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from textual import events

from tui.export.formats import MODULES
from tui.i18n import t
from tui.screens.dialogs.fields import Field, FieldsDialog
from tui.widgets.ink import Chrome, Ink

What = Literal["entry", "list", "saved", "query"]


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What was chosen; ``together`` puts several articles in one file."""

    what: What
    format: str
    folder: str
    query: str = ""
    together: bool = False


class ExportDialog(FieldsDialog):
    """A row for each choice, the last begins; so does the key that opened the panel."""

    def __init__(
        self,
        ink: Ink,
        chrome: Chrome,
        choice: ExportChoice,
        counts: dict[What, int],
        begin: Callable[[ExportChoice], None],
    ) -> None:
        self.choice = choice
        self._counts = counts
        self._begin = begin
        super().__init__(ink, chrome, t("export.title"))

    def keys_hint(self) -> str:
        """The keys of the panel, in words."""
        return t("export.hint_keys")

    def fields(self) -> list[Field]:
        """A search only where one is exported, files only where there are several articles."""
        choice = self.choice
        what = t(f"export.what_{choice.what}", n=self._counts.get(choice.what, 0))
        rows = [Field("what", t("export.what"), what, t("export.hint_what"))]
        if choice.what == "query":
            rows.append(Field("query", t("export.query"), choice.query or t("setting.none"), t("export.hint_query")))
        named = t(f"setting.choice.export_format.{choice.format}")
        rows.append(Field("format", t("export.format"), named, t("export.hint_what")))
        if choice.what != "entry":
            files = t("export.files_one" if choice.together else "export.files_each")
            rows.append(Field("files", t("export.files"), files, t("export.hint_files")))
        rows.append(Field("folder", t("export.folder"), choice.folder, t("export.hint_folder")))
        rows.append(Field("go", t("export.go"), "", t("export.hint_go")))
        return rows

    def step(self, key: str, by: int) -> bool:
        """The next of a few values."""
        choice = self.choice
        match key:
            case "what":
                there: list[What] = [*self._counts, "query"]
                self.choice = replace(choice, what=there[(there.index(choice.what) + by) % len(there)])
            case "format":
                names = list(MODULES)
                name = names[(names.index(choice.format) + by) % len(names)]
                self.choice = replace(choice, format=name, together=name == "epub")
            case "files":
                self.choice = replace(choice, together=not choice.together)
            case "go":
                self._go()
            case _:
                return False
        self.rows.most = len(self.fields())
        self.rows.refresh(layout=True)
        return True

    def typed(self, key: str) -> str:
        """The value as it would be typed."""
        return self.choice.query if key == "query" else self.choice.folder

    def take(self, key: str, text: str) -> str:
        """Set what was typed."""
        if key == "query":
            self.choice = replace(self.choice, query=text.strip())
        elif text.strip():
            self.choice = replace(self.choice, folder=text.strip())
        return ""

    def on_key(self, event: events.Key) -> None:
        """The key that opened the panel begins."""
        if event.key == "e":
            event.stop()
            self._go()
        elif self._field.key != "go" or event.key not in ("left", "h", "l", "right"):
            super().on_key(event)

    def _go(self) -> None:
        self.dismiss(None)
        self._begin(self.choice)
