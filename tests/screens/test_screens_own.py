"""The reader's own commands, by key and by list."""

import sys
from pathlib import Path

import pytest

from tests.screens.conftest import opened
from tui.i18n import t

CONFIG = """
[[command]]
name = "数字"
key = "f5"
run = [{python}, "-c", "import sys; print(len(sys.stdin.read()), '字', sys.argv[1])", "%u"]

[[command]]
name = "记下"
run = [{python}, "-c", "print('要点')"]
input = "none"
answer = "note"

[[command]]
name = "选中的"
of = "selection"
run = ["cat"]

[[command]]
name = "很久"
key = "j"
run = [{python}, "-c", "import time; time.sleep(600)"]
"""


@pytest.mark.skipif(sys.platform == "win32", reason="programs of a POSIX system")
async def test_own_commands_show_note_and_end(sample_folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG.replace("{python}", f'"{sys.executable}"'), "utf-8")
    async with opened(sample_folder, (80, 24), config=config) as driver:
        main = driver.main
        # j moves, whatever the configuration wishes; that is told.
        assert "很久" in driver.text()
        entry = main.entries.current
        assert entry is not None
        await driver.press("f5")
        assert "数字" in driver.text()
        assert " 字 " in driver.text()
        await driver.press("n")
        assert t("notice.noted") in driver.text()
        await driver.press("f9", "j", "enter")
        assert main.newsroom.library.notes.note(entry.id).split("\n\n")[-1] == "要点"
        await driver.press("3", "G")
        assert "要点" in driver.text()
        await driver.press("g", "2")
        await driver.press("f9", "j", "j", "enter")
        assert t("notice.nothing_selected") in driver.text()
        main.action_own(3)
        await driver.pilot.pause()
        await driver.pilot.press("x")
        await driver.settle()
        assert t("notice.fetching_cancelled") in driver.text()
        await driver.press("slash", "f5")
        assert main.prompt.is_open
