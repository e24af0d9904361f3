"""httpx without its command line, which it imports if it can (click, rich, pygments): a fifth of a refresh's start."""

import sys
from typing import Any

# None says at once that there is no such module; httpx goes on without it.
_modules: dict[str, Any] = sys.modules
_modules.setdefault("httpx._main", None)

import httpx as httpx  # noqa: E402, PLC0414  (behind what must come first; handed on)
