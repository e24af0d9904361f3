"""Where the program's files live."""

import os
import stat
import sys
from pathlib import Path

NAME = "kanbao"
PRIVATE = 0o700


def data_dir() -> Path:
    """The folder of the library: ``KANBAO_DATA_DIR``, else the system's place for a program's data. Not created."""
    return _from_environment("KANBAO_DATA_DIR") or _xdg("XDG_DATA_HOME", ".local/share", "user_data_path")


def config_file() -> Path:
    """The file of settings: ``KANBAO_CONFIG``, else ``config.toml`` in the system's place for settings."""
    return _from_environment("KANBAO_CONFIG") or config_dir() / "config.toml"


def config_dir() -> Path:
    """The system's folder for this program's settings; own themes are in ``themes`` below it."""
    return _xdg("XDG_CONFIG_HOME", ".config", "user_config_path")


def cache_dir() -> Path:
    """The folder of what may be lost: pictures and the like."""
    return _xdg("XDG_CACHE_HOME", ".cache", "user_cache_path")


def make_private(folder: Path) -> Path:
    """Create the folder, closed to other users of the machine; returns it.

    A folder that was there and is open to others is closed too, unless it plainly serves something else: the home
    folder, one that is shared (sticky), one of another user. Raises OSError where it cannot be created.
    """
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    found = folder.stat()
    is_open = stat.S_IMODE(found.st_mode) & 0o077
    if os.name == "posix" and is_open and found.st_uid == os.geteuid():
        serves_others = found.st_mode & stat.S_ISVTX or folder.resolve() in (_home().resolve(), Path("/"))
        if not serves_others:
            folder.chmod(PRIVATE)
    return folder


def _from_environment(name: str) -> Path | None:
    wished = os.environ.get(name, "")
    return expand(wished) if wished else None


def expand(path: str) -> Path:
    """A path as a person writes it: ``~`` stands for the home folder; one that names nobody's home is kept as it is."""
    return Path(os.path.expanduser(path))  # noqa: PTH111  Path.expanduser raises where there is no home


def _home() -> Path:
    return expand("~")


def _xdg(variable: str, below_home: str, elsewhere: str) -> Path:
    if sys.platform in ("darwin", "win32"):
        import platformdirs

        found = getattr(platformdirs, elsewhere)(NAME, appauthor=False)
        return Path(found)
    # XDG Base Directory Specification 0.8: a relative path is invalid and to be ignored.
    wished = Path(os.environ.get(variable, ""))
    return (wished if wished.is_absolute() else _home() / below_home) / NAME
