"""Connection pools, one for each server: a request looks at the connections of its own server only."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import NamedTuple

from tui.fetch.lean import httpcore, httpx

MOST_IDLE = 20
"""Servers that a connection is kept open to while nothing is asked of them."""

KEPT_OPEN = 3.0
"""Seconds an idle connection is kept: less than the 5 s after which common servers close theirs."""


class Way(NamedTuple):
    """How one request is to go: whether its host may be private, and through which proxy ("" for none)."""

    allowed: bool
    proxy: str = ""


class Server(NamedTuple):
    """Whose connections may be shared by whom.

    Allowed and unallowed requests never share one: a connection that an allowed request opened to a private address
    would otherwise be reused, unjudged, by any request to the same host.
    """

    scheme: bytes
    host: bytes
    port: int | None
    way: Way


class _Pool:
    """The connections to one server, how many requests use them, and when the last of these ended."""

    def __init__(self, connections: httpcore.AsyncConnectionPool) -> None:
        self.connections = connections
        self.users = 0
        self.left = 0.0


class Pools:
    """The pools in use, and the last ones that were."""

    def __init__(self, make: Callable[[Server], httpcore.AsyncConnectionPool]) -> None:
        self._make = make
        self._pools: dict[Server, _Pool] = {}

    async def send(self, server: Server, request: httpcore.Request) -> tuple[httpcore.Response, "Body"]:
        """The answer to a request and its body, which has to be closed; raises what httpcore raises."""
        # The last used stands last.
        pool = self._pools.pop(server, None) or _Pool(self._make(server))
        self._pools[server] = pool
        pool.users += 1
        try:
            response = await pool.connections.handle_async_request(request)
        except BaseException:
            await self._leave(pool)
            raise
        return response, Body(response, lambda: self._leave(pool))

    async def aclose(self) -> None:
        """Close all connections."""
        while self._pools:
            _, pool = self._pools.popitem()
            await pool.connections.aclose()

    async def _leave(self, pool: _Pool) -> None:
        now = time.monotonic()
        pool.users -= 1
        pool.left = now
        idle = [server for server, each in self._pools.items() if not each.users]
        kept = {server for server in idle[-MOST_IDLE:] if now - self._pools[server].left < KEPT_OPEN}
        # Taken out all at once: others come by while these are being closed.
        for left in [self._pools.pop(server) for server in idle if server not in kept]:
            await left.connections.aclose()


class Body(httpx.AsyncByteStream):
    """The body of an httpcore response as httpx reads it."""

    def __init__(self, response: httpcore.Response, leave: Callable[[], Awaitable[None]]) -> None:
        self._response = response
        self._leave: Callable[[], Awaitable[None]] | None = leave

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._response.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        """Give the connection back, or close it where the body was not read to its end."""
        leave, self._leave = self._leave, None
        if leave is None:
            return
        try:
            await self._response.aclose()
        finally:
            await leave()
