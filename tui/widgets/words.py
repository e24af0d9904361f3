"""A few words of the interface, set by the same rules as everything else."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tui.text.clean import clean_block
from tui.text.width import cells
from tui.text.wrap import iter_lines
from tui.widgets.content import plain

# Between a key with its meaning and the next one, as the catalogues write it.
GAP = "   "


class Words(Widget):
    """Text as high as it has lines at the width there is."""

    DEFAULT_CSS = "Words { width: 100%; height: auto; }"

    def __init__(self, text: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.text = clean_block(text)

    def update(self, text: str) -> None:
        """Say something else."""
        self.text = clean_block(text)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the text has at that width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines."""
        return plain("\n".join(self._lines(self.size.width)))

    def _lines(self, width: int) -> list[str]:
        lines = []
        for paragraph in self.text.split("\n"):
            together = paragraph.split(GAP)
            lines += [line.text for part in _packed(together, width) for line in iter_lines(part, max(2, width))]
        return lines or [""]


def _packed(groups: list[str], width: int) -> list[str]:
    """As many groups on a line as go there: a key stays with what it does."""
    lines = groups[:1]
    for group in groups[1:]:
        longer = lines[-1] + GAP + group
        if cells(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(group)
    return lines
