"""What every command needs: where the library is, the settings, how to print."""

from contextlib import suppress
from functools import cached_property
from pathlib import Path

from tui.config.load import load
from tui.config.settings import Settings
from tui.i18n import choose_language
from tui.model.errors import ConfigError, KanbaoError
from tui.paths import config_file, data_dir
from tui.store.library import Library


class Context:
    """Opens things when they are first needed."""

    def __init__(self, folder: Path | None = None, config: Path | None = None, language: str = "") -> None:
        self.folder = folder or data_dir()
        self.config = config or config_file()
        self._language = language
        self._library: Library | None = None
        self.problems: list[ConfigError] = []

    @cached_property
    def settings(self) -> Settings:
        """The settings; what is wrong in the file is told on standard error, one line each."""
        settings, self.problems = load(self.config)
        if not self._language:
            choose_language(settings.reading.language)
        for problem in self.problems:
            _complain(problem)
        return settings

    def keep_apart(self, folder: Path) -> None:
        """Live by the reader's settings and themes, and leave changes to them in a folder."""
        from shutil import copyfile, copytree  # by the demo only

        _ = self.settings
        for name in (self.config.name, "themes"):
            with suppress(OSError):
                copy = copytree if (self.config.parent / name).is_dir() else copyfile
                copy(self.config.parent / name, folder / name)
        self.config = folder / self.config.name

    @property
    def library(self) -> Library:
        """The library, opened at first use."""
        if self._library is None:
            _ = self.settings
            self._library = Library.open(self.folder)
            if self._library.recovered is not None:
                _complain(self._library.recovered)
        return self._library

    def close(self) -> None:
        """Close what was opened."""
        if self._library is not None:
            self._library.close()


def _complain(problem: KanbaoError) -> None:
    from tui.cli.output import complain  # rarely wanted, and on the way to the first list

    complain(problem)
