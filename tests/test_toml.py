"""The quick reader of TOML gives what the exact one gives, or nothing."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui
from tui import toml

PACKAGE = Path(tui.__file__).parent
OURS = [*PACKAGE.glob("i18n/**/*.toml"), *PACKAGE.glob("keymap/*.toml"), *PACKAGE.parent.glob("themes/*.toml")]
PIECES = st.sampled_from(
    ["a", "b-c", "d_1", "1", " = ", "=", '"', '"x"', '"\\""', "\\", "\\n", "[", "]", "[a]", "[a.b]", "[[a]]", "\n", "#",
     "x", "true", "false", "0", "01", "12", "-1", "1.5", "1_0", '["x", "y"]', '["x","y"]', "[]", '[""]', '[","]', ", ",
     " ", "\t", "\r\n", "'", "'x'", '"""', "中", "\u3000", "\u200b", "\x00", "."]
)  # fmt: skip
LINES = st.sampled_from(
    ["[a]", "[a.b]", "[b]", 'k = "v"', "k = 1", "n = true", 'a = "x"', "b = []", "# c", "", 'x = ["y", "z"]',
     'q = "\\"中\\""']
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join) | st.lists(LINES, max_size=8).map("\n".join))
def test_it_says_the_same_or_leaves_it_to_the_other(text: str) -> None:
    found = toml.plain(text)
    try:
        exact = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert found is None
        with pytest.raises(tomllib.TOMLDecodeError):
            toml.loads(text)
        return
    assert found in (None, exact)
    assert toml.loads(text) == exact


@pytest.mark.parametrize("file", OURS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_all_that_a_start_may_read_is_plain(file: Path) -> None:
    text = file.read_text("utf-8")
    assert toml.plain(text) == tomllib.loads(text)


def test_what_most_people_write_is_plain() -> None:
    text = (
        '[reading]\ntheme = "mo"\nmeasure = 72\nhanging = true\n\n'
        '# servers\n[fetch]\nallow_hosts = ["a.test", "b.test"]\n'
    )
    assert toml.plain(text) == {
        "reading": {"theme": "mo", "measure": 72, "hanging": True},
        "fetch": {"allow_hosts": ["a.test", "b.test"]},
    }
