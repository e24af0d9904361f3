"""Where files live."""

import os
import stat
from pathlib import Path

import pytest

from tui import paths

posix = pytest.mark.skipif(os.name != "posix", reason="modes and XDG are POSIX's")


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KANBAO_DATA_DIR", "KANBAO_CONFIG", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_usual_places(tmp_path: Path) -> None:
    assert paths.data_dir() == tmp_path / ".local/share/kanbao"
    assert paths.config_file() == tmp_path / ".config/kanbao/config.toml"
    assert paths.cache_dir() == tmp_path / ".cache/kanbao"


def test_xdg_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    assert paths.data_dir() == tmp_path / "DATA/kanbao"
    assert paths.config_file() == tmp_path / "CONFIG/kanbao/config.toml"
    assert paths.cache_dir() == tmp_path / "CACHE/kanbao"


@pytest.mark.parametrize("relative", ["", "share", "./share"])
def test_relative_xdg_places_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, relative: str) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", relative)
    assert paths.data_dir() == tmp_path / ".local/share/kanbao"


def test_own_places_go_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "no"))
    monkeypatch.setenv("KANBAO_DATA_DIR", "~/news")
    monkeypatch.setenv("KANBAO_CONFIG", str(tmp_path / "own.toml"))
    assert paths.data_dir() == tmp_path / "news"
    assert paths.config_file() == tmp_path / "own.toml"


def test_an_empty_variable_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANBAO_DATA_DIR", "")
    assert paths.data_dir() == tmp_path / ".local/share/kanbao"


def test_nobodys_home_stays_as_written() -> None:
    assert paths.expand("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_have_their_own_places(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    import platformdirs

    monkeypatch.setattr("sys.platform", platform)
    assert paths.data_dir() == Path(platformdirs.user_data_path("kanbao", appauthor=False))


@posix
def test_a_new_folder_is_closed_to_others(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = paths.make_private(tmp_path / "a" / "b")
    finally:
        os.umask(before)
    assert mode(folder) == 0o700


@posix
def test_an_open_folder_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o755)
    assert mode(paths.make_private(folder)) == 0o700


@posix
def test_shared_folders_and_the_home_folder_are_left_alone(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    tmp_path.chmod(0o755)
    paths.make_private(shared)
    paths.make_private(tmp_path)
    assert (mode(shared), mode(tmp_path)) == (0o1777, 0o755)


def test_a_file_in_its_place_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        paths.make_private(tmp_path / "file")
