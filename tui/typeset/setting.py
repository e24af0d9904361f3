"""What every setter of a block needs to know about where its lines go."""

from tui.dataclass import dataclass, replace
from tui.typeset.options import TypesetOptions


@dataclass(frozen=True, slots=True)
class Setting:
    """The cells for a line of text, the options, the language, and the list that addresses of links are added to."""

    width: int
    options: TypesetOptions
    language: str
    links: list[str]

    def within(self, width: int) -> "Setting":
        """The same with other cells for a line."""
        return replace(self, width=width)
