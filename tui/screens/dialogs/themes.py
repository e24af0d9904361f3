"""The themes, each shown as the cursor comes to it."""

from collections.abc import Callable

from tui.i18n import t
from tui.screens.dialogs.choose import Choose
from tui.widgets.ink import Chrome, Ink
from tui.widgets.rows import RowList


class ThemeChoice(Choose):
    """Answers with the number of a theme."""

    DEFAULT_CSS = "ThemeChoice { align: right middle; background: $background 0%; } ThemeChoice > #panel { width: 40; }"

    def __init__(
        self, ink: Ink, chrome: Chrome, names: list[tuple[str, str]], current: int, show: Callable[[str], None]
    ) -> None:
        rows = [(title, name if name != title else "") for name, title in names]
        super().__init__(ink, chrome, t("dialog.themes_title"), rows, hint=t("dialog.themes_hint"))
        self._names = [name for name, _ in names]
        self._show = show
        self.rows.cursor = current

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """Show the theme the cursor stands on."""
        message.stop()
        self._show(self._names[message.index])

    def set_ink(self, ink: Ink) -> None:
        """Draw in another theme's colours."""
        self.ink = self.rows.ink = ink
        self.rows.redraw()
