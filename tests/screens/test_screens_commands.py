"""Every command is reached by key, by palette and by help; counts, presets and full-width keys do what they say."""

from pathlib import Path

import pytest

from tests.screens.conftest import opened
from tui.commands import COMMANDS, Command, Place
from tui.config.settings import Reading, Settings
from tui.i18n import choose_language, t
from tui.i18n.catalogue import catalogue
from tui.keymap.named import find_commands, spelling
from tui.keymap.own import key_map
from tui.screens.dialogs.help import Help, commands_of
from tui.screens.dialogs.palette import MAIN, Palette
from tui.screens.main.screen import MainScreen

KEYS = key_map("default", {}).keys
PLACES: tuple[Place, ...] = ("sources", "entries", "article")


def han(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


def test_the_spelling_has_a_syllable_for_each_character() -> None:
    names = catalogue("zh-CN")
    wrong = []
    for command in MAIN:
        spelt = [word for word in spelling().get(command.id, "").split() if word != "shell"]
        if len(spelt) != han(names[f"command.{command.id}"]):
            wrong.append(command.id)
    assert wrong == []


@pytest.mark.parametrize("command", MAIN, ids=lambda command: command.id)
def test_a_command_is_found_by_every_name(command: Command) -> None:
    id_ = command.id
    spelt = spelling()[id_]
    for language in ("zh", "en"):
        choose_language(language)
        names = [catalogue(each)[f"command.{id_}"] for each in ("zh-CN", "en")]
        for name in (*names, spelt.replace(" ", ""), "".join(word[0] for word in spelt.split())):
            assert id_ in find_commands(name, KEYS, MAIN)
            assert id_ in find_commands(name.upper(), KEYS, MAIN)


@pytest.mark.parametrize(
    ("typed", "first"),
    [("sc", "star"), ("收藏", "star"), ("star", "star"), ("shoucang", "star"), ("bz", "help"), ("theme", "theme"),
     ("设置", "settings"), ("R", "refresh_all"), ("quit", "quit"), ("標籤", "tag_filter")],
)  # fmt: skip
def test_the_likeliest_command_comes_first(typed: str, first: str) -> None:
    choose_language("zh")
    assert find_commands(typed, KEYS, MAIN)[0] == first


def test_what_nothing_is_called_finds_nothing() -> None:
    assert find_commands("没有这个", KEYS, MAIN) == []
    assert find_commands("  ", KEYS, MAIN) == [command.id for command in MAIN]


@pytest.mark.parametrize("place", PLACES)
def test_help_tells_every_key_there_is(place: Place) -> None:
    told = [command.id for command in commands_of(place)]
    assert sorted(told) == sorted(command.id for command in COMMANDS if command.scope != "dialog")


def test_help_begins_with_what_can_be_done_here() -> None:
    first = {place: [command.id for command in commands_of(place)] for place in PLACES}
    assert first["sources"].index("unsubscribe") < first["sources"].index("wider")
    assert first["article"].index("wider") < first["article"].index("unsubscribe")
    assert first["article"].index("caret_copy") < first["article"].index("unsubscribe")
    assert first["entries"].index("star") < first["entries"].index("caret_copy")


async def test_the_palette_shows_keys_and_does_what_is_chosen(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        for key in ("colon", "ctrl+p", "fullwidth_colon"):
            await driver.press(key)
            assert isinstance(driver.app.screen, Palette)
            await driver.press("escape")
        await driver.press("colon")
        await driver.type("sc")
        line = next(line for line in driver.lines() if "收藏" in line and "标记" in line)
        assert line.split("收藏")[1].split()[0] == "s"
        before = driver.main.newsroom.counts().starred
        await driver.press("enter")
        assert driver.main.newsroom.counts().starred == before + 1
        await driver.press("colon")
        await driver.type("没有这个")
        assert t("dialog.palette_none") in driver.text()


async def test_every_command_can_be_chosen_in_the_palette(sample_folder: Path) -> None:
    done: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MainScreen, "action_run", lambda screen, name: done.append(name))
        async with opened(sample_folder, (100, 30)) as driver:
            for number, command in enumerate(MAIN):
                driver.main.do_palette()
                await driver.pilot.pause()
                screen = driver.app.screen
                assert isinstance(screen, Palette)
                screen.take(number)
                await driver.pilot.pause()
                assert done[-1] == command.id


@pytest.mark.parametrize(("pane", "place"), [("1", "订阅栏"), ("2", "文章列表"), ("3", "文章")])
async def test_help_is_of_the_place_one_is_in(sample_folder: Path, pane: str, place: str) -> None:
    async with opened(sample_folder) as driver:
        await driver.press(pane, "question_mark")
        assert isinstance(driver.app.screen, Help)
        assert f"按键 · {place}" in driver.text()


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (50, 20), (40, 12)])
async def test_the_cursor_of_a_long_list_stays_in_sight(sample_folder: Path, size: tuple[int, int]) -> None:
    async with opened(sample_folder, size) as driver:
        await driver.press("question_mark")
        rows = driver.app.screen.query_one("CommandRows")
        panel = driver.app.screen.query_one("#panel")
        assert rows.size.height >= 3
        assert panel.region.contains_region(rows.region)
        await driver.press(*["pagedown"] * 30)
        assert any(t("command.caret_leave") in line or t("command.caret_copy") in line for line in driver.lines())


# Counts --------------------------------------------------------------------------------------------------------------


async def test_counts_repeat_and_say_so(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        await driver.press("5")
        assert driver.lines()[-1].split() == ["5"]
        await driver.press("j")
        assert main.entries.cursor == 5
        await driver.press("4", "2", "k")
        assert main.entries.cursor == 0
        await driver.press("4", "G")
        assert main.entries.cursor == 3
        await driver.press("9", "escape", "j")
        assert main.entries.cursor == 4
        assert main.pane == "entries"
        await driver.press("7", "s")
        assert main.newsroom.counts().starred == 1


async def test_a_count_is_bounded(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press(*"99999999", "j")
        assert driver.main.entries.cursor == driver.main.entries.row_count() - 1


async def test_digits_are_panes_by_default_and_counts_alone_for_vim(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press("1")
        assert driver.main.pane == "sources"
    async with opened(sample_folder, settings=Settings(Reading(keymap="vim"))) as driver:
        await driver.press("1", "2", "j")
        assert driver.main.pane == "entries"
        assert driver.main.entries.cursor == 12


async def test_newsboat_keys(sample_folder: Path) -> None:
    async with opened(sample_folder, settings=Settings(Reading(keymap="newsboat"))) as driver:
        main = driver.main
        await driver.press("enter")
        assert main.article.has_focus
        await driver.press("q")
        assert main.entries.has_focus
        await driver.press("A")
        assert main.newsroom.counts().unread == 0


async def test_a_key_of_ones_own_and_what_it_took(sample_folder: Path) -> None:
    async with opened(sample_folder, settings=Settings(keys={"star": ("m",)})) as driver:
        assert "star" in driver.lines()[-1]
        await driver.press("m")
        assert driver.main.newsroom.counts().starred == 1
        await driver.press("question_mark")
        await driver.type("toggle read")
        assert t("command.toggle_read") in driver.text()
