"""httpx and httpcore without what they import in case it is wanted: a quarter of a refresh's start.

That is the command line of httpx (click, rich, pygments), which it goes on without, HTTP/2 and SOCKS, which httpcore
imports again when a server or a proxy speaks it, and the certificates of certifi.
"""

import sys
from typing import Any

from tui.later import StandIn

_modules: dict[str, Any] = sys.modules
_LATER = [name for name in ("h2", "socksio") if name not in _modules]

# None says at once that there is no such module.
_modules.setdefault("httpx._main", None)
_modules.setdefault("certifi", StandIn("certifi"))
_modules.update(dict.fromkeys(_LATER))

import httpcore as httpcore  # noqa: E402, PLC0414  (behind what must come first; handed on)

for _name in _LATER:
    del _modules[_name]

import httpx as httpx  # noqa: E402, PLC0414
