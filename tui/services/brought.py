"""What an import brought."""

from typing import Literal

from tui.dataclass import dataclass

Kind = Literal["feeds", "archive", "cache", "pages"]


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import brought: feeds that are new and those known before, entries, and lines left out with a reason."""

    kind: Kind
    feeds: int = 0
    known: int = 0
    entries: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
