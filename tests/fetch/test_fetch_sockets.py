"""The sockets under httpcore: bytes come and go, ends and breaks are told, nothing piles up."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpcore
import pytest

from tui.fetch import sockets
from tui.fetch.sockets import Stream, connect

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def connected(talk: Talk) -> AsyncIterator[Stream]:
    """A stream to a server that answers so."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        stream = await connect("127.0.0.1", server.sockets[0].getsockname()[1])
        try:
            yield stream
        finally:
            await stream.aclose()


async def test_what_comes_is_read_in_pieces_and_then_the_end() -> None:
    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"abcdef")

    async with connected(talk) as stream:
        assert [await stream.read(4), await stream.read(4), await stream.read(4)] == [b"abcd", b"ef", b""]
        assert await stream.read(4) == b""


async def test_a_connection_at_rest_says_when_it_has_been_closed() -> None:
    closing = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readexactly(2))
        await closing.wait()

    async with connected(talk) as stream:
        await stream.write(b"hi")
        assert await stream.read(10) == b"hi"
        assert not stream.get_extra_info("is_readable")
        closing.set()
        assert await stream.read(10) == b""
        assert stream.get_extra_info("is_readable")


async def test_a_broken_connection_is_told() -> None:
    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async with connected(talk) as stream:
        with pytest.raises((httpcore.ReadError, httpcore.WriteError)):
            # A reset is told at once or by the next that is sent.
            while True:
                await stream.write(b"x" * 100_000)
                await asyncio.sleep(0)


async def test_a_closed_stream_takes_nothing_more() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with connected(talk) as stream:
        await stream.aclose()
        with pytest.raises(httpcore.WriteError):
            await stream.write(b"x")


async def test_waiting_for_bytes_has_a_limit() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with connected(talk) as stream:
        with pytest.raises(httpcore.ReadTimeout):
            await stream.read(1, timeout=0.01)


async def test_what_nobody_reads_is_left_with_the_sender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "PAUSED_AT", 1000)
    size = 20_000_000
    sent = asyncio.Event()

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"x" * size)
        await writer.drain()
        sent.set()

    async with connected(talk) as stream:
        first = await stream.read(1)
        for _ in range(1000):
            await asyncio.sleep(0)
        assert not sent.is_set()
        rest = 0
        while data := await stream.read(65_536):
            rest += len(data)
        assert len(first) + rest == size
        assert sent.is_set()


async def test_sending_waits_for_a_server_that_is_slow_to_take() -> None:
    begin = asyncio.Event()
    size = 20_000_000
    taken = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal taken
        await begin.wait()
        while taken < size:
            taken += len(await reader.read(1_000_000))
        writer.write(b"done")

    async with connected(talk) as stream:
        with pytest.raises(httpcore.WriteTimeout):
            await stream.write(b"x" * size, timeout=0.05)
        begin.set()
        assert await stream.read(10) == b"done"


async def test_nobody_at_an_address_is_told() -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    with pytest.raises(httpcore.ConnectError):
        await connect("127.0.0.1", port)
