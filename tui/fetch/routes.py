"""The ways a request can take: to a public host, to a host that was allowed, or through a proxy."""

import ssl
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from urllib.request import getproxies, proxy_bypass

from tui.fetch.address import redact
from tui.fetch.connect import GuardedBackend, Network, Resolver
from tui.fetch.lean import httpcore, httpx
from tui.fetch.pools import KEPT_OPEN, Pools, Server
from tui.fetch.request import FetchSettings
from tui.model.errors import ConnectionFailed

# httpcore asks for sniffio six times in each request, and every time Python searches all folders anew for a module that
# is not installed: 2 ms a request. None in sys.modules says at once that there is none.
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]


class Routes(httpx.AsyncBaseTransport):
    """The transport of one Fetcher; each request says its ``Way`` in its extension ``way``."""

    def __init__(self, settings: FetchSettings, resolver: Resolver, networks: Sequence[Network]) -> None:
        self._settings = settings
        self._resolver = resolver
        self._networks = networks
        self._environment = getproxies()
        self._pools = Pools(self._new_pool)
        self._tls: ssl.SSLContext | None = None

    def proxy_for(self, scheme: str, host: str, port: int) -> str:
        """The address of the proxy for a request, "" for none."""
        found = self._settings.proxy
        if not found and self._environment:
            if proxy_bypass(f"[{host}]:{port}" if ":" in host else f"{host}:{port}"):
                return ""
            found = self._environment.get(scheme) or self._environment.get("all") or ""
        return found if not found or "://" in found else f"http://{found}"

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request its way; raises what httpcore and the backend raise, ConnectionFailed for a bad proxy."""
        assert isinstance(request.stream, httpx.AsyncByteStream)
        url = request.url
        response, body = await self._pools.send(
            Server(url.raw_scheme, url.raw_host, url.port, request.extensions["way"]),
            httpcore.Request(
                method=request.method,
                url=_core_url(url),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            ),
        )
        return httpx.Response(
            status_code=response.status, headers=response.headers, stream=body, extensions=response.extensions
        )

    async def aclose(self) -> None:
        """Closes all connections."""
        await self._pools.aclose()

    def _new_pool(self, server: Server) -> httpcore.AsyncConnectionPool:
        way = server.way
        # The address of the proxy is the reader's own choice, and mostly a private one.
        backend = GuardedBackend(self._resolver, allowed=way.allowed or bool(way.proxy), networks=self._networks)
        return httpcore.AsyncConnectionPool(
            ssl_context=self._shared_tls() if server.scheme == b"https" else None,
            proxy=self._proxy(way.proxy) if way.proxy else None,
            max_connections=self._settings.max_connections,
            keepalive_expiry=KEPT_OPEN,
            http2=self._settings.http2,
            network_backend=backend,
        )

    def _proxy(self, address: str) -> httpcore.Proxy:
        try:
            described = httpx.Proxy(address)
        except (ValueError, httpx.InvalidURL) as error:
            raise ConnectionFailed(reason="proxy", proxy=redact(address)) from error
        socks_missing = described.url.scheme.startswith("socks") and find_spec("socksio") is None
        if not described.url.host or socks_missing:
            raise ConnectionFailed(reason="proxy", proxy=redact(address))
        tls = self._shared_tls() if described.url.scheme == "https" else None
        return httpcore.Proxy(url=_core_url(described.url), auth=described.raw_auth, ssl_context=tls)

    def _shared_tls(self) -> ssl.SSLContext:
        # Reading the certificates takes about 20 ms: once, and only when something asks for https.
        if self._tls is None:
            self._tls = tls_context(verify=self._settings.verify)
        return self._tls


def _core_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def tls_context(*, verify: bool) -> ssl.SSLContext:
    """What https is checked against: the system's certificates, those of certifi where the system has none.

    On macOS and Windows truststore asks the system itself. Elsewhere it would read the same files as OpenSSL does, but
    again for every connection (45 ms each where they were measured), so there OpenSSL reads them, once.
    """
    if verify and sys.platform in ("darwin", "win32"):
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.create_default_context()
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    elif not _has_certificates(context, ssl.get_default_verify_paths().capath):
        import certifi

        context.load_verify_locations(cafile=certifi.where())
    return context


def _has_certificates(context: ssl.SSLContext, folder: str | None) -> bool:
    if context.cert_store_stats()["x509_ca"]:
        return True
    # A folder of certificates is only read when one is looked for, so the context does not count them.
    return folder is not None and any(Path(folder).glob("*.0"))
