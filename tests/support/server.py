"""A web server on loopback for tests: it answers as it is told, also in ways no decent server would.

    with Server() as server:
        server.route("/feed", Reply(b"<rss/>", {"ETag": '"1"'}, conditional=True))
        server.route("/old", redirect("/feed", 301))
        ...  # ask server.url("/feed")
        assert server.paths == ["/feed"]

The server runs in a thread of its own, so tests of any kind can use it. Nothing in it sleeps unless a ``Reply`` says
so; a test that needs an order of events holds a reply with a ``Gate`` and waits for requests with ``arrived``.
"""

import asyncio
import contextlib
import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

PATIENCE = 10.0
"""Seconds a test waits for something that ought to happen at once."""


class Gate:
    """Holds every reply that names it until the test opens it."""

    def __init__(self, server: "Server") -> None:
        self._loop = server.loop
        self._event = asyncio.Event()

    def open(self) -> None:
        """Lets the held replies go, and all that come later."""
        self._loop.call_soon_threadsafe(self._event.set)

    async def passed(self) -> None:
        """Waits, inside the server, for the gate to open."""
        await self._event.wait()


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came; header names in lower case, ``connection`` numbers the connections from 0."""

    method: str
    target: str
    headers: Mapping[str, str]
    connection: int
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.split("?", 1)[0]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. Content-Length is added unless it is given, ``chunked``, ``endless`` or ``raw``.

    ``delay``        seconds before the answer begins
    ``gate``         the answer begins when it is open
    ``body_gate``    the headers go out at once, the body when it is open
    ``drip``         seconds between single bytes of the body
    ``chunked``      bytes of body in each chunk, 0 for none
    ``gzip``         packs the body and says so
    ``endless``      repeats the body until the client hangs up
    ``cut``          hangs up after so many bytes of the body, -1 for never
    ``conditional``  304 where If-None-Match or If-Modified-Since is what ETag or Last-Modified says
    ``raw``          these bytes instead of everything else, then hangs up
    ``close``        hangs up after the answer
    """

    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    status: int = 200
    reason: str = "OK"
    delay: float = 0.0
    gate: Gate | None = None
    body_gate: Gate | None = None
    drip: float | None = None
    chunked: int = 0
    gzip: bool = False
    endless: bool = False
    cut: int = -1
    conditional: bool = False
    raw: bytes | None = None
    close: bool = False


Handler = Callable[[Received], Reply]

NOT_FOUND = Reply(b"not found", status=404, reason="Not Found")


def _nothing_here(_: Received) -> Reply:
    return NOT_FOUND


def redirect(to: str, status: int = 302, headers: Mapping[str, str] | None = None) -> Reply:
    """An answer that points elsewhere."""
    return Reply(headers={"Location": to, **(headers or {})}, status=status, reason="Moved")


class Server:
    """Serves routes on 127.0.0.1, keeps every request, and ends with the ``with`` block; ``tls`` makes it https."""

    def __init__(self, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.loop = asyncio.new_event_loop()
        self.requests: list[Received] = []
        self.connections = 0
        self.most_at_once = 0
        self._tls = tls
        self._routes: dict[str, Handler] = {}
        self._otherwise: Handler = _nothing_here
        self._news = threading.Condition()
        self._ready = threading.Event()
        self._at_work = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._socket = socket.create_server((host, 0), backlog=512)
        self.host, self.port = host, int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._run, name="test server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(PATIENCE)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(PATIENCE)

    def url(self, path: str = "/", host: str = "") -> str:
        """The address of a path, under another name for this machine where ``host`` is given."""
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{host or self.host}:{self.port}{path}"

    def route(self, path: str, *replies: Reply | Handler) -> None:
        """Answers ``path`` with these, one after the other, then with the last for ever."""
        waiting = list(replies)

        def answer(request: Received) -> Reply:
            reply = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            return reply if isinstance(reply, Reply) else reply(request)

        self._routes[path] = answer

    def answer_all(self, handler: Handler) -> None:
        """Answers with this whatever no route is for."""
        self._otherwise = handler

    def gate(self) -> Gate:
        """A closed gate for this server's replies."""
        return Gate(self)

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [request.path for request in self.requests]

    def wait_for(self, count: int) -> None:
        """Blocks until ``count`` requests have come in all; fails the test when they do not."""
        with self._news:
            assert self._news.wait_for(lambda: len(self.requests) >= count, PATIENCE), self.paths

    async def arrived(self, count: int) -> None:
        """Waits until ``count`` requests have come in all, while the test's own event loop runs on."""
        await asyncio.to_thread(self.wait_for, count)

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(
            asyncio.start_server(self._serve, sock=self._socket, ssl=self._tls, limit=1 << 20)
        )
        self.loop.call_soon(self._ready.set)
        self.loop.run_forever()
        server.close()
        for task in self._tasks:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*self._tasks, return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = self.connections
        self.connections += 1
        # Without this, head and body in two packets cost 40 ms whenever a connection is used again.
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while (request := await _read(reader, number)) is not None:
                self._begin(request)
                try:
                    handler = self._routes.get(request.path, self._otherwise)
                    stays = await _answer(handler(request), request, writer)
                finally:
                    self._at_work -= 1
                if not stays:
                    break
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            if writer.transport.get_write_buffer_size():
                writer.transport.abort()
            else:
                writer.close()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await writer.wait_closed()

    def _begin(self, request: Received) -> None:
        self._at_work += 1
        self.most_at_once = max(self.most_at_once, self._at_work)
        with self._news:
            self.requests.append(request)
            self._news.notify_all()


async def _read(reader: asyncio.StreamReader, connection: int) -> Received | None:
    start = await reader.readexactly(1)
    if not start.isalpha():
        return None  # TLS spoken to a server that does not, for one
    head = start + await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, *_ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(method, target, headers, connection, body)


async def _answer(reply: Reply, request: Received, writer: asyncio.StreamWriter) -> bool:
    """Writes one answer; whether the connection stays open."""
    if reply.gate is not None:
        await reply.gate.passed()
    if reply.delay:
        await asyncio.sleep(reply.delay)
    if reply.raw is not None:
        writer.write(reply.raw)
        await writer.drain()
        return False
    headers = dict(reply.headers)
    if reply.conditional and _unchanged(request, headers):
        writer.write(_head(304, "Not Modified", headers))
        await writer.drain()
        return not reply.close
    body = gzip.compress(reply.body, mtime=0) if reply.gzip else reply.body
    if reply.gzip:
        headers["Content-Encoding"] = "gzip"
    if reply.chunked:
        headers["Transfer-Encoding"] = "chunked"
    elif not reply.endless and "Content-Length" not in headers:
        headers["Content-Length"] = str(len(body))
    writer.write(_head(reply.status, reply.reason, headers))
    await writer.drain()
    if reply.body_gate is not None:
        await reply.body_gate.passed()
    if request.method != "HEAD":
        await _write_body(reply, body, writer)
    return not (reply.close or reply.endless or reply.cut >= 0)


async def _write_body(reply: Reply, body: bytes, writer: asyncio.StreamWriter) -> None:
    if reply.cut >= 0:
        body = body[: reply.cut]
    while reply.endless:
        writer.write(body)
        await writer.drain()
        if reply.drip is not None:
            await asyncio.sleep(reply.drip)
    size = 1 if reply.drip is not None else reply.chunked or len(body) or 1
    for start in range(0, len(body), size):
        piece = body[start : start + size]
        writer.write(b"%x\r\n%s\r\n" % (len(piece), piece) if reply.chunked else piece)
        if reply.drip is not None:
            await writer.drain()
            await asyncio.sleep(reply.drip)
    if reply.chunked and reply.cut < 0:
        writer.write(b"0\r\n\r\n")
    await writer.drain()


def _unchanged(request: Received, headers: Mapping[str, str]) -> bool:
    etag, modified = headers.get("ETag"), headers.get("Last-Modified")
    if etag is not None and "if-none-match" in request.headers:
        return request.headers["if-none-match"] == etag
    return modified is not None and request.headers.get("if-modified-since") == modified


def _head(status: int, reason: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1")
