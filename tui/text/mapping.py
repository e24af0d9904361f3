"""Texts mapped character by character, each character's form worked out when it is first met."""

from collections.abc import Callable
from typing import Any

_BMP = 0x10000
_UNKNOWN = object()


class Mapping(dict[int, str]):
    """What each character becomes, by its code; ``of`` gives it for a whole text."""

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__()
        self._form = form
        # The same for ``translate``, which asks a list in half the time, and stops at what has no form yet.
        self._list: list[Any] = []

    def __missing__(self, code: int) -> str:
        form = self[code] = self._form(chr(code))
        return form

    def of(self, text: str) -> str:
        """The text with every character mapped."""
        if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):  # beyond the list
            return text.translate(self)
        if not self._list:
            self._list = [_UNKNOWN] * _BMP
        try:
            return text.translate(self._list)
        except TypeError:
            for char in set(text):
                form = self[ord(char)]
                # A code is put in its place sooner than a string.
                self._list[ord(char)] = ord(form) if len(form) == 1 else form
            return text.translate(self._list)
