"""The only door to the network, and the decision when to go through it again."""

import sys
from typing import Any

# httpx brings a command line of its own with it, if it can (click, rich, pygments): a fifth of what starting a refresh
# takes. None says at once that it cannot.
_modules: dict[str, Any] = sys.modules
_modules.setdefault("httpx._main", None)
