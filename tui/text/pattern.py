"""Regular expressions that are compiled when they are first used.

A set that reaches beyond the Basic Multilingual Plane takes about a millisecond to compile, and the first screen needs
few of them.
"""

import re
from collections.abc import Callable
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer")


class _Pattern:
    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Asked only for what is not there yet: from then on the methods are those of the compiled expression."""
        source = self._source if isinstance(self._source, str) else self._source()
        compiled = re.compile(source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """The expression for ``source``, as ``re.compile`` would give it; a fault in it is raised at its first use."""
    return cast("re.Pattern[str]", _Pattern(source, flags))
