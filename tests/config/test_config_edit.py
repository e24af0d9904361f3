"""Changing one setting leaves the rest of the reader's file as it was."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config.edit import Value, save_value, set_value
from tui.config.load import load
from tui.model.errors import CannotWrite, ConfigError

FILE = """# my settings
[reading]   # how
measure = 60   # narrow, for my # eyes
theme = "mo # not a comment"  # dark
# the end of reading

[fetch]
allow_hosts = [
  "a",  # one
  "b",
]  # those
proxy = ""

[keys]
[browser]
command = ["firefox", "%u"]"""


@pytest.mark.parametrize(
    ("section", "name", "value", "before", "after"),
    [
        ("reading", "measure", 76, "measure = 60   #", "measure = 76   #"),
        ("reading", "theme", "xuan", '"mo # not a comment"  # dark', '"xuan"  # dark'),
        ("reading", "indent", False, "# dark\n", "# dark\nindent = false\n"),
        ("fetch", "allow_hosts", ("c",), '[\n  "a",  # one\n  "b",\n]  # those', '["c"]  # those'),
        ("fetch", "deadline", 2.5, 'proxy = ""\n', 'proxy = ""\ndeadline = 2.5\n'),
        ("keys", "star", ("m", "x"), "[keys]\n", '[keys]\nstar = ["m", "x"]\n'),
        ("browser", "command", (), '["firefox", "%u"]', "[]"),
    ],
)
def test_one_line_changes(section: str, name: str, value: Value, before: str, after: str) -> None:
    assert FILE.count(before) == 1
    assert set_value(FILE, section, name, value) == FILE.replace(before, after)


def test_a_section_is_added_at_the_end() -> None:
    assert set_value("", "keep", "days", 3) == "[keep]\ndays = 3\n"
    assert set_value(FILE, "keep", "days", 3) == FILE + "\n\n[keep]\ndays = 3\n"


@pytest.mark.parametrize("text", ["reading = { measure = 3 }", "reading.measure = 3", "[reading]\nx = ["])
def test_what_a_line_cannot_change_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        set_value(text, "reading", "measure", 76)


VALUES: st.SearchStrategy[Value] = st.one_of(
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.lists(st.text("a\"'#[]=\\ 中\n", max_size=5), max_size=3).map(tuple),
)
LINES = st.lists(
    st.sampled_from(
        ["", "# x = 1", "[reading]", "[fetch]", "[[other]]", "a = 1", "b = '#'", 'c = """', '"""', "d = [", "]"]
    ),
    max_size=12,
)


@given(LINES, st.sampled_from(["reading", "fetch"]), st.sampled_from("abcd"), VALUES)
def test_any_file_keeps_all_else(lines: list[str], section: str, name: str, value: Value) -> None:
    text = "\n".join(lines)
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    try:
        after = tomllib.loads(set_value(text, section, name, value))
    except ValueError:
        return
    held = list(value) if isinstance(value, tuple) else value
    assert after == {**before, section: {**before.get(section, {}), name: held}}


def test_a_file_is_made_with_its_folder_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "kanbao" / "config.toml"
    save_value(path, "reading", "measure", 50)
    assert load(path)[0].reading.measure == 50
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    home = tmp_path / "dotfiles.toml"
    home.write_text("[reading]\nmeasure = 40 # mine\n", encoding="utf-8")
    home.chmod(0o640)
    link = tmp_path / "config.toml"
    link.symlink_to(home)
    save_value(link, "reading", "measure", 50)
    assert link.is_symlink()
    assert home.read_text(encoding="utf-8") == "[reading]\nmeasure = 50 # mine\n"
    assert home.stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_changed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("reading = { measure = 3 }", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        save_value(path, "reading", "measure", 50)
    assert caught.value.about["reason"] == "by-hand"
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone" / "there")
    (tmp_path / "gone").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises((CannotWrite, ConfigError)):
        save_value(tmp_path / "nowhere" / "config.toml", "reading", "measure", 50)
