"""Where fields are looked for, and what was found."""

from typing import Any

from tui.dataclass import dataclass, field
from tui.extract.page import Page
from tui.extract.told import Told
from tui.extract.zones import Zones
from tui.text.clean import clean_text, cut

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Scene:
    """A page whose article was found; `taken` are the rows that were taken off it, `now` seconds since 1970."""

    page: Page
    told: Told
    zone: Zones
    taken: list[str]
    now: int
    chinese: bool


@dataclass(slots=True)
class Gathered:
    """Fields as `Extracted` has them, and where each was; all texts are clean."""

    fields: dict[str, Any] = field(default_factory=dict)
    whence: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: Any, where: str) -> None:
        """Keep a value unless it is empty or there is one already."""
        value = _clean(value)
        if value not in ("", (), None) and name not in self.fields:
            self.fields[name] = value
            self.whence[name] = where


def _clean(value: Any) -> Any:
    match value:
        case str():
            return cut(clean_text(value[: LONGEST * 4]), LONGEST)
        case tuple():
            return tuple(filter(None, map(_clean, value)))
        case _:
            return value
