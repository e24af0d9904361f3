"""Lines that are drawn once and kept for as long as they would look the same."""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

Drawn = TypeVar("Drawn")

KEPT = 1000
"""Some thirty screens."""


class Kept(Generic[Drawn]):
    """What was drawn, by key, for one scene: what all keys have in common (theme, width, page).

    A key says all else that the look depends on, so nothing has to be told when that changes.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._scene: Hashable = None
        self._drawn: dict[tuple[Any, ...], Drawn] = {}

    def get(self, scene: Hashable, key: tuple[Any, ...], draw: Callable[[], Drawn]) -> Drawn:
        """What was drawn for this key, else what is drawn now."""
        if scene != self._scene:
            self._scene = scene
            self._drawn.clear()
        drawn = self._drawn.get(key)
        if drawn is None:
            if len(self._drawn) >= self._kept:
                self._drawn.clear()
            drawn = self._drawn[key] = draw()
        return drawn

    def forget(self, stale: Callable[[tuple[Any, ...]], bool] = lambda _: True) -> None:
        """Draw anew what has another content under the same key."""
        self._drawn = {key: drawn for key, drawn in self._drawn.items() if not stale(key)}

    def __len__(self) -> int:
        return len(self._drawn)
