"""The only door to the network: gets one address, politely and within bounds."""

import asyncio
import contextlib
import ipaddress
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from tui.dataclass import replace
from tui.fetch import headers
from tui.fetch.address import canonical_host, is_private, literal, normalise, origin, redact
from tui.fetch.connect import Network, Resolver, system_resolver
from tui.fetch.faults import faults, told
from tui.fetch.inflate import Inflater
from tui.fetch.lean import httpx
from tui.fetch.pools import Way
from tui.fetch.redirects import REDIRECTS, Trail
from tui.fetch.request import Call, FetchRequest, FetchResponse, FetchSettings, Sink
from tui.fetch.routes import Routes
from tui.fetch.schedule import parse_retry_after
from tui.fetch.tell import tell_request
from tui.fetch.turns import Budget, Turns
from tui.model.errors import AddressRefused, BadAddress, HttpFailed, ServerMoved, TooLarge
from tui.text.clean import clean_text

__all__ = ["Call", "FetchRequest", "FetchResponse", "FetchSettings", "Fetcher"]

DRAINED = 16 * 1024
"""Bytes of a redirect's body that are read so that its connection can be used again; a longer one is cut off."""

SAID = 300
"""Bytes of a refusal that are kept for the reader."""

_CHUNKS_BETWEEN_PAUSES = 32
_BUSY = frozenset({429, 503})


class Fetcher:
    """Gets addresses over shared, guarded connections; use as ``async with Fetcher(settings) as fetcher``.

    At most ``settings.max_connections`` requests run at once and ``settings.per_host`` to one host and port; others
    wait for their turn, and that wait does not count towards their deadline.
    """

    def __init__(self, settings: FetchSettings | None = None, resolver: Resolver = system_resolver) -> None:
        self._settings = settings or FetchSettings()
        self._allowed_hosts, networks = _allowances(self._settings.allow_hosts)
        self._routes = Routes(self._settings, resolver, networks)
        self._turns = Turns(self._settings.per_host, self._settings.max_connections)
        self._networks = networks

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        with contextlib.suppress(*faults()):
            await self._routes.aclose()

    async def get(self, request: FetchRequest) -> FetchResponse:
        """The answer to a GET, redirects followed; raises a FetchError and nothing else.

        Errors carry the address asked for without user and password: BadAddress, AddressRefused (a private address
        that nobody allowed), ConnectionFailed, TimedOut, TooLarge, TooManyRedirects, and HttpFailed for any answer
        that is neither 2xx nor 304.
        """
        begun = time.perf_counter()
        budget = Budget(self._settings.deadline if request.deadline is None else request.deadline)
        way = Way(allowed=False)
        host = ""
        try:
            trail = Trail(request.url)
            while True:
                url = _parsed(trail.url)
                host, port = url.raw_host.decode("ascii"), origin(trail.url).port
                way = self._way(url, host, port, own_allowance=request.allow_private and trail.at_home_host)
                async with self._turns.turn(f"{host}:{port}"), budget.spending():
                    answer = await self._hop(request, trail, url, way)
                if answer is not None:
                    return replace(answer, ms=round((time.perf_counter() - begun) * 1000))
        except faults() as fault:
            raise told(fault, request.url, host, budget.seconds, proxied=bool(way.proxy)) from fault

    async def call(self, call: Call) -> FetchResponse:
        """The answer of a server's interface; raises as ``get`` does, and ServerMoved where it points elsewhere.

        What ``call`` carries goes to the origin of its address and nowhere else. An HttpFailed has the beginning of
        what the server said (``said``).
        """
        begun = time.perf_counter()
        budget = Budget(self._settings.deadline if call.deadline is None else call.deadline)
        way = Way(allowed=False)
        host = ""
        try:
            address = normalise(call.url)
            url = _parsed(address)
            host, port = url.raw_host.decode("ascii"), origin(address).port
            way = self._way(url, host, port, own_allowance=call.allow_private)
            async with self._turns.turn(f"{host}:{port}"), budget.spending():
                answer = await self._one_call(call, url, way)
            return replace(answer, ms=round((time.perf_counter() - begun) * 1000))
        except faults() as fault:
            raise told(fault, call.url, host, budget.seconds, proxied=bool(way.proxy)) from fault

    async def _one_call(self, call: Call, url: httpx.URL, way: Way) -> FetchResponse:
        wanted = headers.call_headers(call.headers, self._settings.user_agent)
        response = await self._send(call.method, url, wanted, way, call.body or None)
        try:
            raw = response.headers.raw
            if response.status_code in REDIRECTS:
                raise ServerMoved(target=redact(headers.location(raw))[:300])
            if not response.is_success:
                raise _failure(response, await _beginning(response))
            body = await _body(response, call.limit)
        finally:
            await response.aclose()
        return FetchResponse(str(url), response.status_code, headers.readable(raw), body)

    async def _send(
        self, method: str, url: httpx.URL, wanted: headers.RawHeaders, way: Way, content: bytes | None = None
    ) -> httpx.Response:
        # Straight to the transport: of what a client does beside, redirects, cookies, logins, nothing is wanted here.
        timeout = {"connect": self._settings.timeout_connect}
        request = httpx.Request(
            method, url, headers=wanted, content=content, extensions={"way": way, "timeout": timeout}
        )
        return await self._routes.handle_async_request(request)

    def _way(self, url: httpx.URL, host: str, port: int, *, own_allowance: bool) -> Way:
        """How a request goes; raises AddressRefused for what a proxy must not be asked for."""
        way = Way(own_allowance or host in self._allowed_hosts, self._routes.proxy_for(url.scheme, host, port))
        if not way.proxy or way.allowed:
            return way
        # The proxy resolves names, and may live in another network; only what needs no resolving can be judged here.
        address = literal(host)
        inside = address is not None and is_private(address) and not any(address in net for net in self._networks)
        if inside or host == "localhost" or host.endswith(".localhost"):
            raise AddressRefused(host=host, address=host)
        return way

    async def _hop(self, request: FetchRequest, trail: Trail, url: httpx.URL, way: Way) -> FetchResponse | None:
        """One request and its answer; None when it was a redirect and ``trail`` has moved on."""
        wanted = headers.request_headers(request, self._settings.user_agent, *trail.credentials())
        try:
            response = await self._send("GET", url, wanted, way)
        except BaseException as fault:
            tell_request(self._settings.log, trail.url, type(fault).__name__, request.kind)
            raise
        tell_request(self._settings.log, trail.url, str(response.status_code), request.kind)
        try:
            raw = response.headers.raw
            if response.status_code in REDIRECTS and headers.location(raw):
                await _drain(response)
                trail.follow(response.status_code, headers.location(raw))
                return None
            if not (response.is_success or response.status_code == httpx.codes.NOT_MODIFIED):
                raise _failure(response, of_feed=request.kind == "feed")
            body = await _body(response, request.limit, request.sink)
        finally:
            await response.aclose()
        return _answer(request, trail, response, body)


def _allowances(entries: Iterable[str]) -> tuple[frozenset[str], tuple[Network, ...]]:
    """The hosts and the networks among what the reader allowed; what is neither is passed over."""
    hosts, networks = set(), []
    for entry in entries:
        with contextlib.suppress(ValueError):
            if "/" in entry:
                networks.append(ipaddress.ip_network(entry.strip(), strict=False))
            else:
                hosts.add(canonical_host(entry))
    return frozenset(hosts), tuple(networks)


def _parsed(address: str) -> httpx.URL:
    """The address as httpx will use it; refused where the two readings differ in what they would connect to."""
    url = httpx.URL(address)
    if url.raw_host.decode("ascii") != origin(address).host or url.userinfo:
        raise BadAddress
    return url


async def _body(response: httpx.Response, limit: int, sink: Sink | None = None) -> bytes:
    """The body, inflated, or nothing where a sink takes it; raises TooLarge before more than ``limit`` bytes came."""
    raw = response.headers.raw
    announced = headers.announced_length(raw)
    if announced > limit:
        raise TooLarge(limit=limit)
    inflater = Inflater(headers.encodings(raw), limit)
    body = bytearray()
    count = 0
    async for chunk in response.aiter_raw():
        for piece in inflater.feed(chunk):
            if sink is None:
                body += piece
            else:
                sink(piece, announced)
            count += 1
            # Thousands of tiny chunks, or one that inflates for long, arrive without ever waiting for the network.
            if count % _CHUNKS_BETWEEN_PAUSES == 0 or len(piece) > len(chunk):
                await asyncio.sleep(0)
    inflater.finish()
    return bytes(body)


async def _drain(response: httpx.Response) -> None:
    raw = response.headers.raw
    if headers.first(raw, b"content-length") and headers.announced_length(raw) <= DRAINED:
        async for _ in response.aiter_raw():
            pass


async def _beginning(response: httpx.Response) -> str:
    """The first words of an answer that says no."""
    body = b""
    async for chunk in response.aiter_raw(SAID):
        body = chunk
        break
    return clean_text(body.decode("utf-8", "replace"))


_WHY: dict[int, str] = {httpx.codes.UNAUTHORIZED: "login", httpx.codes.GONE: "gone"}
"""Why a feed cannot be had, where trying again is no help."""


def _failure(response: httpx.Response, said: str = "", *, of_feed: bool = False) -> HttpFailed:
    asked = headers.first(response.headers.raw, b"retry-after") if response.status_code in _BUSY else ""
    retry_after = parse_retry_after(asked, int(time.time()))
    phrase = response.extensions.get("reason_phrase", b"").decode("latin-1")
    facts = {"said": said} if said else {}
    if of_feed and (reason := _WHY.get(response.status_code)):
        facts["reason"] = reason
    return HttpFailed(status=response.status_code, retry_after=retry_after, phrase=clean_text(phrase[:100]), **facts)


def _answer(request: FetchRequest, trail: Trail, response: httpx.Response, body: bytes) -> FetchResponse:
    raw = response.headers.raw
    etag = headers.validator(headers.first(raw, b"etag"))
    modified = headers.validator(headers.first(raw, b"last-modified"))
    content_type, charset = headers.media_type(headers.first(raw, b"content-type"))
    unchanged = response.status_code == httpx.codes.NOT_MODIFIED
    return FetchResponse(
        url=trail.url,
        status=response.status_code,
        headers=headers.readable(raw),
        body=body,
        etag=etag or (request.etag if unchanged else ""),
        modified=modified or (request.modified if unchanged else ""),
        content_type=content_type,
        charset=charset,
        moved_to=trail.moved_to,
    )
