"""Modules that libraries import as they start and use later or never, read when something of them is wanted.

What stands in for such a module in ``sys.modules`` gives each of its names to whoever asks, by importing it then. Where
a library takes a function by name while it is imported, the function given imports the module when it is called.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any


class StandIn(ModuleType):
    """Stands in for a module; ``functions`` are those that may be handed out before it is read."""

    def __init__(self, name: str, *functions: str, sooner: str = "") -> None:
        super().__init__(name)
        self._functions = functions
        self._sooner = sooner

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked by the import system and by all that look round among modules
            raise AttributeError(name)
        if name in self._functions:
            return self._later(name)
        if self._sooner:
            found = getattr(import_module(self._sooner), name, self)
            if found is not self:
                return found
        return getattr(self._real(), name)

    def _later(self, name: str) -> Callable[..., Any]:
        def function(*arguments: Any, **named: Any) -> Any:
            return getattr(self._real(), name)(*arguments, **named)

        return function

    def _real(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)


def postpone() -> None:
    """Have what Textual, Rich and asyncio import without need read later: TLS, places of downloads, a tree of files …

    ``textual.types`` only collects names for others; the two of them that Textual itself takes are in ``_types``.
    """
    for stand_in in (
        StandIn("asyncio.sslproto"),
        StandIn("mimetypes"),
        StandIn("pickle", "dumps", "loads"),
        StandIn("platformdirs", "user_downloads_path"),
        StandIn("ssl"),
        StandIn("textual.types", sooner="textual._types"),
        StandIn("uuid", "uuid4"),
    ):
        sys.modules.setdefault(stand_in.__name__, stand_in)
