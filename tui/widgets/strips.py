"""Lines that are drawn once and kept for as long as they would look the same."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, Generic, TypeVar

from textual.geometry import Region
from textual.strip import Strip

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


class KeptLines:
    """The lines of a widget or screen as they are shown, each drawn once until it is to be drawn anew."""

    def __init__(self) -> None:
        self._scene: Hashable = None
        self._shown: dict[int, Strip] = {}

    def forget(self, regions: Iterable[Region]) -> None:
        """Draw these parts anew, all lines where none is given."""
        rows = [y for region in regions for y in region.line_range]
        if not rows:
            self._shown.clear()
        for y in rows:
            self._shown.pop(y, None)

    def get(
        self, scene: Hashable, crop: Region, width: int, draw: Callable[[list[int]], Iterable[Strip]]
    ) -> list[Strip]:
        """The lines of a part; ``draw`` makes those that are not known, ``width`` cells wide, of their numbers."""
        shown = self._shown
        if scene != self._scene:
            self._scene = scene
            shown.clear()
        missing = [y for y in crop.line_range if y not in shown]
        if missing:
            shown.update(zip(missing, draw(missing), strict=True))
        lines = [shown[y] for y in crop.line_range]
        return lines if crop.column_span == (0, width) else [line.crop(*crop.column_span) for line in lines]
