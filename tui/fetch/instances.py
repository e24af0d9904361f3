"""Feeds by RSSHub: ``rsshub://route`` is fetched from whichever of the reader's instances answers."""

from collections.abc import Sequence
from typing import Protocol

from tui.dataclass import replace
from tui.fetch.address import normalise
from tui.fetch.request import FetchRequest, FetchResponse
from tui.model.errors import BadAddress, FetchError

SCHEME = "rsshub://"
_ANY = "https://instance.invalid/"


class Door(Protocol):
    """Whatever gets an answer to a request."""

    async def get(self, request: FetchRequest) -> FetchResponse:
        """The answer; raises FetchError."""


def is_route(url: str) -> bool:
    """Whether an address is a route of RSSHub."""
    return url.strip()[: len(SCHEME)].lower() == SCHEME


def route(url: str) -> str:
    """The address of a route as it is stored; raises BadAddress."""
    path = url.strip()[len(SCHEME) :].strip("/")
    if not path:
        raise BadAddress(url=url)
    return SCHEME + normalise(_ANY + path)[len(_ANY) :]


class ByInstances:
    """A door that asks for routes at one instance after the other, the one that answered last first."""

    def __init__(self, door: Door, instances: Sequence[str]) -> None:
        self._door = door
        self._instances = [instance.rstrip("/") for instance in instances]

    async def get(self, request: FetchRequest) -> FetchResponse:
        """The answer of the first instance that gives one; raises the first one's FetchError where none does."""
        if not is_route(request.url):
            return await self._door.get(request)
        fault: FetchError = BadAddress(url=request.url)
        for number, instance in enumerate(list(self._instances)):
            # The reader has named the instance: it may be one at home.
            asked = replace(request, url=f"{instance}/{request.url[len(SCHEME) :]}", allow_private=True)
            if number:  # the validators are the first one's
                asked = replace(asked, etag="", modified="")
            try:
                response = await self._door.get(asked)
            except FetchError as error:
                fault = error if not number else fault
                continue
            if number and instance in self._instances:
                self._instances.remove(instance)
                self._instances.insert(0, instance)
            # Wherever an instance sends one, the feed's address is its route.
            return replace(response, moved_to="")
        raise fault
