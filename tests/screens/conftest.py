"""The program on a throw-away library, driven by keys."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tui.app import KanbaoApp
from tui.config.load import load
from tui.config.settings import Settings
from tui.i18n import choose_language
from tui.screens.main.screen import MainScreen
from tui.services.newsroom import Newsroom
from tui.services.sample.load import load_sample
from tui.store.library import Library

NOW = 1_795_000_000


class Driver:
    """Presses keys and reads the screen as text."""

    def __init__(self, app: KanbaoApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def main(self) -> MainScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        for character in text:
            await self.pilot.press("space" if character == " " else character)
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything that was begun is done and drawn."""
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()
        await self.pilot.pause()

    async def until(self, true: Callable[[], bool], what: str = "") -> None:
        """Wait for something that comes of itself."""
        for _ in range(400):
            if true():
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"never: {what}\n{self.text()}")

    def lines(self) -> list[str]:
        """The screen, line by line."""
        screen = self.app.screen
        strips = screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())


Open = Callable[..., Awaitable[Driver]]


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    choose_language("zh")
    yield
    choose_language("zh")


@pytest.fixture
def sample_folder(tmp_path: Path) -> Path:
    """A library with the sample paper."""
    library = Library.open(tmp_path / "library")
    load_sample(library, NOW)
    library.close()
    return tmp_path / "library"


@asynccontextmanager
async def opened(
    folder: Path,
    size: tuple[int, int] = (120, 36),
    settings: Settings | None = None,
    *,
    config: Path | None = None,
    begin_at: int | None = None,
) -> AsyncIterator[Driver]:
    """The program, open, at a size in cells; own themes are beside the configuration, ``begin_at`` an entry."""
    if config is not None and settings is None:
        settings, _ = load(config)
    newsroom = Newsroom(folder, settings or Settings(), config=config, clock=lambda: NOW)
    app = KanbaoApp(newsroom, themes=config.parent / "themes" if config is not None else None)
    app.begin_at = begin_at
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        yield driver
