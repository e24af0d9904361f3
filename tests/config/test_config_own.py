"""Programs of the reader's own in the configuration."""

from pathlib import Path

import pytest

from tui.config.load import load
from tui.model.own import Hook, OwnCommand

GOOD = """
[[command]]
name = "摘要"
key = "f5"
run = ["llm", "-s", "总结"]
input = "markdown"
answer = "note"
seconds = 120

[[command]]
run = ["wc", "-m"]

[[hook]]
run = ["beep"]
"""


def test_commands_and_hooks_in_the_order_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(GOOD, "utf-8")
    settings, errors = load(tmp_path / "config.toml")
    assert errors == []
    assert settings.commands == (
        OwnCommand("摘要", ("llm", "-s", "总结"), "f5", "markdown", answer="note", seconds=120),
        OwnCommand("wc", ("wc", "-m")),
    )
    assert settings.hooks == (Hook(("beep",)),)


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('[[command]]\nrun = "rm -rf /"', "command.run", "type"),
        ("[[command]]\nrun = []", "command.run", "type"),
        ('[[command]]\nname = "x"', "command.run", "type"),
        ('[[command]]\nrun = ["x"]\ninput = "pdf"', "command.input", "choice"),
        ('[[command]]\nrun = ["x"]\nseconds = true', "command.seconds", "range"),
        ('[[command]]\nrun = ["x"]\nkye = "f5"', "command.kye", "unknown"),
        ('[command]\nrun = ["x"]', "command", "type"),
        ('[[hook]]\nrun = ["x"]\nafter = "y"', "hook.after", "unknown"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_holds(tmp_path: Path, text: str, key: str, reason: str) -> None:
    (tmp_path / "config.toml").write_text(f"[reading]\nmeasure = 60\n{text}\n", "utf-8")
    settings, (error,) = load(tmp_path / "config.toml")
    assert (error.about["key"], error.about["reason"]) == (key, reason)
    assert error.about["line"] in (3, 4, 5, 6)
    assert settings.reading.measure == 60
    assert settings.commands == ()
