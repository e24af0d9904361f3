"""A change of an article: the text before it and after."""

from typing import TYPE_CHECKING

from tui.dataclass import dataclass

if TYPE_CHECKING:
    from tui.document.blocks import Document


@dataclass(frozen=True, slots=True)
class Revision:
    """What was noticed ``at`` (UTC seconds); title and text as they were and as they became."""

    at: int
    old: str
    new: str

    def document(self, *, marked: bool = False) -> "Document":
        """Both texts in one; ``marked`` tells the changes by signs too, where neither colour nor style can be seen."""
        from tui.document.comparison import comparison

        return comparison(self.old, self.new, marked=marked)
