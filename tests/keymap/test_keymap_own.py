"""Keys: presets without a clash, the reader's own over them, and every fault told with file, line and names."""

from pathlib import Path

import pytest

from tui.commands import BY_ID, COMMANDS, FULL_WIDTH, clashes
from tui.i18n import choose_language, error_text
from tui.keymap.bindings import keymap
from tui.keymap.own import key_map, key_name, preset

PRESETS = ("default", "vim", "newsboat")


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_names_commands_there_are_and_no_key_twice(name: str) -> None:
    assert preset(name).keys() <= BY_ID.keys()
    assert clashes({**preset(name)}) == []
    found = key_map(name, {})
    assert found.faults == ()
    assert {key_name(key) or key for keys in found.keys.values() for key in keys} == {
        key for keys in found.keys.values() for key in keys
    }


@pytest.mark.parametrize("name", PRESETS)
def test_the_daily_commands_have_a_key_in_every_preset(name: str) -> None:
    bare = {command for command, keys in key_map(name, {}).keys.items() if not keys}
    assert bare <= {"pane_sources", "pane_entries", "pane_article"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("/", "slash"),
        ("?", "question_mark"),
        ("j", "j"),
        ("G", "G"),
        ("Ctrl-p", "ctrl+p"),
        ("ctrl+P", "ctrl+P"),
        ("Ctrl-Alt-x", "ctrl+alt+x"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("F5", "f5"),
        ("Space", "space"),
        (" ", "space"),
        ("slash", "slash"),
        ("plus", "plus"),
        ("left_square_bracket", "left_square_bracket"),
        ("，", "fullwidth_comma"),
        ("Shift-Tab", "shift+tab"),
        ("jj", ""),
        ("", ""),
        ("hyper+x", ""),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, name: str) -> None:
    assert key_name(written) == name


def test_every_key_of_the_table_is_a_key() -> None:
    assert [key for command in COMMANDS for key in command.keys if key_name(key) != key] == []


def written(folder: Path, text: str) -> Path:
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return folder / "config.toml"


def test_the_readers_key_is_taken_from_whoever_had_it_and_told(tmp_path: Path) -> None:
    config = written(tmp_path, '[reading]\n\n[keys]\n# mine\nstar = ["m"]\n')
    found = key_map("default", {"star": ("m",)}, config)
    assert found.keys["star"] == ("m",)
    assert found.keys["toggle_read"] == ()
    assert [fault.about for fault in found.faults] == [
        {"file": str(config), "line": 5, "key": "keys.star", "reason": "clash", "pressed": "m", "first": "star",
         "second": "toggle_read"}
    ]  # fmt: skip


def test_moving_both_is_no_fault(tmp_path: Path) -> None:
    found = key_map("default", {"star": ("m",), "toggle_read": ("s",)})
    assert found.faults == ()
    assert (found.keys["star"], found.keys["toggle_read"]) == (("m",), ("s",))


@pytest.mark.parametrize(
    ("own", "reason", "names"),
    [
        ({"stra": ("m",)}, "unknown", "star"),
        ({"star": ("jj",)}, "no-key", "jj"),
        ({"star": ("alt+w",), "save": ("Alt-w",)}, "clash", "save"),
    ],
)
def test_faults_name_the_file_and_what_would_do(
    tmp_path: Path, own: dict[str, tuple[str, ...]], reason: str, names: str
) -> None:
    text = "[keys]\n" + "\n".join(f'{name} = "{keys[0]}"' for name, keys in own.items())
    found = key_map("default", own, written(tmp_path, text))
    assert [fault.about["reason"] for fault in found.faults] == [reason]
    for language in ("en", "zh"):
        choose_language(language)
        told = error_text(found.faults[0])
        assert "config.toml" in told
        assert str(1 + len(own)) in told
        assert names in told or f"command.{names}" not in told


def test_a_command_without_keys_is_reached_by_none() -> None:
    names = keymap(key_map("vim", {"star": ()}).keys)
    assert names["star"] == "none"
    assert names["pane_article"] == "none"
    assert "none" not in {key for command in COMMANDS for key in command.keys}


def test_full_width_twins_go_with_their_key() -> None:
    names = keymap(key_map("default", {"star": ("/",), "search": ("Ctrl-f",), "page_down": ("pagedown",)}).keys)
    assert len(names["star"].split(",")) == 1 + len(FULL_WIDTH["slash"])
    assert names["search"] == "ctrl+f"
