"""Opening connections: names are resolved here, every address is judged, and the judged address is the one used."""

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable, Sequence
from itertools import chain, zip_longest

from tui.fetch import sockets
from tui.fetch.address import is_private, literal
from tui.fetch.lean import httpcore
from tui.model.errors import AddressRefused, ConnectionFailed

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Host and port to addresses as text; raises OSError where there are none."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

STAGGER = 0.25
"""Seconds before the next address is tried beside the one that has not answered (RFC 8305)."""

MOST_TRIED = 6


async def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them, the preferred one first."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[str]] = loop.create_future()

    def settle(found: list[str] | OSError) -> None:
        if answer.done():
            return
        if isinstance(found, OSError):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def look_up() -> None:
        found: list[str] | OSError
        try:
            found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except OSError as error:
            found = error
        except UnicodeError:
            found = socket.gaierror(socket.EAI_NONAME, "not a host name")
        with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
            loop.call_soon_threadsafe(settle, found)

    # A thread of its own: a pool of few threads would let a handful of dead name servers hold up every other feed,
    # and threads that are not daemons would hold up the end of the program.
    threading.Thread(target=look_up, name=f"resolve {host}", daemon=True).start()
    return await answer


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections to public addresses, or with ``allowed`` to any.

    A name that leads to a private address, even beside public ones, raises AddressRefused. As the connection is made
    to the very address that was judged, a name that changes its answer (DNS rebinding) gains nothing.
    """

    def __init__(self, resolver: Resolver, *, allowed: bool, networks: Sequence[Network] = ()) -> None:
        self._resolver = resolver
        self._allowed = allowed
        self._networks = networks

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (the signature of httpcore)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to a judged address of ``host``; raises AddressRefused, ConnectionFailed, httpcore errors."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._addresses(host, port)
                return await self._first_connected(addresses, port)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error

    async def sleep(self, seconds: float) -> None:
        """Waits, for httpcore."""
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[str]:
        spelt = literal(host)
        if spelt is not None:
            found = [str(spelt)]
        else:
            try:
                found = list(dict.fromkeys(await self._resolver(host, port)))
            except TimeoutError:
                raise
            except OSError as error:
                raise ConnectionFailed(host=host, reason="dns") from error
        if not found:
            raise ConnectionFailed(host=host, reason="dns")
        for address in found:
            if not (self._allowed or self._is_open(address)):
                raise AddressRefused(host=host, address=address)
        return _alternating(found)[:MOST_TRIED]

    def _is_open(self, address: str) -> bool:
        if not is_private(address):
            return True
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._networks)

    async def _first_connected(self, addresses: list[str], port: int) -> httpcore.AsyncNetworkStream:
        """The first connection that stands; a silent address does not hold up the others."""
        if len(addresses) == 1:
            return await sockets.connect(addresses[0], port)
        waiting = iter(addresses)
        running: set[asyncio.Task[httpcore.AsyncNetworkStream]] = set()
        failure: BaseException = httpcore.ConnectError()
        try:
            while True:
                address = next(waiting, None)
                if address is not None:
                    running.add(asyncio.create_task(sockets.connect(address, port)))
                elif not running:
                    raise failure
                pause = STAGGER if address is not None else None
                done, running = await asyncio.wait(running, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    problem = task.exception()
                    if problem is None:
                        running |= done - {task}
                        return task.result()
                    failure = problem
        finally:
            await _abandon(running)


async def _abandon(tasks: set[asyncio.Task[httpcore.AsyncNetworkStream]]) -> None:
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, httpcore.AsyncNetworkStream):
            await outcome.aclose()


def _alternating(addresses: Sequence[str]) -> list[str]:
    """The addresses with the two families taking turns, so that one broken family costs a moment only."""
    families: dict[bool, list[str]] = {}
    for address in addresses:
        families.setdefault(":" in address, []).append(address)
    return [address for address in chain(*zip_longest(*families.values())) if address]
