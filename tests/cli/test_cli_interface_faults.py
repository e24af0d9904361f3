"""The doctor also tells what is wrong with keys and themes, which only the interface would meet."""

import json
from pathlib import Path

import pytest

from tui.cli.main import main

CONFIG = '[reading]\ntheme = "nrod"\n[keys]\nstar = "m"\nfind = "jj"\n'


def test_doctor_tells_keys_and_themes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text(CONFIG, encoding="utf-8")
    (tmp_path / "themes").mkdir()
    own = tmp_path / "themes" / "own.toml"
    own.write_text('title = "Own"\ndark = true\nbase = "mo"\n[roles]\nlnik = "red"\n', encoding="utf-8")
    words = ["--data-dir", str(tmp_path / "library"), "--config", str(config), "--lang", "en", "doctor", "--json"]
    assert main(words) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    about = [row["about"] for row in found if row["area"] == "config"]
    assert {(fault["file"], fault["line"], fault["reason"]) for fault in about} == {
        (str(config), 2, "unknown"),
        (str(config), 4, "clash"),
        (str(config), 5, "no-key"),
        (str(own), 5, "unknown"),
    }
    texts = " ".join(row["text"] for row in found)
    assert all(name in texts for name in ("nord", "toggle_read", "star", "“jj”", "link"))
