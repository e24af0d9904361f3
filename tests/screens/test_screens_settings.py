"""Settings are changed where they stand, written into the reader's file and in force at once."""

import os
from pathlib import Path

import pytest

from tests.screens.conftest import Driver, opened
from tui.config.load import load
from tui.config.settings import Settings, options
from tui.i18n import choose_language, known, t
from tui.screens.dialogs.fields import FieldsDialog
from tui.screens.dialogs.settings import SettingsDialog
from tui.text.width import cells

FILE = '# mine\n[reading]\nmeasure = 60  # narrow\ntheme = "xuan"\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir()
    path.write_text(FILE, encoding="utf-8")
    return path


async def stand_on(driver: Driver, key: str) -> None:
    screen = driver.app.screen
    assert isinstance(screen, FieldsDialog)
    screen.rows.move_to(next(n for n, field in enumerate(screen.rows.fields) if field.key == key))
    await driver.settle()


async def answer(driver: Driver, text: str) -> None:
    await driver.press("enter", "ctrl+u")
    driver.app.screen.query_one("LineInput").value = text  # type: ignore[attr-defined]
    await driver.press("enter")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_option_has_a_name_and_what_it_does(language: str) -> None:
    choose_language(language)
    wanted = [f"setting.{kind}.{option.key}" for option in options() for kind in ("name", "what")]
    assert [key for key in wanted if not known(key)] == []


async def test_every_option_is_there(sample_folder: Path, config: Path) -> None:
    async with opened(sample_folder, config=config) as driver:
        await driver.press("comma")
        screen = driver.app.screen
        assert isinstance(screen, SettingsDialog)
        keys = [field.key for field in screen.rows.fields]
        assert {option.key for option in options()} <= set(keys)
        assert "keys.star" in keys
        assert t("setting.what.reading.measure")[:10] in driver.text()


async def test_a_number_is_typed_written_and_in_force(sample_folder: Path, config: Path) -> None:
    async with opened(sample_folder, config=config) as driver:
        assert driver.main.article.options.measure == 60
        await driver.press("fullwidth_comma")
        await stand_on(driver, "reading.measure")
        await answer(driver, "44")
        assert config.read_text(encoding="utf-8") == FILE.replace("60", "44")
        assert driver.main.article.options.measure == 44
        assert "44 格" in driver.text()
        await answer(driver, "5")
        assert "20–400" in driver.text()
        assert load(config)[0].reading.measure == 44
        await driver.press("backspace")
        assert load(config)[0].reading.measure == 76


async def test_choices_turn_and_themes_are_shown(sample_folder: Path, config: Path) -> None:
    async with opened(sample_folder, config=config) as driver:
        assert driver.app.current_theme.name == "kanbao-xuan"
        await driver.press("comma")
        await stand_on(driver, "reading.theme")
        await driver.press("h")
        assert load(config)[0].reading.theme == "mo"
        assert driver.app.current_theme.name == "kanbao-mo"
        await driver.press("l", "l")
        assert load(config)[0].reading.theme == "terminal"
        await stand_on(driver, "reading.justify")
        await driver.press("space")
        assert load(config)[0].reading.justify
        assert driver.main.article.options.justify


async def test_keys_are_set_and_conflicts_named(sample_folder: Path, config: Path) -> None:
    async with opened(sample_folder, config=config) as driver:
        await driver.press("comma")
        await stand_on(driver, "keys.star")
        await answer(driver, "Ctrl-y x")
        text = driver.text()
        assert t("command.star") in text
        assert t("command.cancel") in text
        assert load(config)[0].keys["star"] == ("Ctrl-y", "x")
        await answer(driver, "jj")
        assert "“jj”" in driver.text()
        assert load(config)[0].keys["star"] == ("Ctrl-y", "x")
        await driver.press("escape", "ctrl+y")
        assert driver.main.newsroom.counts().starred == 1
        await driver.press("s")
        assert driver.main.newsroom.counts().starred == 1
        await driver.press("comma")
        await stand_on(driver, "keys.star")
        await driver.press("backspace", "escape", "s")
        assert driver.main.newsroom.counts().starred == 0
        await driver.press("ctrl+y", "4", "2", "j")
        assert driver.main.newsroom.counts().starred == 0


async def test_a_measure_changed_by_key_outlives_other_changes(sample_folder: Path, config: Path) -> None:
    async with opened(sample_folder, config=config) as driver:
        await driver.press("left_square_bracket", "comma")
        await stand_on(driver, "reading.justify")
        await driver.press("space")
        assert (driver.main.article.options.measure, driver.main.article.options.justify) == (56, True)


@pytest.mark.parametrize("size", [(80, 24), (50, 20), (40, 12)])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_settings_fit_every_size(sample_folder: Path, size: tuple[int, int], language: str) -> None:
    async with opened(sample_folder, size) as driver:
        choose_language(language)
        await driver.press("comma")
        screen = driver.app.screen
        assert isinstance(screen, SettingsDialog)
        for field in range(0, len(screen.rows.fields), 7):
            screen.rows.move_to(field)
            await driver.settle()
            assert [cells(line) for line in driver.lines()] == [size[0]] * size[1]
        assert screen.query_one("#panel").region.contains_region(screen.rows.region)


async def test_a_file_that_cannot_be_changed_is_told(sample_folder: Path, config: Path) -> None:
    config.write_text("reading = { measure = 50 }\n", encoding="utf-8")
    async with opened(sample_folder, config=config) as driver:
        await driver.press("comma")
        await stand_on(driver, "reading.justify")
        await driver.press("space")
        assert "手工修改" in driver.text()
        assert config.read_text(encoding="utf-8") == "reading = { measure = 50 }\n"


# Themes --------------------------------------------------------------------------------------------------------------


async def test_themes_are_shown_while_choosing_and_kept_by_enter(sample_folder: Path, config: Path) -> None:
    async with opened(sample_folder, config=config) as driver:
        await driver.press("T", "j")
        assert driver.app.current_theme.name == "kanbao-terminal"
        await driver.press("escape")
        assert driver.app.current_theme.name == "kanbao-xuan"
        await driver.press("T", "k", "enter")
        assert driver.app.current_theme.name == "kanbao-mo"
        assert load(config)[0].reading.theme == "mo"
        assert "# narrow" in config.read_text(encoding="utf-8")


async def test_ones_own_theme_is_shown_anew_when_its_file_changes(sample_folder: Path, config: Path) -> None:
    themes = config.parent / "themes"
    themes.mkdir()
    own = themes / "own.toml"
    text = 'title = "Own"\ndark = true\nbase = "mo"\n[roles]\npaper = "#000000"\n'
    own.write_text(text, encoding="utf-8")
    config.write_text('[reading]\ntheme = "own"\n', encoding="utf-8")
    async with opened(sample_folder, (200, 36), config=config) as driver:
        assert driver.main.ink.palette.paper == "#000000"
        own.write_text(text.replace("#000000", "#101010"), encoding="utf-8")
        os.utime(own, ns=(1, 1))
        await driver.until(lambda: driver.main.ink.palette.paper == "#101010", "the new paper")
        assert str(driver.app.screen.styles.background.hex).lower() == "#101010"
        own.write_text(text.replace("#000000", "schwarz"), encoding="utf-8")
        os.utime(own, ns=(2, 2))
        await driver.until(lambda: "own.toml" in driver.text(), "the fault")
        assert driver.main.ink.palette.paper == "#101010"
        own.write_text(text, encoding="utf-8")
        os.utime(own, ns=(3, 3))
        await driver.until(lambda: driver.main.ink.palette.paper == "#000000", "the old paper")
        # The configuration too, as an editor leaves it: marks, motion, key map, keys and commands are in force.
        assert "│" in driver.text()
        edited = [
            '[reading]\ntheme = "own"\nchrome = "ascii"\nreduced_motion = true\nkeymap = "newsboat"\n',
            '[keys]\nstar = ["F4", "alt+x"]\nsave = "F4"\n',
            '[[command]]\nname = "甲"\nkey = "f8"\nrun = ["true"]\n',
        ]
        config.write_text("".join(edited), encoding="utf-8")
        os.utime(config, ns=(4, 4))
        await driver.until(lambda: "|" in driver.lines()[5], "plain marks")
        assert set(driver.text()) & set("│●▾▸★") == set(), driver.text()
        assert (driver.app.animation_level, driver.app.alt_characters) == ("none", "x")
        assert "config.toml" in driver.text()
        assert "save" in driver.lines()[-1]
        for key, starred in (("f4", 1), ("alt+x", 0), ("f4", 1)):
            await driver.press(key)
            assert driver.main.newsroom.counts().starred == starred
        await driver.press("U")
        assert driver.main.newsroom.counts().starred == 0
        assert driver.main.command_keys == {"f8": 0}
        await driver.press("comma")
        await stand_on(driver, "reading.chrome")
        await driver.press("h")
        assert load(config)[0].reading.chrome == "auto"
        assert driver.main.chrome.divider == "│"
        await stand_on(driver, "reading.keymap")
        await driver.press("l", "escape", "s", "u")
        assert driver.main.newsroom.settings.reading.keymap == "default"
        # One that cannot be read changes nothing, and says so.
        config.write_text("[reading\n", encoding="utf-8")
        os.utime(config, ns=(5, 5))
        await driver.until(lambda: "config.toml" in driver.text(), "the fault")
        assert "仍照原来的设置" in driver.text()
        assert driver.main.newsroom.settings.reading.theme == "own"


async def test_a_theme_there_is_not_is_told_with_the_line_and_the_nearest(sample_folder: Path, config: Path) -> None:
    config.write_text('[reading]\n\ntheme = "nrod"\n', encoding="utf-8")
    async with opened(sample_folder, config=config) as driver:
        assert driver.app.current_theme.name == "kanbao-mo"
        await driver.settle()
        told = "".join(line.strip() for line in driver.lines()[-3:])
        assert "第 3 行" in told
        assert "nord" in told


async def test_without_colours_the_terminals_own_are_used(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(sample_folder, settings=Settings()) as driver:
        assert driver.app.current_theme.name == "kanbao-terminal"
        strips = driver.app.screen._compositor.render_strips()
        colours = {
            colour
            for strip in strips
            for segment in strip.apply_filter(driver.app._filters[-1], driver.app.screen.styles.background)
            if segment.style is not None
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and not colour.is_default
        }
        assert colours == set()
