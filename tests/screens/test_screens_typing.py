"""Keys typed faster than what they call up can come up: none is lost, none goes astray, their order stays."""

from pathlib import Path

from textual import events
from textual.widgets import Input

from tests.screens.conftest import Driver, opened
from tui.screens.dialogs.account import AccountDialog
from tui.screens.dialogs.ask import Ask
from tui.screens.dialogs.choose import Choose
from tui.screens.dialogs.export import ExportDialog
from tui.screens.dialogs.palette import Palette
from tui.screens.dialogs.settings import SettingsDialog
from tui.screens.dialogs.tag_filter import TagFilterDialog
from tui.screens.dialogs.themes import ThemeChoice
from tui.widgets.rows import RowList


async def at_once(driver: Driver, *typed: str) -> None:
    """Type without a moment between; a text of several characters that is no key's name is pasted."""
    for key in typed:
        paste = key.startswith("paste:")
        driver.app.post_message(
            events.Paste(key.removeprefix("paste:")) if paste else events.Key(key, key if len(key) == 1 else None)
        )
    await driver.until(lambda: driver.app._gate.is_open and driver.app._message_queue.empty(), "all keys done")
    await driver.settle()


def shown(driver: Driver) -> tuple[type, int, str]:
    """The dialog, the row it stands on, and what was typed into it."""
    screen = driver.app.screen
    inputs = [each.value for each in screen.query(Input)]
    rows = screen.query(RowList)
    return type(screen), rows.first().cursor if rows else -1, inputs[0] if inputs else ""


async def test_whatever_is_typed_behind_the_key_that_opens_a_dialog_is_for_that(sample_folder: Path) -> None:
    cases = [
        (("comma", "j", "j", "j"), (SettingsDialog, 4, "")),
        (("T", "j", "j"), (ThemeChoice, 2, "")),
        (("t", "j", "j", "space"), (TagFilterDialog, 2, "")),
        (("K", "enter"), (AccountDialog, 0, "")),
        (("e", "j"), (ExportDialog, 1, "")),
        # Closed by its own key with the next one behind it.
        (("e", "q", "e", "comma", "e", "j", "j"), (ExportDialog, 2, "")),
        (("colon", "r", "e", "f", "backspace"), (Palette, 0, "re")),
        (("a", "paste:https://a.test/", "f", "left", "x"), (Ask, -1, "https://a.test/xf")),
        # One dialog behind the other, and one that is looked up first.
        (("ctrl+t", "enter", "j", "enter"), (Choose, 0, "j")),
        (("ctrl+g", "x", "y"), (Choose, 0, "xy")),
    ]
    async with opened(sample_folder) as driver:
        for typed, expected in cases:
            await at_once(driver, *typed)
            assert shown(driver) == expected, typed
            await at_once(driver, *["escape"] * 3)
            assert driver.app.screen is driver.main
            await driver.press("2")
        # Out of the search the keys mean the list again.
        await at_once(driver, "slash", "的", "enter", "j", "j")
        assert (driver.main.search_text, driver.main.entries.cursor) == ("的", 2)
        # A widget that is gone before its key has come through holds nothing up.
        await at_once(driver, "colon", "q", "escape", "colon", "escape", "j")
        assert driver.main.entries.cursor == 3
