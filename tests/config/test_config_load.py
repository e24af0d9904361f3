"""Settings: read whole, and every fault told with file, line, key and what would do."""

import dataclasses
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.config.load import load
from tui.config.options import Option
from tui.config.settings import SECTIONS, Settings, options
from tui.model.errors import ConfigError

WHOLE = """
[reading]
measure = 60
indent = false
level = "strict"
hanging = true
justify = true
han_latin_space = true
theme = "xuan"
language = "en"
ambiguous = 2
keymap = "vim"
list = "compact"
chrome = "ascii"
reduced_motion = true
copy = "wl-copy"
unread_only = true
mark_read_on_open = false
images = "always"
graphics = "blocks"

[fetch]
proxy = "http://127.0.0.1:8080"
deadline = 12
allow_hosts = ["nas.local", "192.168.1.0/24"]
interval_min = 30
interval_max = 600
concurrency = 8
per_host = 1
refresh_on_start = true
sync_every = 60
rsshub = ["https://hub.nas.local"]

[keep]
days = 0
per_feed = 100
mirror = "~/看报"
export_folder = "~/剪报"
export_format = "epub"
offline_entries = 50
offline_megabytes = 200

[paper]
query = "tag:财经"
since = "3d"

[browser]
command = ["firefox", "--new-tab", "%u"]

[media]
command = ["mpv", "%u"]
folder = "~/播客"
most = 200

[notify]
bell = true
terminal = "osc9"
desktop = true
quiet_from = 22
quiet_to = 7

[keys]
down = "j"
search = ["slash", "ctrl+s"]
help = []
"""


def read(folder: Path, text: str) -> tuple[Settings, list[dict[str, object]]]:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    found, errors = load(path)
    assert all(error.about["file"] == str(path) for error in errors)
    return found, [{name: fact for name, fact in error.about.items() if name != "file"} for error in errors]


def value(held: Settings, option: Option) -> object:
    return getattr(getattr(held, option.section), option.name)


def test_every_option_can_be_set(tmp_path: Path) -> None:
    found, errors = read(tmp_path, WHOLE)
    assert errors == []
    assert found.reading.ambiguous == "2"
    assert found.fetch.deadline == 12.0
    assert found.fetch.allow_hosts == ("nas.local", "192.168.1.0/24")
    assert found.keys == {"down": ("j",), "search": ("slash", "ctrl+s"), "help": ()}
    assert [option.key for option in options() if value(found, option) == option.default] == []


def test_no_file_is_all_defaults(tmp_path: Path) -> None:
    assert load(None) == (Settings(), [])
    assert load(tmp_path / "none.toml") == (Settings(), [])
    assert load(Path(os.devnull)) == (Settings(), [])


def test_an_empty_file_is_all_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, "") == (Settings(), [])


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    found, errors = read(tmp_path, "\ufeff[reading]\r\nmeasure = 50\r\n")
    assert (found.reading.measure, errors) == (50, [])


KEEP = "days, per_feed, mirror, export_folder, export_format, offline_entries, offline_megabytes"


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("[reading]\n\nmeasure = 5", {"line": 3, "key": "reading.measure", "reason": "range", "expected": "20–400"}),
        ("[reading]\nmeasure = 76.5", {"line": 2, "key": "reading.measure", "reason": "type", "expected": "1, 2, 3 …"}),
        ("[reading]\nmeasure = true", {"line": 2, "key": "reading.measure", "reason": "type", "expected": "1, 2, 3 …"}),
        ("[reading]\nindent = 1", {"line": 2, "key": "reading.indent", "reason": "type", "expected": "true / false"}),
        (
            '[reading]\nlevel = "GB"',
            {"line": 2, "key": "reading.level", "reason": "choice", "expected": "basic, gb, strict, uax14"},
        ),
        ("[reading]\ntheme = 3", {"line": 2, "key": "reading.theme", "reason": "type", "expected": '"…"'}),
        ("[reading]\nambiguous = 3", {"line": 2, "key": "reading.ambiguous", "reason": "type", "expected": '"…"'}),
        ("[fetch]\ndeadline = nan", {"line": 2, "key": "fetch.deadline", "reason": "range", "expected": "1–600"}),
        ('[fetch]\ndeadline = "3"', {"line": 2, "key": "fetch.deadline", "reason": "type", "expected": "1.5"}),
        (
            '[fetch]\nproxy = "socks5://x"',
            {"line": 2, "key": "fetch.proxy", "reason": "choice", "expected": "http://…, https://…"},
        ),
        ("[fetch]\nallow_hosts = [1]", {"line": 2, "key": "fetch.allow_hosts", "reason": "type", "expected": '["…"]'}),
        ('[browser]\ncommand = [""]', {"line": 2, "key": "browser.command", "reason": "type", "expected": '["…"]'}),
        ("[keys]\ndown = 3", {"line": 2, "key": "keys.down", "reason": "type", "expected": '["…"]'}),
        ("[keys.down]\nx = 3", {"line": 1, "key": "keys.down", "reason": "type", "expected": '["…"]'}),
        ("reading = 3", {"line": 1, "key": "reading", "reason": "type", "expected": "[reading]"}),
        ("[[reading]]\nmeasure = 50", {"line": 1, "key": "reading", "reason": "type", "expected": "[reading]"}),
        ("[reading]\nmesure = 5", {"line": 2, "key": "reading.mesure", "reason": "unknown", "nearest": "measure"}),
        ("\n[raeding]\nx = 5", {"line": 2, "key": "raeding", "reason": "unknown", "nearest": "reading"}),
        ('[look]\ntheme = "mo"', {"line": 1, "key": "look", "reason": "unknown", "nearest": "reading.theme"}),
        ('theme = "mo"', {"line": 1, "key": "theme", "reason": "unknown", "nearest": "reading.theme"}),
        ("[keep]\nmeasure = 50", {"line": 2, "key": "keep.measure", "reason": "unknown", "nearest": "reading.measure"}),
        ("[keep]\nzzz = 50", {"line": 2, "key": "keep.zzz", "reason": "unknown", "nearest": KEEP}),
        ("reading.measure = 5", {"line": 1, "key": "reading.measure", "reason": "range", "expected": "20–400"}),
        ("x={}\n[keep]\n'days' = -1", None),
        ("[reading]\nmeasure = ", {"line": 2, "key": "", "reason": "syntax"}),
        ("\n\n[reading", {"line": 3, "key": "", "reason": "syntax"}),
        ("a = " + "[" * 5_000, {"line": 1, "key": "", "reason": "syntax"}),
        ("a = " + "9" * 5_000, {"line": 1, "key": "", "reason": "syntax"}),
        ("#" * 70_000, {"line": 1, "key": "", "reason": "too-large", "limit": 64_000}),
    ],
)
def test_a_fault_is_told_and_the_default_holds(tmp_path: Path, text: str, about: dict[str, object] | None) -> None:
    found, errors = read(tmp_path, text)
    assert found == Settings()
    if about is None:
        assert [(error["line"], error["key"]) for error in errors] == [(1, "x"), (3, "keep.days")]
    else:
        assert errors == [about]


def test_the_other_keys_hold(tmp_path: Path) -> None:
    found, errors = read(tmp_path, "[reading]\nmeasure = 5\nindent = false\n[keep]\ndays = 'x'\nper_feed = 5")
    assert [error["key"] for error in errors] == ["reading.measure", "keep.days"]
    assert found == Settings(
        reading=dataclasses.replace(Settings().reading, indent=False),
        keep=dataclasses.replace(Settings().keep, per_feed=5),
    )


@pytest.mark.parametrize("text", ["interval_min = 60\ninterval_max = 20", "interval_max = 5", "interval_min = 3000"])
def test_intervals_are_in_order(tmp_path: Path, text: str) -> None:
    found, errors = read(tmp_path, f"[fetch]\n{text}\nper_host = 5")
    assert [error["reason"] for error in errors] == ["range"]
    assert found.fetch == dataclasses.replace(Settings().fetch, per_host=5)


@pytest.mark.parametrize("data", ["设置".encode("gb18030"), b"\xff\xfe", b"\x80" * 100])
def test_other_charsets_are_unreadable(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    found, errors = load(path)
    assert found == Settings()
    assert [error.about["reason"] for error in errors] == ["unreadable"]


def test_a_folder_or_a_pipe_is_unreadable(tmp_path: Path) -> None:
    places = [tmp_path]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places.append(tmp_path / "pipe")
    for place in places:
        found, errors = load(place)
        assert found == Settings()
        assert [error.about["reason"] for error in errors] == ["unreadable"]


def test_errors_never_tell_values(tmp_path: Path) -> None:
    _, errors = load(_written(tmp_path, '[fetch]\nproxy = "socks5://user:s3cr3t@host"'))
    assert errors
    assert "s3cr3t" not in str(errors)


def _written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text)
    return path


def test_defaults_fit_their_own_options() -> None:
    for option in options():
        assert option.low is None or option.low <= option.default
        assert option.high is None or option.default <= option.high
        assert not option.choices or option.default in option.choices


def test_options_are_the_fields_and_nothing_else() -> None:
    declared = {f"{section}.{each.name}" for section, table in SECTIONS.items() for each in dataclasses.fields(table)}
    assert {option.key for option in options()} == declared
    assert {each.name for each in dataclasses.fields(Settings)} == {*SECTIONS, "keys", "rules", "commands", "hooks"}


SCALARS = st.one_of(st.just("true"), st.just("-1"), st.just("1e400"), st.just('""'), st.just("[]"), st.just('[["x"]]'))
NAMES = st.sampled_from([option.name for option in options()] + ["x", '"a b"', '"é"', '"[x]"', '"="'])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*SECTIONS, "keys", "other"]), st.dictionaries(NAMES, SCALARS, max_size=4)))
def test_any_table_is_read_and_every_line_is_right(tmp_path: Path, tables: dict[str, dict[str, str]]) -> None:
    lines = []
    for section, entries in tables.items():
        lines += [f"[{section}]", *(f"{name} = {found}" for name, found in entries.items())]
    path = tmp_path / "config.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    found, errors = load(path)
    assert isinstance(found, Settings)
    for error in errors:
        assert isinstance(error, ConfigError)
        section, _, name = str(error.about["key"]).partition(".")
        told = lines[int(str(error.about["line"])) - 1]
        assert told == f"[{section}]" or (name and name in told) or name == "interval_min"
