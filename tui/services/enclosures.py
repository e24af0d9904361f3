"""Files that come with articles: what there is, opened by a program of the reader's, downloaded within limits."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from tui.config.settings import Media
from tui.dataclass import dataclass
from tui.export.names import file_name
from tui.fetch.client import FetchRequest
from tui.fetch.instances import Door
from tui.model.errors import CannotWrite, NotFound
from tui.model.events import Downloading
from tui.model.feed import Enclosure
from tui.paths import expand, make_private
from tui.services.browser import ADDRESS, browser_command
from tui.services.starting import start
from tui.store.library import Library

MEGABYTE = 1_000_000
TELL_SECONDS = 0.3
LONGEST_SECONDS = 4 * 3600.0


@dataclass(frozen=True, slots=True)
class EnclosureState:
    """One file: what the feed says of it, when it was played, and where it was downloaded to ("" for nowhere)."""

    enclosure: Enclosure
    played: int | None = None
    file: str = ""

    @property
    def name(self) -> str:
        """What to call it."""
        return self.enclosure.title or name_of(self.enclosure.url) or self.enclosure.url


def name_of(url: str) -> str:
    """The last part of an address's path, readable."""
    return unquote(PurePosixPath(urlsplit(url).path).name)


def enclosures(library: Library, entry: int) -> list[EnclosureState]:
    """The files of an article; one whose download is gone counts as not downloaded. NotFound."""
    known = library.played.of(entry)
    states = []
    for enclosure in library.entries.article(entry).enclosures:
        played, file = known.get(enclosure.url, (None, ""))
        states.append(EnclosureState(enclosure, played, file if file and Path(file).is_file() else ""))
    return states


def open_enclosure(state: EnclosureState, command: Sequence[str]) -> bool:
    """Open a file, where it was downloaded to or else at its address; False where nothing could be started.

    The file or address is one argument (``%u``, else the last) of a program that no shell starts.
    """
    target = state.file or state.enclosure.url
    if not (state.file or target.startswith(("http://", "https://"))):
        return False
    words = list(command) or browser_command(())
    if not words:
        return False
    if ADDRESS not in words:
        words.append(ADDRESS)
    return start([target if word == ADDRESS else word for word in words])


class Downloader:
    """Downloads enclosures into the reader's folder."""

    def __init__(self, library: Library, door: Door, media: Media) -> None:
        self._library = library
        self._door = door
        self._media = media

    async def download(self, entry: int, url: str, emit: Callable[[Downloading], None]) -> str:
        """Fetch an enclosure of an entry; the file it is in. FetchError, CannotWrite; NotFound for other addresses."""
        found = next((each for each in self._library.entries.article(entry).enclosures if each.url == url), None)
        if found is None:
            raise NotFound(kind="entry", name=url)
        folder = expand(self._media.folder) if self._media.folder else self._library.folder / "downloads"
        try:
            make_private(folder) if not self._media.folder else folder.mkdir(parents=True, exist_ok=True)
            target = _free(folder, found)
            temporary = target.with_name(target.name + ".part")
            try:
                with temporary.open("wb") as out:
                    await self._fetch(url, out, emit)
                temporary.replace(target)
            finally:
                # Whatever stopped it, a full disk at the very end too, leaves no half file.
                temporary.unlink(missing_ok=True)
        except OSError as error:
            raise CannotWrite(file=str(folder), reason=error.strerror or "") from error
        self._library.played.downloaded(entry, url, str(target))
        return str(target)

    async def _fetch(self, url: str, out: BinaryIO, emit: Callable[[Downloading], None]) -> None:
        done, told = 0, 0.0

        def take(piece: bytes, announced: int) -> None:
            nonlocal done, told
            out.write(piece)
            done += len(piece)
            if time.monotonic() - told > TELL_SECONDS:
                told = time.monotonic()
                emit(Downloading(url, done, announced))

        limit = self._media.most * MEGABYTE
        await self._door.get(FetchRequest(url, limit=limit, deadline=LONGEST_SECONDS, kind="file", sink=take))


def _free(folder: Path, enclosure: Enclosure) -> Path:
    """A name in the folder that nothing has yet."""
    name = name_of(enclosure.url)
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix[:12]
    if not suffix.isascii() or not suffix[1:].isalnum():
        suffix = ""
    for number in range(1, 1000):
        tail = f" ({number})" if number > 1 else ""
        path = folder / file_name((enclosure.title or stem) + tail, suffix, fallback=stem or "file")
        if not path.exists():
            return path
    raise OSError(17, "too many files of one name")
