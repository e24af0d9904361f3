"""Which theme is shown, and seeing that its file was changed."""

import os
from pathlib import Path

import pytest

from tui.theme.choose import choose_theme, light_by_environment, wish_fault
from tui.theme.load import list_themes
from tui.theme.watch import Watch

KNOWN = list_themes()


@pytest.mark.parametrize(
    ("wish", "light", "few", "name"),
    [
        ("auto", None, False, "mo"),
        ("auto", False, False, "mo"),
        ("auto", True, False, "xuan"),
        ("nord", True, False, "nord"),
        ("nrod", True, False, "xuan"),
        ("nord", None, True, "terminal"),
        ("auto", True, True, "terminal"),
    ],
)
def test_the_wish_then_the_ground_few_colours_above_all(wish: str, light: bool | None, few: bool, name: str) -> None:
    assert choose_theme(wish, KNOWN, light=light, few_colours=few) == name


@pytest.mark.parametrize(
    ("said", "light"),
    [("15;0", False), ("0;15", True), ("0;default;7", True), ("15;default;8", False), ("", None), ("15;default", None),
     ("0;99", None), ("0;१", None)],
)  # fmt: skip
def test_the_environment_may_say_what_the_ground_is(said: str, light: bool | None) -> None:
    assert light_by_environment({"COLORFGBG": said}) is light


def test_no_environment_says_nothing() -> None:
    assert light_by_environment({}) is None


def test_a_wish_that_cannot_be_met_is_told_with_file_and_line(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('# x\n[reading]\ntheme = "xaun"\n', encoding="utf-8")
    assert wish_fault("auto", KNOWN, config) is None
    assert wish_fault("nord", KNOWN, config) is None
    fault = wish_fault("xaun", KNOWN, config)
    assert fault is not None
    assert (fault.about["file"], fault.about["line"], fault.about["nearest"]) == (str(config), 3, "xuan")
    assert wish_fault("xaun", KNOWN, None) is not None
    assert wish_fault("xaun", KNOWN, tmp_path / "none.toml") is not None


def test_a_change_is_seen_once(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    watch = Watch()
    assert not watch.changed()
    watch.on(path)
    assert not watch.changed()
    path.write_text("a", encoding="utf-8")
    assert watch.changed()
    assert not watch.changed()
    path.write_text("b", encoding="utf-8")
    os.utime(path, ns=(5, 5))
    assert watch.changed()
    path.unlink()
    assert not watch.changed()
