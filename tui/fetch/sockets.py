"""TCP connections and TLS for httpcore, straight on asyncio: half the work of going by way of its usual library."""

import asyncio
import select
import ssl
from typing import Any

from tui.fetch.lean import httpcore

PAUSED_AT = 512 * 1024
"""Bytes that have come and were not read yet from which on no more are taken from the system."""


async def connect(address: str, port: int) -> "Stream":
    """A connection to an address given in digits, which is judged already; raises ConnectError."""
    try:
        _, wire = await asyncio.get_running_loop().create_connection(_Wire, address, port)
    except OSError as error:
        raise httpcore.ConnectError(str(error)) from error
    return Stream(wire)


class _Wire(asyncio.Protocol):
    """The event loop's side of a connection: what has come and was not read yet, and whether more may be sent."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.received = bytearray()
        self.ended = False
        self.fault: Exception | None = None
        self._paused = False
        self._reader: asyncio.Future[None] | None = None
        self._writable = asyncio.Event()
        self._writable.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.received += data
        if not self._paused and len(self.received) > PAUSED_AT:
            self._paused = True
            self.transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended, self.fault = True, exc
        self._writable.set()
        self._wake()

    def eof_received(self) -> None:
        self.ended = True
        self._wake()

    def pause_writing(self) -> None:
        self._writable.clear()

    def resume_writing(self) -> None:
        self._writable.set()

    async def take(self, most: int) -> bytes:
        """The next bytes, nothing at the end; raises what broke the connection."""
        if not self.received and not self.ended:
            self._reader = asyncio.get_running_loop().create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        if not self.received:
            if self.fault is not None:
                raise self.fault
            return b""
        if len(self.received) <= most:
            data, self.received = bytes(self.received), bytearray()
        else:
            data = bytes(self.received[:most])
            del self.received[:most]
        if self._paused and len(self.received) <= PAUSED_AT // 2:
            self._paused = False
            self.transport.resume_reading()
        return data

    async def give(self, data: bytes) -> None:
        """Send, and wait where the other side is slow to take; raises OSError where there is no other side."""
        if self.transport.is_closing():
            raise ConnectionResetError("the connection is closed") from self.fault
        self.transport.write(data)
        await self._writable.wait()

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)


class Stream(httpcore.AsyncNetworkStream):
    """One connection as httpcore reads and writes it."""

    def __init__(self, wire: _Wire) -> None:
        self._wire = wire

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """The next bytes; raises ReadTimeout, ReadError."""
        try:
            async with asyncio.timeout(timeout):
                return await self._wire.take(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout from error
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Send all of it; raises WriteTimeout, WriteError."""
        if not buffer:
            return
        try:
            async with asyncio.timeout(timeout):
                await self._wire.give(buffer)
        except TimeoutError as error:
            raise httpcore.WriteTimeout from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close the connection, without waiting for an answer to that."""
        self._wire.transport.close()
        await asyncio.sleep(0)
        self._wire.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> "Stream":
        """The same connection in TLS; raises ConnectTimeout, and ConnectError for a certificate that is none."""
        wire = self._wire
        shaken = False
        try:
            async with asyncio.timeout(timeout):
                wire.transport = await _shaken(wire, ssl_context, server_hostname)
            shaken = True
        except TimeoutError as error:
            raise httpcore.ConnectTimeout from error
        except ssl.SSLError as error:
            raise httpcore.ConnectError(str(error)) from error
        finally:
            if not shaken:
                wire.transport.abort()
        return self

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks for, ``ssl_object`` and ``is_readable``; None for anything else."""
        wire, transport = self._wire, self._wire.transport
        match info:
            case "ssl_object":
                return transport.get_extra_info("ssl_object")
            case "is_readable":
                # A connection at rest that has something to say is about to be closed.
                return wire.ended or bool(wire.received) or _readable(transport.get_extra_info("socket"))
            case _:
                return None


async def _shaken(wire: _Wire, context: ssl.SSLContext, name: str | None) -> asyncio.Transport:
    """The transport in TLS once hands are shaken; raises ssl.SSLError for whatever ends that before."""
    loop = asyncio.get_running_loop()
    try:
        transport = await loop.start_tls(wire.transport, wire, context, server_hostname=name)
    except ssl.SSLError:
        raise
    except OSError as error:
        raise ssl.SSLEOFError(str(error)) from error
    if transport is None:
        raise ssl.SSLEOFError
    return transport


def _readable(socket: Any) -> bool:
    """Whether something has come that the event loop has not seen yet."""
    number = -1 if socket is None else socket.fileno()
    if number < 0:
        return True
    if hasattr(select, "poll"):  # not on Windows, where numbers have no limit either
        poll = select.poll()
        poll.register(number, select.POLLIN)
        return bool(poll.poll(0))
    return bool(select.select([number], [], [], 0)[0])
