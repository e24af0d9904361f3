"""``kanbao serve``: the same reader in a page of a browser, for this machine alone unless asked otherwise."""

import argparse
import ipaddress
import shlex
import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tui.cli.context import Context
from tui.cli.output import complain, say
from tui.i18n import language, t

if TYPE_CHECKING:
    from aiohttp import web
    from textual_serve.server import Server

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# The page of textual-serve asks for a font from afar; here nothing comes from elsewhere.
POLICY = "default-src 'self' data: ws: wss: 'unsafe-inline'"


def run_serve(context: Context, options: argparse.Namespace) -> int:
    """Serve pages until the reader interrupts."""
    try:
        import textual_serve.server  # noqa: F401
    except ImportError:
        complain(t("cli.no_serve"))
        return 2
    url = options.url.rstrip("/") or f"http://{netloc(options.host, options.port)}"
    if not is_loopback(options.host):
        complain(t("cli.serve_open"))
    say(t("cli.serving", url=url))
    guarded(command_of(context), options.host, options.port, url).serve()
    return 0


def command_of(context: Context) -> str:
    """The reader as textual-serve starts it, by a shell: every word is quoted."""
    words = [sys.executable, "-m", "tui", "--data-dir", str(context.folder), "--config", str(context.config)]
    return shlex.join([*words, "--lang", "zh" if language() == "zh-CN" else "en"])


def netloc(host: str, port: int) -> str:
    """Host and port as they stand in an address."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def guarded(command: str, host: str, port: int, url: str) -> "Server":
    """The server. A page from anywhere else must not drive the reader through the browser it is shown in."""
    from aiohttp import web
    from textual_serve.server import Server

    ours = {netloc(host, port), urlsplit(url).netloc} | ({f"localhost:{port}"} if is_loopback(host) else set())

    @web.middleware
    async def guard(request: "web.Request", handler: "Handler") -> "web.StreamResponse":
        origin = request.headers.get("Origin")
        # Names that lead here by a trick of name servers are not ours; sockets always tell their origin.
        foreign = request.host not in ours or (origin is not None and urlsplit(origin).netloc not in ours)
        if foreign or (origin is None and request.path == "/ws"):
            raise web.HTTPForbidden
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = POLICY
        return response

    class Guarded(Server):
        async def _make_app(self) -> "web.Application":
            app = await super()._make_app()
            app.middlewares.append(guard)
            return app

        async def on_startup(self, app: "web.Application") -> None:
            """Nothing more is said."""

    return Guarded(command, host, port, t("head.name"), url)
