"""Users and passwords of feeds: sent along where a feed needs them, given anew, brought to where they should lie."""

import asyncio
import time
from pathlib import Path
from urllib.parse import quote

from tui.dataclass import replace
from tui.fetch.instances import Door
from tui.fetch.request import FetchRequest, FetchResponse
from tui.model.errors import BadAddress, NoLogin
from tui.secrets.file import FILE
from tui.secrets.keep import Place, Secrets
from tui.secrets.login import joined, parted, reach
from tui.store.library import FILE as LIBRARY
from tui.store.library import Library
from tui.store.logins import clean_backups

BESIDE_A_READER = 400_000_000
"""Bytes of a library that are written anew within a few seconds, for which somebody who reads can wait."""
KNOWN_FOR = 30.0
"""Seconds for which a login is not looked up again: the feeds of one refresh are asked for with one question."""


class WithLogins:
    """A door that adds the user and password a feed needs, at its own origin alone."""

    def __init__(self, door: Door, library: Library, secrets: Secrets) -> None:
        self._door = door
        self._library = library
        self._secrets = secrets
        self._known: dict[str, tuple[str, str]] = {}
        self._until = 0.0
        self._asking = asyncio.Lock()

    async def get(self, request: FetchRequest) -> FetchResponse:
        """The answer; raises FetchError, NoLogin where user and password are not on this machine."""
        if not request.login:
            return await self._door.get(request)
        found = await self._login(request.login)
        if found is None:
            raise NoLogin(url=request.url, reason="fails" if self._secrets.keyring == "fails" else "missing")
        origin, login = found
        if origin == reach(request.url):
            request = replace(request, url=joined(request.url, login))
        response = await self._door.get(request)
        return replace(response, moved_to=parted(response.moved_to).url)

    async def _login(self, reference: str) -> tuple[str, str] | None:
        async with self._asking:
            if time.monotonic() > self._until or reference not in self._known:
                wanted = {reference, *self._library.feeds.logins()}
                self._known = await asyncio.to_thread(self._secrets.logins, wanted)
                self._until = time.monotonic() + KNOWN_FOR
            return self._known.get(reference)


def give(library: Library, feed: int, user: str, password: str) -> None:
    """Ask for a feed with this user and password from now on; with neither, without.

    Raises NotFound, CannotWrite, and BadAddress for a feed that comes from no server of its own.
    """
    url = library.feeds.get(feed).url
    if not reach(url):
        raise BadAddress(url=url)
    if not user and not password:
        library.feeds.forget_login(feed)
        return
    login = quote(user, safe="") + (f":{quote(password, safe='')}" if password else "")
    library.feeds.update(feed, url=joined(url, login))


def to_be_settled(library: Library) -> bool:
    """Whether ``settle`` may have something to do."""
    return (library.folder / FILE).exists() or library.has_traces()


def settle(folder: Path, secrets: Secrets | None = None, *, at_most: int | None = None) -> None:
    """Logins into the keyring where one works; out of the library's unused bytes and of backups made with them.

    Takes a while: not for a thread that draws. A library of more than ``at_most`` bytes keeps its unused bytes: writing
    it anew would let others wait for too long. Raises StoreError.
    """
    with Library.open(folder) as library:
        if library.readonly or not to_be_settled(library):
            return
        if at_most is None or (folder / LIBRARY).stat().st_size <= at_most:
            library.wipe_traces()
        clean_backups(folder)
        (secrets or Secrets(folder)).settle()


def places(library: Library, secrets: Secrets) -> dict[int, Place | None]:
    """By feed where its login lies, None where it is missing; feeds that need none are left out."""
    needing = {feed.id: feed.login for feed in library.feeds.all() if feed.login}
    found = secrets.places(needing.values())
    return {feed: found.get(reference) for feed, reference in needing.items()}
