"""Exports at the desk: written by a thread of its own, told of as they go, given up between two articles."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tui.dataclass import dataclass
from tui.export.clipping import Issue, Setting
from tui.export.formats import format_named
from tui.export.names import file_name
from tui.i18n import choose_language
from tui.model.errors import KanbaoError
from tui.model.events import Event, WorkAdvanced
from tui.services.exporting import Job, Written, export
from tui.store.library import Library

TELL_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What is to be written, and how: into ``folder``, a file each or, with a ``title``, all in one file of that name.

    ``language`` is that of the words around the articles.
    """

    entries: tuple[int, ...]
    format: str
    folder: str
    title: str = ""
    width: int = 76
    ambiguous: int = 1
    language: str = "auto"


class _GivenUp(Exception):
    """Nobody waits for the export any more."""


class _Writing:
    """One export under way."""

    def __init__(self, wish: ExportWish, emit: Callable[[Event], None], clock: Callable[[], float]) -> None:
        self._wish = wish
        self._emit = emit
        self._now = int(clock())
        self._told = 0.0
        self.given_up = threading.Event()
        self.done = self.failed = self.bytes = self.files = 0
        self.path = ""
        self.error = ""

    def run(self, library: Library) -> None:
        """Write everything; what has been written when it is given up stays."""
        wish, format_ = self._wish, format_named(self._wish.format)
        target, issue = Path(wish.folder).expanduser(), Issue()
        if wish.title:
            target /= file_name(wish.title, format_.suffix, self._now, zone=None)
            issue = Issue(wish.title, self._now)
        setting = Setting(width=wish.width, ambiguous=wish.ambiguous, zone=None)
        export(library, self._counted(wish.entries), Job(format_, target, setting, issue), self._written)

    def _counted(self, entries: Iterable[int]) -> Iterator[int]:
        for place, entry in enumerate(entries):
            if self.given_up.is_set():
                raise _GivenUp
            now = time.monotonic()
            if now - self._told > TELL_SECONDS:
                self._told = now
                self._emit(WorkAdvanced("export", place, len(self._wish.entries), self.bytes))
            yield entry

    def _written(self, written: Written) -> None:
        if written.error is not None:
            self.failed += 1
            self.error = self.error or written.error.stored()
            return
        self.done += written.entries
        self.files += 1
        self.bytes += written.bytes
        self.path = str(written.path)


async def run_export(
    folder: Path, wish: ExportWish, emit: Callable[[Event], None], clock: Callable[[], float] = time.time
) -> dict[str, Any]:
    """Export out of the library in ``folder``; how many were written and failed, where to, and what went wrong first.

    Raises CannotWrite. Cancelled, it ends after the article it is at, and leaves no half file.
    """
    loop = asyncio.get_running_loop()

    def tell(event: Event) -> None:
        loop.call_soon_threadsafe(emit, event)

    writing = _Writing(wish, tell, clock)

    def work() -> KanbaoError | None:
        choose_language(wish.language)
        try:
            with Library.open(folder) as library:
                writing.run(library)
        except _GivenUp:
            return None
        except KanbaoError as error:
            return error
        return None

    thread = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        error = await asyncio.shield(thread)
    except asyncio.CancelledError:
        writing.given_up.set()
        await thread
        raise
    if error is not None:
        raise error
    return {"done": writing.done, "failed": writing.failed, "files": writing.files, "bytes": writing.bytes,
            "path": writing.path, "error": writing.error}  # fmt: skip
