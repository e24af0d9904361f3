"""The look that a start leaves for the next one."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.services.look import FILE, Look, keep_look, last_look

COLOURS = {"paper": "#101010", "ink": "#f0f0f0"}


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x7f"), max_size=20)


@given(NAMES, st.booleans(), st.sampled_from([1, 2]))
def test_what_was_kept_is_there_again(terminal: str, many: bool, ambiguous: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        look = Look(COLOURS, many, ambiguous, terminal)
        keep_look(Path(name), look)
        assert last_look(Path(name)) == look
        assert (Path(name) / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "many = true",
        "[" * 9999,
        'many = true\nambiguous = 3\nterminal = "x"\n[colours]\n',
        'many = true\nambiguous = 1\nterminal = "x"\n[colours]\nink = "red"\n',
        'many = true\nambiguous = 1\nterminal = "x"\n[colours]\nink = "#10101G"\n',
        "many = true\nambiguous = 1\nterminal = 1\n[colours]\n",
        'many = true\nambiguous = 1\nterminal = "x"\ncolours = "none"\n',
        'many = true\nambiguous = 1\nterminal = "x"\nmore = 1\n[colours]\n',
    ],
)
def test_what_makes_no_sense_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    assert last_look(tmp_path) is None


def test_a_folder_that_takes_nothing_costs_only_that(tmp_path: Path) -> None:
    keep_look(tmp_path / "none", Look(COLOURS, True, 1, ""))
    assert last_look(tmp_path / "none") is None
