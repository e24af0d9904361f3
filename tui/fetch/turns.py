"""Whose turn it is: few requests at a time to one host, a bounded number in all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Counts the requests under way; a host is forgotten with its last request."""

    def __init__(self, per_host: int, in_all: int) -> None:
        self._per_host = max(1, per_host)
        self._all = asyncio.Semaphore(max(1, in_all))
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._users: dict[str, int] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Waits until ``host`` may be asked, and holds the place meanwhile."""
        place = self._hosts.setdefault(host, asyncio.Semaphore(self._per_host))
        self._users[host] = self._users.get(host, 0) + 1
        try:
            # The host first: whoever waits for a slow host must not take a place from the others.
            async with place, self._all:
                yield
        finally:
            self._users[host] -= 1
            if not self._users[host]:
                del self._users[host], self._hosts[host]

    def __len__(self) -> int:
        """Hosts that are asked or waited for."""
        return len(self._hosts)


class Budget:
    """The seconds one fetch may take; waiting for a turn is not counted, every hop of a redirect is."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._left = seconds

    @asynccontextmanager
    async def spending(self) -> AsyncIterator[None]:
        """Runs its body on what is left; raises TimeoutError when that is used up."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            async with asyncio.timeout(max(0.0, self._left)):
                yield
        finally:
            self._left -= loop.time() - begun
